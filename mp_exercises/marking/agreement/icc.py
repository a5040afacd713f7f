"""The intraclass correlation: all six forms of Shrout and Fleiss, with intervals from F."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from ..arrays import table
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require

NAME = "icc"

Form = Literal["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]
"""Model and unit: 1 other raters for each unit, 2 raters drawn at random, 3 these raters alone;
one rating, or the mean of all k. Models 1 and 2 ask for agreement, 3 for consistency."""

FORMS: tuple[Form, ...] = get_args(Form)

LOWEST = -1.0
"""Where a lower limit stops, unless the estimate is below it: less than no reliability is none."""

ROUNDING = 1e-26
"""A mean square below this share of the largest squared rating is rounding, not difference."""


@dataclass(frozen=True)
class MeanSquares:
    """The analysis of variance of units by raters.

    Attributes
    ----------
    between, raters, residual
        Mean squares of the units, the raters, and what is left.
    within
        The mean square within units, which takes raters and residual together.
    n, k
        How many units and raters.
    """

    between: float
    raters: float
    residual: float
    within: float
    n: int
    k: int


def mean_squares(ratings: ArrayLike, statistic: str = NAME) -> MeanSquares:
    """Return the mean squares of a complete table, units by raters.

    Raises
    ------
    Refused
        If a rating is missing or infinite, or there are fewer than two units or raters.
    """
    values = table(ratings, statistic)
    n, k = values.shape
    if n < 2 or k < 2:
        raise Refused(statistic, "it needs at least two rows and two columns")
    # Deviations from the mean first: sums of squares of large numbers would lose digits.
    values = values - values.mean()
    rows, columns = values.mean(axis=1), values.mean(axis=0)
    residual = float(((values - rows[:, None] - columns) ** 2).sum())
    of_columns = n * float((columns**2).sum())
    return MeanSquares(
        between=k * float((rows**2).sum()) / (n - 1),
        raters=of_columns / (k - 1),
        residual=residual / ((n - 1) * (k - 1)),
        within=(residual + of_columns) / (n * (k - 1)),
        n=n,
        k=k,
    )


def icc(ratings: ArrayLike, form: Form = "2,1", *, level: float = LEVEL) -> Estimate:
    """Return one form of the intraclass correlation.

    Parameters
    ----------
    ratings
        Units by raters, numbers, none missing.

    Raises
    ------
    Refused
        If there are too few units or raters, a rating is missing, or the units do not differ.

    References
    ----------
    Shrout, P. E. and Fleiss, J. L. (1979). Intraclass correlations: uses in assessing rater
    reliability. Psychological Bulletin, 86, 420-428.
    McGraw, K. O. and Wong, S. P. (1996). Forming inferences about some intraclass correlation
    coefficients. Psychological Methods, 1, 30-46.
    """
    checked_level(level)
    if form not in FORMS:
        raise ValueError(f"form {form!r}; right would be one of {', '.join(FORMS)}")
    found = mean_squares(ratings)
    require(NAME, raters=found.k, units=found.n)
    if found.between <= ROUNDING * float(np.abs(np.asarray(ratings, dtype=np.float64)).max()) ** 2:
        raise Refused(NAME, "every unit has the same mean rating, so there are no differences to agree on")
    single = {"1": _one_way, "2": _agreement, "3": _consistency}[form[0]]
    value, low, high = single(found, level)
    if form.endswith("k"):
        value, low, high = (_stepped_up(number, found.k) for number in (value, low, high))
    if value == -inf:
        raise Refused(NAME, "raters differ so much over each unit that a mean of them has no reliability")
    low = max(low, min(value, LOWEST))
    return Estimate(
        NAME,
        value,
        low,
        high,
        level,
        n=found.n,
        raters=found.k,
        form=form,
        interval="f",
        cautions=cautions(NAME, units=found.n, raters=found.k),
    )


def icc_all(ratings: ArrayLike, *, level: float = LEVEL) -> dict[Form, Estimate]:
    """Return all six forms of the intraclass correlation, by form."""
    return {form: icc(ratings, form, level=level) for form in FORMS}


def _stepped_up(single: float, k: int) -> float:
    """Return the reliability of a mean of k, by Spearman and Brown."""
    below = 1 + (k - 1) * single
    return k * single / below if below > 0 else -inf


def _from_f(ratio: float, k: int) -> float:
    """Return the correlation that an F ratio of mean squares stands for."""
    return 1.0 if ratio == inf else (ratio - 1) / (ratio + k - 1)


def _limits(
    top: float, bottom: float, df: tuple[int, int], k: int, level: float
) -> tuple[float, float, float]:
    ratio = inf if bottom == 0 else top / bottom
    upper = (1 + level) / 2
    low = ratio / float(stats.f.ppf(upper, df[0], df[1]))
    high = ratio * float(stats.f.ppf(upper, df[1], df[0]))
    return _from_f(ratio, k), _from_f(low, k), _from_f(high, k)


def _one_way(ms: MeanSquares, level: float) -> tuple[float, float, float]:
    return _limits(ms.between, ms.within, (ms.n - 1, ms.n * (ms.k - 1)), ms.k, level)


def _consistency(ms: MeanSquares, level: float) -> tuple[float, float, float]:
    return _limits(ms.between, ms.residual, (ms.n - 1, (ms.n - 1) * (ms.k - 1)), ms.k, level)


def _agreement(ms: MeanSquares, level: float) -> tuple[float, float, float]:
    """Return ICC(2,1), with Satterthwaite's degrees of freedom as in McGraw and Wong's table 7."""
    n, k = ms.n, ms.k
    value = (ms.between - ms.residual) / (
        ms.between + (k - 1) * ms.residual + k * (ms.raters - ms.residual) / n
    )
    if value == 1:
        return 1.0, 1.0, 1.0
    of_raters = k * value / (n * (1 - value)) * ms.raters
    of_residual = (1 + k * value * (n - 1) / (n * (1 - value))) * ms.residual
    spread = of_raters**2 / (k - 1) + of_residual**2 / ((n - 1) * (k - 1))
    # Only a negative correlation brings the degrees of freedom below those of the raters.
    df = max((of_raters + of_residual) ** 2 / spread, k - 1.0) if spread > 0 else k - 1.0
    upper = (1 + level) / 2
    f_low = float(stats.f.ppf(upper, n - 1, df))
    f_high = float(stats.f.ppf(upper, df, n - 1))
    rest = k * ms.raters + (k * n - k - n) * ms.residual
    low = n * (ms.between - f_low * ms.residual) / (f_low * rest + n * ms.between)
    high = n * (f_high * ms.between - ms.residual) / (rest + n * f_high * ms.between)
    return value, low, high
