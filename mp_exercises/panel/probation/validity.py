"""The correlation of selection with probation: its interval, range restriction, and the honest power."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from ...marking.arrays import column, same_length
from ...marking.estimate import LEVEL, Estimate, checked_level
from ...marking.refusal import Refused, cautions, require

NAME = "selection-validity"
ALPHA, USUAL = 0.05, 0.80
MOST = 1_000_000


@dataclass(frozen=True)
class Validity:
    """One quality.

    Attributes
    ----------
    restriction
        The standard deviation of selection scores of all candidates over that of those who were followed;
        None where one of them does not vary.
    unrestricted
        The correlation and its interval, were all candidates followed, by Thorndike's case 2.
    """

    criterion: str
    found: Estimate
    restriction: float | None
    unrestricted: tuple[float, float, float] | None


def correlation(x: ArrayLike, y: ArrayLike, *, level: float = LEVEL) -> Estimate:
    """Return Pearson's correlation with Fisher's interval.

    Raises
    ------
    Refused
        If there are too few people, or one side does not vary.

    References
    ----------
    Fisher, R. A. (1921). On the probable error of a coefficient of correlation deduced from a small
    sample. Metron, 1, 3-32.
    """
    checked_level(level)
    first, second = column(x, NAME), column(y, NAME)
    n = same_length(NAME, selection=first, probation=second)
    require(NAME, people=n)
    if np.ptp(first) <= 1e-12 or np.ptp(second) <= 1e-12:
        raise Refused(NAME, "on one side everybody has the same score, so there is nothing to go together")
    value = float(np.corrcoef(first, second)[0, 1])
    value = min(1.0, max(-1.0, value))
    half = float(stats.norm.ppf((1 + level) / 2)) / sqrt(n - 3)
    low, high = (tanh(atanh(value) + side * half) if abs(value) < 1 else value for side in (-1, 1))
    doubts = cautions(NAME, people=n)
    return Estimate(NAME, value, low, high, level, n=n, form="pearson", interval="fisher", cautions=doubts)


def corrected(value: float, restriction: float) -> float:
    """Return a correlation as it would be, had all candidates been followed.

    Parameters
    ----------
    restriction
        The standard deviation among all candidates over that among those who were followed.

    Notes
    -----
    Thorndike's case 2: R = r u / sqrt(1 + r^2 (u^2 - 1)). It takes the link for straight and its scatter
    for even, and people for chosen by these scores and nothing else.

    References
    ----------
    Thorndike, R. L. (1949). Personnel selection. Wiley. Chapter 6.
    Sackett, P. R. and Yang, H. (2000). Correction for range restriction: an expanded typology. Journal of
    Applied Psychology, 85, 112-118.
    """
    if restriction <= 0:
        raise ValueError(f"a ratio of spreads of {restriction:g}; right would be a number above 0")
    return value * restriction / sqrt(1 + value**2 * (restriction**2 - 1))


def validity(
    criterion: str,
    selection: ArrayLike,
    probation: ArrayLike,
    everybody: ArrayLike,
    *,
    level: float = LEVEL,
) -> Validity:
    """Return what one quality says of probation.

    Parameters
    ----------
    selection, probation
        Of those who were followed, person by person.
    everybody
        The selection scores of all candidates.

    Raises
    ------
    Refused
        If there are too few people, or one side does not vary.
    """
    found = correlation(selection, probation, level=level)
    inside = float(np.std(np.asarray(selection, dtype=np.float64), ddof=1))
    outside = float(np.std(np.asarray(everybody, dtype=np.float64), ddof=1))
    if inside <= 0 or outside <= 0:
        return Validity(criterion, found, None, None)
    u = outside / inside
    ends = tuple(corrected(number, u) for number in (found.value, found.low, found.high))
    return Validity(criterion, found, u, (ends[0], ends[1], ends[2]))


def power(true: float, people: int, *, alpha: float = ALPHA) -> float:
    """Return the chance that a true correlation is told from none, with so many people.

    References
    ----------
    Cohen, J. (1988). Statistical power analysis for the behavioral sciences. Second edition, chapter 3,
    by Fisher's transformation.
    """
    if people < 4:
        return alpha
    shift = abs(atanh(true)) * sqrt(people - 3)
    beyond = float(stats.norm.ppf(1 - alpha / 2))
    return float(stats.norm.sf(beyond - shift) + stats.norm.cdf(-beyond - shift))


def hires_needed(true: float, *, chance: float = USUAL, alpha: float = ALPHA) -> int:
    """Return how many people it takes to tell a true correlation from none.

    Raises
    ------
    ValueError
        If it is none, or a million would not be enough.
    """
    if not 0 < abs(true) < 1 or power(true, MOST, alpha=alpha) < chance:
        raise ValueError(f"a correlation of {true:g}; right would be one such as 0.3")
    least, most = 4, MOST
    while least < most:
        middle = (least + most) // 2
        if power(true, middle, alpha=alpha) >= chance:
            most = middle
        else:
            least = middle + 1
    return least
