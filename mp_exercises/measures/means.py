"""Means with Student's interval, and slopes."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from ..marking.arrays import column, same_length
from ..marking.estimate import LEVEL, Estimate, checked_level
from ..marking.refusal import Refused, cautions, require


def mean(values: ArrayLike, statistic: str, *, level: float = LEVEL, form: str = "") -> Estimate:
    """Return the mean of independent units with Student's interval.

    Parameters
    ----------
    values
        One a unit.
    statistic
        Its key in ``minimum.yaml``, which says how many units it needs.

    Raises
    ------
    Refused
        If there are too few units, or all are the same, so that nothing shows how sure the mean is.

    References
    ----------
    Student (1908). The probable error of a mean. Biometrika, 6, 1-25.
    """
    checked_level(level)
    given = column(values, statistic)
    require(statistic, units=len(given))
    spread = float(given.std(ddof=1))
    if spread <= 1e-12 * max(1.0, float(np.abs(given).max())):
        raise Refused(statistic, "every value is the same, so there is nothing to reckon its error from")
    half = float(stats.t.ppf((1 + level) / 2, len(given) - 1)) * spread / sqrt(len(given))
    value = float(given.mean())
    return Estimate(
        statistic,
        value,
        value - half,
        value + half,
        level,
        n=len(given),
        form=form,
        interval="t",
        cautions=cautions(statistic, units=len(given)),
    )


@dataclass(frozen=True)
class Slope:
    """A straight line's slope.

    Attributes
    ----------
    estimate
        Per unit of x.
    p
        Of no slope at all.
    """

    estimate: Estimate
    p: float


def slope(x: ArrayLike, y: ArrayLike, statistic: str, *, level: float = LEVEL, form: str = "") -> Slope:
    """Return the least-squares slope of y on x with Student's interval.

    Raises
    ------
    Refused
        If there are too few units, or x does not vary, or all lie on one line.
    """
    checked_level(level)
    across, up = column(x, statistic), column(y, statistic)
    n = same_length(statistic, x=across, y=up)
    require(statistic, units=n)
    centred = across - across.mean()
    square = float((centred**2).sum())
    if square <= 1e-12:
        raise Refused(statistic, "all are of one time, so there is no slope")
    value = float((centred * up).sum()) / square
    rest = up - up.mean() - value * centred
    error = sqrt(float((rest**2).sum()) / (n - 2) / square)
    if error <= 1e-12:
        raise Refused(statistic, "all values lie on one line, so there is nothing to reckon its error from")
    half = float(stats.t.ppf((1 + level) / 2, n - 2)) * error
    found = Estimate(
        statistic,
        value,
        value - half,
        value + half,
        level,
        n=n,
        form=form,
        interval="t",
        cautions=cautions(statistic, units=n),
    )
    return Slope(found, 2 * float(stats.t.sf(abs(value) / error, n - 2)))


def holm(p_values: ArrayLike) -> list[float]:
    """Return p values adjusted for how many they are, so that one false alarm stays unlikely.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
    Statistics, 6, 65-70.
    """
    given = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(given)
    steps = given[order] * np.arange(len(given), 0, -1)
    adjusted = np.empty_like(given)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return [float(p) for p in adjusted]
