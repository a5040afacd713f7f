"""The standard error of measurement at one score, such as the cut."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from ..arrays import Floats, Ints, column, table
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from ..resample import SEED, percentile_interval, resampled

NAME = "conditional-standard-error"

DRAWS = 1000
MOST_PARTS = 30
ALIKE = 0.15
"""How much the parts' points may differ, as a share of their mean."""

UNLIKE = 0.35
"""The most that even two halves may differ."""


@dataclass(frozen=True)
class ConditionalError:
    """The standard error of measurement along the scale.

    Attributes
    ----------
    estimate
        At the score that was asked for, in points.
    at
        That score, in points.
    average
        The standard error over all people, from the same parts.
    parts
        Into how many parts the assessment was split.
    """

    estimate: Estimate
    at: float
    average: float
    parts: int


def conditional_error(
    scores: ArrayLike,
    points: ArrayLike,
    at: float,
    *,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> ConditionalError:
    """Return the standard error of measurement at one score.

    Parameters
    ----------
    scores
        People by items, in points.
    points
        What each item is worth.
    at
        The total, in points.

    Notes
    -----
    Items of several points rule out the binomial model of Lord (1955), and partial credit that is not
    in whole steps the compound multinomial of Lee (2007). Feldt and Qualls (1996) need only parts that
    measure the same thing: the assessment is split into parts of like points, each person's error
    variance is the scatter of the parts round that person's own mean, the parts' means taken off, and
    these values are smoothed. The curve is quadratic in the total, as the binomial error variance is,
    so that with equal items of one point it agrees with Lord's. The mean of the persons' variances is
    the squared standard error that alpha of the same parts gives.

    Raises
    ------
    Refused
        If there are too few people or items, nobody scored near ``at``, or the points cannot be split
        evenly.

    References
    ----------
    Feldt, L. S. and Qualls, A. L. (1996). Estimation of measurement error variance at specific score
    levels. Journal of Educational Measurement, 33, 141-156.
    Lord, F. M. (1955). Estimating test reliability. Educational and Psychological Measurement, 15,
    325-336.
    """
    checked_level(level)
    values, worth = table(scores, NAME), column(points, NAME)
    people, items = values.shape
    require(NAME, items=items, people=people)
    if len(worth) != items:
        raise Refused(NAME, f"{items} items have scores and {len(worth)} have points")
    totals = values.sum(axis=1)
    if not totals.min() <= at <= totals.max():
        raise Refused(
            NAME, f"nobody scored near {at:g} points; scores go from {totals.min():g} to {totals.max():g}"
        )
    if len(np.unique(totals.round(9))) < 3:
        raise Refused(NAME, "there are fewer than three different totals, too few for a curve")
    parts = balanced_parts(worth)
    variances = person_variances(values, parts)
    curve = _Curve(totals, variances, at)
    squared = float(curve.at_each(np.ones((1, people), dtype=np.int64))[0])
    if not squared > 0:
        raise Refused(NAME, f"the smoothed error variance at {at:g} points is not above 0")
    value = sqrt(squared)
    samples = np.sqrt(np.maximum(resampled(people, draws, seed, curve.at_each), 0.0))
    low, high = percentile_interval(samples, value, level, NAME)
    estimate = Estimate(
        NAME,
        value,
        low,
        high,
        level,
        n=people,
        items=items,
        form="feldt-qualls",
        interval="bootstrap",
        draws=draws,
        seed=seed,
        cautions=cautions(NAME, people=people),
    )
    return ConditionalError(estimate, at, sqrt(float(variances.mean())), int(parts.max()) + 1)


def balanced_parts(points: ArrayLike) -> Ints:
    """Return the part of each item, such that the parts are worth about the same.

    Each item is a part of its own where all are worth the same. Otherwise there are as many parts as
    the largest items allow.

    Raises
    ------
    Refused
        If even two halves differ too much.
    """
    worth = column(points, NAME)
    if len(worth) < 2:
        raise Refused(NAME, "one item cannot be split into parts")
    most = min(len(worth), MOST_PARTS) if np.ptp(worth) > 0 else len(worth)
    for count in range(most, 1, -1):
        parts = _dealt(worth, count)
        sums = np.bincount(parts, weights=worth, minlength=count)
        if np.ptp(sums) <= (ALIKE if count > 2 else UNLIKE) * sums.mean():
            return parts
    raise Refused(NAME, "the items cannot be split into parts of like points; one item is worth too much")


def person_variances(scores: Floats, parts: Ints) -> Floats:
    """Return each person's error variance, in squared points.

    Parameters
    ----------
    scores
        People by items, in points.
    parts
        The part of each item, from 0.
    """
    count = int(parts.max()) + 1
    sums = np.stack([scores[:, parts == part].sum(axis=1) for part in range(count)], axis=1)
    centred = sums - sums.mean(axis=0)
    own = centred - centred.mean(axis=1, keepdims=True)
    people = len(scores)
    return np.asarray((own**2).sum(axis=1) * count / (count - 1) * people / (people - 1), dtype=np.float64)


def _dealt(worth: Floats, count: int) -> Ints:
    """Deal the items, the largest first, each to the part that has least."""
    parts = np.zeros(len(worth), dtype=np.int64)
    sums = np.zeros(count)
    for item in np.argsort(-worth, kind="stable"):
        lightest = int(sums.argmin())
        parts[item] = lightest
        sums[lightest] += worth[item]
    return parts


class _Curve:
    """The quadratic through the persons' variances, at one score, in any resample."""

    def __init__(self, totals: Floats, variances: Floats, at: float) -> None:
        scale = float(totals.std())
        x = (totals - totals.mean()) / scale
        self._sums = np.stack(
            [x**power for power in range(5)] + [variances * x**power for power in range(3)], axis=1
        )
        place = (at - float(totals.mean())) / scale
        self._powers = np.array([1.0, place, place**2])

    def at_each(self, often: Ints) -> Floats:
        """Return the curve's value in each resample; NaN where it has too few different totals."""
        sums = often @ self._sums
        left = np.stack([sums[:, power : power + 3] for power in range(3)], axis=1)
        right = sums[:, 5:]
        found = np.full(len(often), np.nan)
        sound = np.linalg.cond(left) < 1e10
        found[sound] = np.linalg.solve(left[sound], right[sound][..., None])[..., 0] @ self._powers
        return found
