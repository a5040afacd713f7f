"""Marks that a person gave to an answer which was then handed in again: kept, and no longer counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import Template

from sqlalchemy import Connection, bindparam, insert, update

from .detail import TASK, unpack
from .entry import Entry
from .tables import HISTORY
from .theirs import GRADE

WHO = "mp mark"
"""Who stands in the history where no person decided: the command that found another record."""
WHY = "handed in again: the mark was for the record $old, and what counts now is the record $new"
DIGITS = 12
"""Of a record's digest: enough to find the attempt that a mark was for."""


@dataclass(frozen=True)
class Void:
    """A mark that does not speak for the answer that is there now.

    Attributes
    ----------
    grade
        Its id in nbgrader's gradebook.
    cell
        The ``grade_id``.
    record
        The digest of the record that it was for.
    """

    entry: Entry
    grade: str
    cell: str
    mark: float
    record: str


def rewritten(before: str, now: str) -> set[str]:
    """Return the cells of the answers whose text is another, or may be, by two details as JSON."""
    texts = {(item.section, item.item): item.text for item in unpack(before)}
    return {
        f"{item.section}{TASK}{item.item}"
        for item in unpack(now)
        if item.text is not None and texts.get((item.section, item.item)) != item.text
    }


def take_back(connection: Connection, assessment: str, at: str, marks: Sequence[Void]) -> None:
    """Keep marks in the history, and take them out of the gradebook, so that the answers wait again.

    nbgrader alone would leave them there and flag them; they would count, and be shown, beside a text
    that no marker has read.
    """
    if not marks:
        return
    waits = {"manual_score": None, "needs_manual_grade": True}
    keys = [{"key": void.grade} for void in marks]
    connection.execute(update(GRADE).where(GRADE.c.id == bindparam("key")).values(**waits), keys)
    rows = [
        {
            "assessment": assessment,
            "trainee": void.entry.trainee,
            "cell": void.cell,
            "at": at,
            "who": WHO,
            "why": Template(WHY).substitute(old=void.record[:DIGITS], new=void.entry.record[:DIGITS]),
            "old": void.mark,
            "new": None,
            "new_marking": void.entry.marking,
        }
        for void in marks
    ]
    connection.execute(insert(HISTORY), rows)
