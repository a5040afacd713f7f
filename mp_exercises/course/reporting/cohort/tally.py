"""How many are secure, borderline and not yet, counted while results go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ....marking.decision import Decision
from ...results import Result
from ..standing import Standing


@dataclass
class Tally:
    """Counts of a cohort.

    Attributes
    ----------
    whole
        How many are in each band over the whole assessment.
    competencies
        The same by competency.
    markings
        How many were marked by which keys, by their digest.
    first, last
        When the first and the last record was handed in.
    """

    whole: Counter[str] = field(default_factory=Counter)
    competencies: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    markings: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    late: int = 0
    overruled: int = 0
    damaged: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, result: Result, whole: Decision, found: Sequence[Standing]) -> None:
        """Count one result."""
        self.whole[whole.band] += 1
        for one in found:
            self.competencies[one.competency][one.decision.band] += 1
        self.markings[result.marking] += 1
        self.waiting += bool(result.waiting)
        self.late += bool(result.penalty)
        self.overruled += bool(result.overruled)
        self.damaged += bool(result.damaged)
        if result.submitted is not None:
            self.first = min(filter(None, (self.first, result.submitted)))
            self.last = max(filter(None, (self.last, result.submitted)))
