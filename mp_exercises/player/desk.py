"""The desk: takes a front end's messages, and answers only once the disk has what it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from ..answers import Line, Record, RecordError
from ..exercise import Exercise
from ..sitting import accept


class Asked(Protocol):
    """What is being answered: an exercise, or a whole assessment."""

    def owns(self, line: Line) -> bool:
        """Return whether a line of a record belongs to it."""

    def accept(self, line: Line) -> Line:
        """Return a line with its answer in canonical form, or raise ``RecordError``."""


@dataclass(frozen=True)
class One:
    """One exercise."""

    exercise: Exercise

    def owns(self, line: Line) -> bool:
        return line.exercise == self.exercise.slug

    def accept(self, line: Line) -> Line:
        return accept(self.exercise, line)


class Desk:
    """What is being answered, and the record that its answers go to.

    Parameters
    ----------
    asked
        An exercise, or an assessment.
    record
        Where the answers go.
    """

    def __init__(self, asked: Exercise | Asked, record: Record) -> None:
        self.asked = One(asked) if isinstance(asked, Exercise) else asked
        self.record = record
        self._size = -1
        self._lines: dict[str, Line] = {}

    def lines(self) -> list[dict[str, Any]]:
        """Return every line in the record that belongs here, as plain data, oldest first."""
        return [plain(line) for line in self._read().values() if self.asked.owns(line)]

    def _read(self) -> dict[str, Line]:
        """Return the record's lines by id; it is read again only when it has grown."""
        size = self.record.size()
        if size != self._size:
            self._lines = {line.id: line for line in self.record.read().lines}
            self._size = size
        return self._lines

    def take(self, data: object) -> dict[str, Any]:
        """Write one line to the record and return the message that says what became of it.

        Returns
        -------
        dict
            ``saved`` once the disk has it, ``refused`` if it can never be saved, or
            ``failed`` if a later try may succeed; with the line's id and, where it was not
            saved, why.
        """
        given = data.get("id") if isinstance(data, dict) else None
        named = given[:64] if isinstance(given, str) else ""
        try:
            line = self.asked.accept(Line.of(data))
        except RecordError as error:
            return {"type": "refused", "id": named, "why": str(error)}
        try:
            if line.id not in self._read():
                self.record.append(line)
        except (RecordError, OSError) as error:
            return {"type": "failed", "id": line.id, "why": str(error)}
        return {"type": "saved", "id": line.id}


def plain(line: Line) -> dict[str, Any]:
    """Return a line as plain data, as a front end reads it."""
    return {
        "v": line.v,
        "id": line.id,
        "exercise": line.exercise,
        "item": line.item,
        "kind": line.kind,
        "rev": line.rev,
        "at": line.at,
        "answer": None if line.answer is None else dict(line.answer),
    }
