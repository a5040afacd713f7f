"""The dashboard as a Jupyter widget: messages go to the desk, and its answers come back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..place import PACKAGE
from ..serve.replies import Asked
from .desk import Desk

BUNDLE = PACKAGE / "player" / "static" / "mp-dashboard.js"

FOLDER_VARIABLE = "MP_MEASURES_FOLDER"


class Dashboard(Asked):
    """The dashboard's side in the kernel.

    Parameters
    ----------
    folder
        Of tables that are read at the start.
    """

    _esm = BUNDLE

    def __init__(self, folder: Path | None = None, **traits: Any) -> None:
        super().__init__(Desk(folder), **traits)


def dashboard(folder: str | Path | None = None) -> Dashboard:
    """Return the dashboard, for the last line of a notebook.

    Parameters
    ----------
    folder
        Of tables that are read at the start; by default the one that ``mp measure dashboard`` was given.
    """
    named = folder or os.environ.get(FOLDER_VARIABLE)
    return Dashboard(Path(named) if named else None)
