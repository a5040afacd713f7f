"""The chair's room as a Jupyter widget: messages go to the desk, and its answers come back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ...place import PACKAGE
from ...serve.replies import Asked
from ..day.place import ADDRESS_VARIABLE, FOLDER_VARIABLE
from ..folder import Folder, open_folder
from .desk import Desk

BUNDLE = PACKAGE / "player" / "static" / "mp-panel.js"


class ChairRoom(Asked):
    """The chair's side in the kernel.

    Parameters
    ----------
    address
        By which members reach their pages; empty where none are served.
    """

    _esm = BUNDLE

    def __init__(self, folder: Folder, address: str = "", **traits: Any) -> None:
        super().__init__(Desk(folder, address), **traits)


def chair_room(folder: str | Path | None = None) -> ChairRoom:
    """Return the chair's room, for the last line of a notebook.

    Parameters
    ----------
    folder
        Of a campaign; by default the one that ``mp panel day`` was given.
    """
    named = Path(folder or os.environ[FOLDER_VARIABLE])
    return ChairRoom(open_folder(named), os.environ.get(ADDRESS_VARIABLE, ""))
