"""Group differences: whether an item is harder for one group than for equally able people of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from ..arrays import Floats, Ints
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from .alpha import earned
from .mantel import NAME, Dichotomous, Ordinal, dichotomous, ordinal

HALF = 0.5
"""The share of an item's points from which it counts as right, where items are made right or wrong."""

Match = Literal["total", "rest"]

RATE = 0.05
"""The share of false alarms among the alarms that is accepted, over all items."""


@dataclass(frozen=True)
class ItemDifference:
    """What separates two groups of equally able people on one item.

    Attributes
    ----------
    delta
        On the ETS delta scale, -2.35 times the log odds ratio; below 0 the item is harder for the focal
        group than for equally able people of the reference group.
    category
        ``A`` negligible, ``B`` moderate, ``C`` large.
    right, right_p
        Mantel-Haenszel on right and wrong, and its p value after Benjamini and Hochberg.
    graded, graded_p
        Mantel's extension on the marks themselves, and its p value likewise.
    flagged
        Whether the item is to be looked at: not ``A`` or not ``AA``, and unlikely to be chance after
        adjusting for all items. A flag says that there is a difference, not that it is unfair.
    """

    name: str
    delta: Estimate
    category: Literal["A", "B", "C"]
    right: Dichotomous
    right_p: float
    graded: Ordinal
    graded_p: float
    flagged: bool


@dataclass(frozen=True)
class GroupDifferences:
    """The differences of all items; a refusal stands where an item allows none.

    Attributes
    ----------
    reference, focal
        The two groups, and how many people each has.
    strata
        Into how many groups of like ability people were put.
    """

    items: tuple[ItemDifference | Refused, ...]
    reference: str
    focal: str
    in_reference: int
    in_focal: int
    strata: int


def group_differences(
    marks: ArrayLike,
    points: ArrayLike,
    group: Sequence[Any],
    *,
    reference: Any,
    focal: Any,
    names: Sequence[str] | None = None,
    match: Match = "total",
    strata: int | None = None,
    right_from: float = HALF,
    level: float = LEVEL,
) -> GroupDifferences:
    """Return whether items differ between two groups of equally able people.

    Parameters
    ----------
    marks
        People by items, the share of each item's points.
    points
        What each item is worth.
    group
        Each person's group; people of neither group are left out.
    reference, focal
        The two groups.
    match
        ``total`` takes people of like totals for equally able, the item included; ``rest`` leaves the
        item out.
    strata
        Into how many strata of it people are put; by default one for every 20 people of the
        smaller group, from 5 to 20.
    right_from
        The mark from which an item counts as right.

    Notes
    -----
    Strata are of about equal size; those with one group only are left out. The item belongs to the total
    that people are matched on (Holland and Thayer 1988): where groups differ in ability, the total of the
    other items alone makes fair items look unfair. A test shows how often.

    Raises
    ------
    Refused
        If a group or the number of items is too small, or the arguments do not fit.

    References
    ----------
    Holland, P. W. and Thayer, D. T. (1988). Differential item performance and the Mantel-Haenszel
    procedure. In Wainer and Braun, Test validity.
    Zwick, R. (2012). A review of ETS differential item functioning assessment procedures. ETS RR-12-08.
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
    Statistical Society B, 57, 289-300.
    """
    checked_level(level)
    scores = earned(marks, points, NAME)
    shares = np.asarray(marks, dtype=np.float64)
    if len(group) != len(scores):
        raise Refused(NAME, f"{len(scores)} people have marks and {len(group)} a group")
    members = np.array([1 if entry == focal else 0 if entry == reference else -1 for entry in group])
    kept = members >= 0
    scores, shares, members = scores[kept], shares[kept], members[kept] == 1
    items = scores.shape[1]
    sizes = int((~members).sum()), int(members.sum())
    require(NAME, items=items, smaller_group=min(sizes))
    labels = [str(place + 1) for place in range(items)] if names is None else list(names)
    if len(labels) != items:
        raise Refused(NAME, f"{items} items and {len(labels)} names")
    if match not in ("total", "rest"):
        raise ValueError(f"match {match!r}; right would be 'total' or 'rest'")
    count = min(20, max(5, min(sizes) // 20)) if strata is None else strata
    made = []
    for item in range(items):
        stratum = stratum_of(_matched_on(scores, item, match), count)
        made.append(_one(labels[item], shares[:, item], members, stratum, right_from, level))
    return GroupDifferences(_adjusted(made), str(reference), str(focal), *sizes, count)


def stratum_of(match: Floats, count: int) -> Ints:
    """Return the stratum of each person, from 0, of about equal sizes; ties share a stratum."""
    if count < 1:
        raise ValueError(f"{count} strata; right would be a number such as 5")
    edges = np.quantile(match, np.arange(1, count) / count)
    return np.searchsorted(edges, match, side="right")


def _matched_on(scores: Floats, item: int, match: Match) -> Floats:
    """Return what people are matched on, rounded, so that points added in another order are ties."""
    total = scores.sum(axis=1)
    return np.asarray((total if match == "total" else total - scores[:, item]).round(9), dtype=np.float64)


def _one(
    name: str, marks: Floats, focal: NDArray[np.bool_], strata: Ints, right_from: float, level: float
) -> ItemDifference | Refused:
    try:
        right = dichotomous(marks >= right_from - 1e-12, focal, strata)
        graded = ordinal(marks, focal, strata)
    except Refused as refusal:
        return refusal
    smaller = int(min(focal.sum(), (~focal).sum()))
    half = float(stats.norm.ppf((1 + level) / 2)) * right.delta_error
    delta = Estimate(
        NAME,
        right.delta,
        right.delta - half,
        right.delta + half,
        level,
        n=right.used,
        form="delta",
        interval="robins-breslow-greenland",
        cautions=cautions(NAME, smaller_group=smaller),
    )
    return ItemDifference(name, delta, right.category, right, right.p, graded, graded.p, flagged=False)


def _adjusted(made: list[ItemDifference | Refused]) -> tuple[ItemDifference | Refused, ...]:
    """Return the items with p values adjusted for how many they are."""
    given = [item for item in made if isinstance(item, ItemDifference)]
    if not given:
        return tuple(made)
    right = stats.false_discovery_control([item.right.p for item in given], method="bh")
    graded = stats.false_discovery_control([item.graded.p for item in given], method="bh")
    done = iter(
        replace(
            item,
            right_p=float(p_right),
            graded_p=float(p_graded),
            flagged=bool(
                (item.category != "A" and p_right <= RATE)
                or (item.graded.category != "AA" and p_graded <= RATE)
            ),
        )
        for item, p_right, p_graded in zip(given, right, graded, strict=True)
    )
    return tuple(item if isinstance(item, Refused) else next(done) for item in made)
