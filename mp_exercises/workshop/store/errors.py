"""What the parts of the store refuse in common."""

from __future__ import annotations


class NoRoom(LookupError):
    """There is no such room."""

    def __init__(self, room: str) -> None:
        super().__init__(f"there is no room {room!r}; `mp workshop list` names them")
