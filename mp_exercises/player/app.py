"""The scenario app: a visitor chooses an exercise and works through it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..answers import Record
from ..exercise import Exercise, UnknownExercise, everything, load
from .visitors import record_of, records_folder
from .widget import Player

__all__ = ["ScenarioApp", "app", "record_of", "records_folder"]


def card(exercise: Exercise) -> dict[str, Any]:
    """Return what the chooser shows of an exercise."""
    return {
        "slug": exercise.slug,
        "title": exercise.title,
        "summary": exercise.summary,
        "minutes": exercise.minutes,
        "kinds": sorted({item.kind for item in exercise.items}),
        "competencies": list(exercise.competencies),
    }


class ScenarioApp(Player):
    """A player with a chooser; each visitor's answers go to a record of their own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(catalogue=[card(exercise) for exercise in everything()], visitor=True)
        self._folder = folder
        self._record: Record | None = None
        self._wanted: str | None = None

    def _on_visitor(self, message: dict[str, Any]) -> None:
        try:
            self._record = record_of(message.get("token", ""), self._folder)
        except ValueError:
            return
        if self._wanted is not None:
            self._show(self._wanted)

    def _on_open(self, message: dict[str, Any]) -> None:
        self._wanted = str(message.get("slug", ""))
        if self._record is not None:
            self._show(self._wanted)

    def _on_close(self, _message: dict[str, Any]) -> None:
        self._wanted = None
        self.close_exercise()

    def _show(self, slug: str) -> None:
        if self._record is None:
            return
        try:
            self.show(load(slug), self._record)
        except UnknownExercise:
            self.close_exercise()


def app(folder: str | Path | None = None) -> ScenarioApp:
    """Return the scenario app, for the last line of a Voila notebook.

    Parameters
    ----------
    folder
        Where visitors' records are kept; by default ``records_folder()``.
    """
    return ScenarioApp(Path(folder) if folder is not None else records_folder())
