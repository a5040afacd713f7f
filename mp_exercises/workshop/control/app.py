"""The control room as a Jupyter widget: messages go to the desk, and its answers come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget

from ...place import PACKAGE
from ..store import Store, open_store
from .desk import Desk

BUNDLE = PACKAGE / "player" / "static" / "mp-control.js"


class ControlRoom(anywidget.AnyWidget):
    """The control room's side in the kernel.

    Parameters
    ----------
    store
        Where the rooms are.
    """

    _esm = BUNDLE

    def __init__(self, store: Store, **traits: Any) -> None:
        super().__init__(**traits)
        self._desk = Desk(store)
        self.on_msg(self._receive)

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict) or not isinstance(message.get("n"), str):
            return
        reply = self._desk.ask(message)
        files = None if reply.file is None else [reply.file]
        self.send({**reply.message(), "n": message["n"]}, buffers=files)


def control_room(store: str | Path | None = None) -> ControlRoom:
    """Return the control room, for the last line of a Voila notebook.

    Parameters
    ----------
    store
        A path or URL; by default where ``mp workshop`` keeps its rooms.
    """
    return ControlRoom(open_store(store))
