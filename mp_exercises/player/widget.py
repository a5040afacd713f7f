"""The player as a Jupyter widget."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..answers import Record
from ..exercise import Exercise, load
from .desk import Desk
from .payload import Mode, payload

STATIC = Path(__file__).parent / "static"
RECORD = "answers.jsonl"


class Player(anywidget.AnyWidget):
    """The player's side in the kernel: traits that the front end reads, messages that it sends."""

    _esm = STATIC / "mp-widget.js"

    payload: traitlets.Dict[str, Any] = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    lines: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    catalogue: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    visitor = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._desk: Desk | None = None
        self.on_msg(self._receive)

    def show(self, exercise: Exercise, record: Record, mode: Mode = "practice") -> None:
        """Show an exercise, with what the record already holds of it."""
        self._desk = Desk(exercise, record)
        with self.hold_sync():
            self.lines = self._desk.lines()
            self.payload = payload(exercise, mode)

    def close_exercise(self) -> None:
        """Show no exercise."""
        self._desk = None
        with self.hold_sync():
            self.set_trait("payload", None)
            self.lines = []

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict):
            return
        handler = getattr(self, f"_on_{message.get('type')}", None)
        if callable(handler):
            handler(message)

    def _on_answer(self, message: dict[str, Any]) -> None:
        if self._desk is None:
            return
        reply = self._desk.take(message.get("line"))
        if reply["type"] == "saved":
            # A page that reloads while the kernel lives is drawn from this trait.
            self.lines = self._desk.lines()
        self.send(reply)


def play(
    exercise: str | Exercise, *, record: str | Path | Record = RECORD, mode: Mode = "practice"
) -> Player:
    """Return a player for an exercise; in a notebook, the last line of a cell shows it.

    Parameters
    ----------
    exercise
        A slug of the catalogue, or an exercise.
    record
        Where answers are kept; by default ``answers.jsonl`` beside the notebook.
    mode
        ``"practice"`` compares each answer with the key; ``"graded"`` shows no key.

    Raises
    ------
    UnknownExercise
        If the catalogue has no such slug.
    """
    found = load(exercise) if isinstance(exercise, str) else exercise
    player = Player()
    player.show(found, record if isinstance(record, Record) else Record(record), mode)
    return player
