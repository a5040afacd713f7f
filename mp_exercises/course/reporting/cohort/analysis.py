"""Every statistic of a cohort, each with its interval or the reason why it is not given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ....marking.arrays import Floats
from ....marking.estimate import Estimate
from ....marking.refusal import Refused, attempt
from ....marking.reliability import (
    ConditionalError,
    DecisionConsistency,
    GroupDifferences,
    ItemAnalysis,
    conditional_error,
    cronbach_alpha,
    decision_consistency,
    earned,
    group_differences,
    item_analysis,
    standard_error_of_measurement,
)
from .gather import Cohort, only
from .groups import Grouping


@dataclass(frozen=True)
class Comparison:
    """Two groups on every item."""

    grouping: str
    reference: str
    focal: str
    found: GroupDifferences | Refused


@dataclass(frozen=True)
class Analysis:
    """The statistics of a cohort.

    Attributes
    ----------
    people
        How many people they rest on: those with nothing waiting.
    left_out
        How many others there are.
    shares
        The shares of all points of everybody with nothing waiting, 0 to 1.
    """

    people: int
    left_out: int
    shares: Floats
    alpha: Estimate | Refused
    error: Estimate | Refused
    conditional: ConditionalError | Refused
    consistency: DecisionConsistency | Refused
    items: ItemAnalysis | Refused
    comparisons: tuple[Comparison, ...]


def analysis_of(cohort: Cohort, cut: float, groupings: Sequence[Grouping] = ()) -> Analysis:
    """Return the statistics of a cohort.

    Parameters
    ----------
    cut
        A share of all points, 0 to 1.

    Notes
    -----
    Item statistics and reliability rest on the marks item by item. A section's points, which the
    gradebook never lets fall below 0, are not used for them.
    """
    kept = cohort.complete
    marks, points = cohort.marks[kept], cohort.points
    scores = attempt(lambda: earned(marks, points))
    if isinstance(scores, Refused):
        return Analysis(0, len(kept), cohort.shares[kept], *(scores,) * 5, ())
    found = scores
    return Analysis(
        people=int(kept.sum()),
        left_out=int((~kept).sum()),
        shares=cohort.shares[kept],
        alpha=attempt(lambda: cronbach_alpha(found)),
        error=attempt(lambda: standard_error_of_measurement(found)),
        conditional=attempt(lambda: conditional_error(found, points, cut * cohort.most)),
        consistency=attempt(lambda: decision_consistency(found, points, cut)),
        items=attempt(lambda: _items(cohort)),
        comparisons=tuple(_comparisons(cohort, groupings)),
    )


def _items(cohort: Cohort) -> ItemAnalysis:
    kept = cohort.complete
    return item_analysis(
        cohort.marks[kept],
        cohort.points,
        names=[f"{section}/{item}" for section, item in cohort.items],
        answered=cohort.answered[kept],
        seconds=cohort.seconds[kept],
        choices=[
            only(cohort.picked[place], kept) if place in cohort.picked else None for place in cohort.items
        ],
    )


def _comparisons(cohort: Cohort, groupings: Sequence[Grouping]) -> Iterator[Comparison]:
    """Yield each group that is large enough to name beside the largest one."""
    kept = cohort.complete
    marks = cohort.marks[kept]
    for grouping in groupings:
        members = np.array(grouping.groups, dtype=object)[kept]
        (reference, _), *others = grouping.sizes() or [("", 0)]
        for focal, _ in others:
            yield Comparison(
                grouping.name,
                reference,
                focal,
                attempt(
                    lambda focal=focal, reference=reference, members=members: group_differences(  # type: ignore[misc]
                        marks, cohort.points, list(members), reference=reference, focal=focal
                    )
                ),
            )
