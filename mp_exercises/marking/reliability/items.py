"""Item analysis: for each item its difficulty, its correlation with the rest, and how it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from ..arrays import Floats, column, table
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, attempt, cautions, require
from .alpha import coefficient, cronbach_alpha, earned, standard_error_of_measurement
from .groups import Chosen, Groups, OptionUse, groups, option_use

NAME = "item-difficulty"
CORRELATION = "item-correlation"


@dataclass(frozen=True)
class ItemStatistics:
    """What is known of one item; a refusal stands where a statistic is not given.

    Attributes
    ----------
    points
        What it is worth.
    difficulty, sd
        The mean and the standard deviation of the share of its points that people earned. A high
        number is an easy item.
    correlation
        Pearson's correlation with the total of the other items.
    alpha_without
        Cronbach's alpha of the other items.
    discrimination
        The difficulty in the upper group less that in the lower.
    omitted
        How many people left it blank; None if that is not known.
    seconds, timed
        The median time on it and how many people's time is known; None if nobody's is.
    options
        How often each option was chosen; empty for an item without options.
    """

    name: str
    points: float
    n: int
    difficulty: float
    sd: float
    correlation: Estimate | Refused
    alpha_without: float | Refused
    discrimination: float | Refused
    omitted: int | None
    seconds: float | None
    timed: int
    options: tuple[OptionUse, ...] | Refused


@dataclass(frozen=True)
class ItemAnalysis:
    """An assessment's items, and its totals.

    Attributes
    ----------
    mean, sd
        Of the totals, in points.
    most
        What the items are worth together.
    alpha, error
        Cronbach's alpha and the standard error of measurement, or why not.
    in_upper, in_lower
        How many people the two groups have; 0 where there are no groups.
    """

    items: tuple[ItemStatistics, ...]
    n: int
    mean: float
    sd: float
    most: float
    alpha: Estimate | Refused
    error: Estimate | Refused
    in_upper: int
    in_lower: int


def item_analysis(
    marks: ArrayLike,
    points: ArrayLike,
    *,
    names: Sequence[str] | None = None,
    answered: ArrayLike | None = None,
    seconds: ArrayLike | None = None,
    choices: Sequence[Chosen | None] | None = None,
    level: float = LEVEL,
) -> ItemAnalysis:
    """Return the analysis of an assessment's items.

    Parameters
    ----------
    marks
        People by items, the share of each item's points, usually -1 to 1; a blank has its mark, 0.
    points
        What each item is worth.
    names
        Of the items; by default their numbers from 1.
    answered
        People by items, whether it was answered.
    seconds
        People by items, the time on it; NaN where it is not known.
    choices
        For each item what each person chose, or None for an item without options.

    Raises
    ------
    Refused
        If there are too few people, an item has no mark yet, or the arguments do not fit together.
    """
    checked_level(level)
    scores = earned(marks, points, NAME)
    shares, worth = table(marks, NAME), column(points, NAME)
    people, items = scores.shape
    require(NAME, people=people)
    labels = [str(place + 1) for place in range(items)] if names is None else list(names)
    given = None if answered is None else np.asarray(answered, dtype=bool)
    times = None if seconds is None else table(seconds, NAME, missing=True)
    _fitting(scores, labels, given, times, choices)
    totals = scores.sum(axis=1)
    found = attempt(lambda: groups(totals))
    made = tuple(
        ItemStatistics(
            name=labels[item],
            points=float(worth[item]),
            n=people,
            difficulty=float(shares[:, item].mean()),
            sd=float(shares[:, item].std(ddof=1)),
            correlation=attempt(lambda item=item: item_rest(scores, item, level=level)),  # type: ignore[misc]
            alpha_without=attempt(lambda item=item: _alpha_without(scores, item)),  # type: ignore[misc]
            discrimination=_discrimination(shares[:, item], found),
            omitted=None if given is None else int((~given[:, item]).sum()),
            seconds=_median(times, item),
            timed=0 if times is None else int(np.isfinite(times[:, item]).sum()),
            options=_options(None if choices is None else choices[item], found),
        )
        for item in range(items)
    )
    return ItemAnalysis(
        made,
        people,
        float(totals.mean()),
        float(totals.std(ddof=1)),
        float(worth.sum()),
        attempt(lambda: cronbach_alpha(scores, level=level)),
        attempt(lambda: standard_error_of_measurement(scores, level=level)),
        *((0, 0) if isinstance(found, Refused) else (int(found.upper.sum()), int(found.lower.sum()))),
    )


def item_rest(scores: ArrayLike, item: int, *, level: float = LEVEL) -> Estimate:
    """Return the correlation of an item with the total of the others, with Fisher's interval.

    Parameters
    ----------
    scores
        People by items, in points.
    item
        Its place, from 0.

    Raises
    ------
    Refused
        If there are too few people, or the item or the rest does not vary.

    References
    ----------
    Fisher, R. A. (1921). On the "probable error" of a coefficient of correlation deduced from a small
    sample. Metron, 1, 3-32.
    """
    checked_level(level)
    values = table(scores, CORRELATION)
    people, items = values.shape
    require(CORRELATION, items=items, people=people)
    one, rest = values[:, item], np.delete(values, item, axis=1).sum(axis=1)
    if _constant(one):
        raise Refused(CORRELATION, "everyone earned the same on the item")
    if _constant(rest):
        raise Refused(CORRELATION, "everyone earned the same on the other items")
    value = min(1.0, max(-1.0, float(np.corrcoef(one, rest)[0, 1])))
    low = high = value
    if abs(value) < 1 - 1e-12:
        half = float(stats.norm.ppf((1 + level) / 2)) / sqrt(people - 3)
        low, high = tanh(atanh(value) - half), tanh(atanh(value) + half)
    return Estimate(
        CORRELATION,
        value,
        low,
        high,
        level,
        n=people,
        items=items,
        interval="fisher",
        cautions=cautions(CORRELATION, people=people),
    )


def _constant(values: Floats) -> bool:
    return bool(np.ptp(values) <= 1e-12 * max(1.0, float(np.abs(values).max())))


def _alpha_without(scores: Floats, item: int) -> float:
    people, items = scores.shape
    require("cronbach-alpha", items=items - 1, people=people)
    alpha = coefficient(np.delete(scores, item, axis=1))
    if np.isnan(alpha):
        raise Refused("cronbach-alpha", "without the item everyone has the same total")
    return alpha


def _discrimination(shares: Floats, found: Groups | Refused) -> float | Refused:
    if isinstance(found, Refused):
        return found
    return float(shares[found.upper].mean() - shares[found.lower].mean())


def _options(chosen: Chosen | None, found: Groups | Refused) -> tuple[OptionUse, ...] | Refused:
    if chosen is None:
        return ()
    return found if isinstance(found, Refused) else option_use(chosen, found)


def _median(times: Floats | None, item: int) -> float | None:
    if times is None:
        return None
    known = times[np.isfinite(times[:, item]), item]
    return float(np.median(known)) if known.size else None


def _fitting(
    scores: Floats,
    labels: list[str],
    given: NDArray[np.bool_] | None,
    times: Floats | None,
    choices: Sequence[Chosen | None] | None,
) -> None:
    """Refuse arguments that are not of the marks' shape."""
    items = scores.shape[1]
    for what, length in (("names", len(labels)), ("choices", items if choices is None else len(choices))):
        if length != items:
            raise Refused(NAME, f"{items} items and {length} {what}")
    for what, array in (("answered", given), ("seconds", times)):
        if array is not None and array.shape != scores.shape:
            raise Refused(NAME, f"`{what}` is of another shape than the marks")
    if times is not None and (times < 0).any():
        raise Refused(NAME, "a time is below 0 seconds")
