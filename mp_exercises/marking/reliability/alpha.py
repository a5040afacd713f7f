"""Cronbach's alpha with Feldt's interval, and the standard error of measurement that follows from it."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from ..agreement.icc import mean_squares
from ..arrays import Floats, column, table
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require

NAME = "cronbach-alpha"
ERROR = "standard-error-of-measurement"


def earned(marks: ArrayLike, points: ArrayLike, statistic: str = NAME) -> Floats:
    """Return what each person earned on each item, in points.

    Parameters
    ----------
    marks
        People by items, the share of an item's points, usually -1 to 1.
    points
        What each item is worth, above 0.

    Raises
    ------
    Refused
        If the two do not fit, an item has no mark yet, or an item is worth nothing.
    """
    shares, worth = table(marks, statistic), column(points, statistic)
    if shares.shape[1] != len(worth):
        raise Refused(statistic, f"{shares.shape[1]} items have marks and {len(worth)} have points")
    if (worth <= 0).any():
        raise Refused(statistic, "an item is worth no points")
    return np.asarray(shares * worth, dtype=np.float64)


def coefficient(scores: Floats) -> float:
    """Return Cronbach's alpha of people by items; NaN where the totals do not vary.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika, 16,
    297-334.
    """
    items = scores.shape[1]
    total = float(scores.sum(axis=1).var(ddof=1))
    if items < 2 or total <= _rounding(scores):
        return float("nan")
    return float(items / (items - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total))


def cronbach_alpha(scores: ArrayLike, *, level: float = LEVEL) -> Estimate:
    """Return Cronbach's alpha.

    Parameters
    ----------
    scores
        People by items, in points, as ``earned`` gives them.

    Raises
    ------
    Refused
        If there are too few people or items, a score is missing, or everyone has the same total.

    References
    ----------
    Feldt, L. S., Woodruff, D. J. and Salih, F. A. (1987). Statistical inference for coefficient alpha.
    Applied Psychological Measurement, 11, 93-103.
    """
    checked_level(level)
    values = table(scores, NAME)
    people, items = values.shape
    require(NAME, items=items, people=people)
    alpha = coefficient(values)
    if np.isnan(alpha):
        raise Refused(NAME, "everyone has the same total, so there are no differences to measure")
    low, high = feldt_interval(alpha, people, items, level)
    return Estimate(
        NAME,
        alpha,
        low,
        high,
        level,
        n=people,
        items=items,
        interval="feldt",
        cautions=cautions(NAME, people=people),
    )


def feldt_interval(alpha: float, people: int, items: int, level: float = LEVEL) -> tuple[float, float]:
    """Return Feldt's interval for an alpha from so many people and items.

    References
    ----------
    Feldt, Woodruff and Salih (1987), formulas 6 and 7.
    """
    df = people - 1, (people - 1) * (items - 1)
    low, high = (float(stats.f.ppf(tail, *df)) for tail in ((1 + level) / 2, (1 - level) / 2))
    return 1 - (1 - alpha) * low, 1 - (1 - alpha) * high


def standard_error_of_measurement(scores: ArrayLike, *, level: float = LEVEL) -> Estimate:
    """Return the standard error of measurement of the total, in points.

    Parameters
    ----------
    scores
        People by items, in points.

    Notes
    -----
    The standard deviation of the totals times the root of one less alpha. Its square is the number of
    items times the mean square of what people and items leave over, so that its interval follows from
    chi-square in the same model as Feldt's for alpha.

    Raises
    ------
    Refused
        As for alpha.
    """
    checked_level(level)
    values = table(scores, ERROR)
    people, items = values.shape
    require(ERROR, items=items, people=people)
    if values.sum(axis=1).var() <= _rounding(values):
        raise Refused(ERROR, "everyone has the same total, so there are no differences to measure")
    squared = items * mean_squares(values, ERROR).residual
    df = (people - 1) * (items - 1)
    low, high = (
        squared * df / float(stats.chi2.ppf(tail, df)) for tail in ((1 + level) / 2, (1 - level) / 2)
    )
    return Estimate(
        ERROR,
        sqrt(squared),
        sqrt(low),
        sqrt(high),
        level,
        n=people,
        items=items,
        interval="chi-square",
        cautions=cautions(ERROR, people=people),
    )


def _rounding(scores: Floats) -> float:
    """Return the variance of totals that rounding alone can leave."""
    return float(1e-26 * np.abs(scores).sum(axis=1).max() ** 2)
