"""The control room as a Jupyter widget: messages go to the desk, and its answers come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...place import PACKAGE
from ...serve.replies import Asked
from ..store import Store, open_store
from .desk import Desk

BUNDLE = PACKAGE / "player" / "static" / "mp-control.js"


class ControlRoom(Asked):
    """The control room's side in the kernel.

    Parameters
    ----------
    store
        Where the rooms are.
    """

    _esm = BUNDLE

    def __init__(self, store: Store, **traits: Any) -> None:
        super().__init__(Desk(store), **traits)


def control_room(store: str | Path | None = None) -> ControlRoom:
    """Return the control room, for the last line of a Voila notebook.

    Parameters
    ----------
    store
        A path or URL; by default where ``mp workshop`` keeps its rooms.
    """
    return ControlRoom(open_store(store))
