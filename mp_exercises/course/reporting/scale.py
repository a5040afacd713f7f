"""Marks as a reader meets them: from 0, which guessing earns, to 100, which the key earns."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from ...marking.decision import Decision, rules

MOST_DIGITS = 2
_ROUNDING = 9
_CLOSE = 1e-9


@dataclass(frozen=True)
class Interval:
    """A mark with its margin and the cut, all from 0 to 1.

    Attributes
    ----------
    low, high
        The ends of the margin, kept within the scale.
    """

    low: float
    value: float
    high: float
    cut: float


@dataclass(frozen=True)
class Scale:
    """Says marks so that no rounding puts one on the other side of the cut.

    Attributes
    ----------
    cut
        From 0 to 1.
    """

    cut: float

    @property
    def digits(self) -> int:
        """How many digits after the point the cut needs, at most two."""
        return next(
            (count for count in range(MOST_DIGITS) if _whole(100 * self.cut * 10**count)), MOST_DIGITS
        )

    def say(self, mark: float) -> str:
        """Return a mark out of 100, rounded downwards as the cut needs it."""
        unit = 10**self.digits
        return f"{floor(round(100 * mark * unit, _ROUNDING)) / unit:.{self.digits}f}".replace("-", "−")

    def interval(self, decision: Decision) -> Interval | None:
        """Return the margin of a decision; None where there is no mark."""
        if decision.value is None or decision.error is None:
            return None
        margin = rules().width * decision.error
        low, high = max(0.0, decision.value - margin), min(1.0, decision.value + margin)
        return Interval(low, decision.value, high, self.cut)


def points_said(points: float) -> str:
    """Return points with at most two digits after the point, and a true minus."""
    return f"{points:.{MOST_DIGITS}f}".rstrip("0").rstrip(".").replace("-", "−") or "0"


def percent_of(share: float) -> str:
    """Return a share as a place on a drawing, such as 61.25%."""
    return f"{100 * share:.2f}%"


def _whole(value: float) -> bool:
    return abs(value - round(value)) < _CLOSE
