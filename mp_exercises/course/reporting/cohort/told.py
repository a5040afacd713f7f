"""What every part of the technical report is told from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ....marking.decision import rules
from ...moderating.status import Status
from ..basis import Basis
from ..scale import Scale, points_said
from ..wording import Wording
from .analysis import Analysis
from .gather import Cohort, Place
from .groups import Grouping
from .history import Regrade
from .tally import Tally


@dataclass(frozen=True)
class Told:
    """All that is known of a cohort, and the words for it.

    Attributes
    ----------
    held
        Why results are held; empty where they are not.
    moderation
        Where second marking stands.
    """

    basis: Basis
    cohort: Cohort
    analysis: Analysis
    tally: Tally
    moderation: Status
    groupings: Sequence[Grouping]
    regrades: Sequence[Regrade]
    held: str
    say: Wording

    @cached_property
    def scale(self) -> Scale:
        """How marks are said."""
        return Scale(self.basis.judge.cut.value)

    @property
    def margin(self) -> float | None:
        """How far from the cut a whole result is borderline, as a share; None where nobody was judged."""
        weights = self.cohort.points
        if not weights.size:
            return None
        spread = self.basis.judge.error * float((weights**2).sum()) ** 0.5 / float(weights.sum())
        error = self.basis.judge.cut.error or 0.0
        return rules().width * float((spread**2 + error**2) ** 0.5)

    def item(self, place: Place) -> str:
        """Return what a question is called: its section, and its number there."""
        return self.say("item", title=self.basis.titles[place[0]], number=self.basis.numbers[place])

    def share(self, share: float) -> str:
        """Return a share as a mark out of 100, and in points."""
        return self.say(
            "scores.of_points",
            share=f"{100 * share:.1f}",
            points=points_said(round(share * self.cohort.most, 1)),
            most=points_said(self.cohort.most),
        )
