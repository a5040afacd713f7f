"""A marked submission, ready for the gradebook. Workers make these, and load no nbgrader for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Known:
    """What a result in the gradebook came from.

    Attributes
    ----------
    record, marking
        Digests.
    submitted
        When it was handed in, as far as the gradebook knows.
    """

    record: str
    marking: str
    submitted: datetime | None = None

    def holds(self, record: str, marking: str, submitted: datetime | None) -> bool:
        """Whether the result still holds; as in nbgrader, a time that is gone does not undo one."""
        same = (record, marking) == (self.record, self.marking)
        return same and submitted in (None, self.submitted)


@dataclass(frozen=True)
class Entry:
    """A marked submission, ready for the gradebook.

    Attributes
    ----------
    scores
        Points by the ``grade_id`` of the cell that earns them.
    submitted
        When it was handed in, in UTC without a zone, as nbgrader keeps it.
    """

    trainee: str
    submitted: datetime | None
    scores: Mapping[str, float]
    record: str
    marking: str
    damaged: int
    points: float
    most: float
    detail: str
