"""A graded assessment as a Jupyter widget: without keys, with one record for each who sits it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import traitlets

from ..answers import Record
from .desk import Desk
from .paper import NoPaper, Paper, read_paper
from .visitors import record_of, records_folder
from .widget import STATIC, Player

ASSESSMENT_VARIABLE = "MP_ASSESSMENT"


class Assessment(Player):
    """The side in the kernel; it shows nothing before the browser has said whose record it is."""

    _esm = STATIC / "mp-assessment-widget.js"

    assessment = traitlets.Unicode().tag(sync=True)

    def __init__(self, paper: Paper, folder: Path) -> None:
        super().__init__(assessment=paper.slug)
        self._paper = paper
        self._folder = folder

    def _on_sitter(self, message: dict[str, Any]) -> None:
        """Open the record of whoever holds the token."""
        try:
            record = record_of(message.get("token", ""), self._folder)
        except ValueError:
            return
        self._open(record)

    def _open(self, record: Record) -> None:
        self._desk = Desk(self._paper, record)
        with self.hold_sync():
            self.lines = self._desk.lines()
            self.payload = self._paper.payload()

    def _on_look(self, _message: dict[str, Any]) -> None:
        """Show what another page of the same person has saved meanwhile."""
        if self._desk is not None:
            self.lines = self._desk.lines()


def sitting_folder(slug: str, records: Path | None = None) -> Path:
    """Return the folder of the records of one assessment, apart from those of practice."""
    return (records or records_folder()) / "assessments" / slug


def assessment(path: str | Path | None = None, folder: str | Path | None = None) -> Assessment:
    """Return an assessment to sit, for the last line of a Voila notebook.

    Parameters
    ----------
    path
        The assessment's released file, or the folder that has it; by default what ``MP_ASSESSMENT`` names.
    folder
        Where the records are kept; by default a folder of the assessment's own below ``records_folder()``.

    Raises
    ------
    NoPaper
        If no assessment is named, or the file is none or carries keys.
    """
    named = path or os.environ.get(ASSESSMENT_VARIABLE)
    if not named:
        raise NoPaper(f"no assessment is named; give its file, or set {ASSESSMENT_VARIABLE}")
    paper = read_paper(Path(named))
    return Assessment(paper, Path(folder) if folder is not None else sitting_folder(paper.slug))
