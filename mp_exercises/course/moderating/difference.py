"""Who is harsher: the mean difference of two marks of the same answers, with its interval."""

from __future__ import annotations

from math import sqrt

from numpy.typing import ArrayLike
from scipy import stats

from ...marking.arrays import column, same_length
from ...marking.estimate import LEVEL, Estimate, checked_level
from ...marking.refusal import Refused, cautions, require

NAME = "mean-difference"


def mean_difference(first: ArrayLike, second: ArrayLike, *, level: float = LEVEL) -> Estimate:
    """Return how much more the second marks are than the first, on average.

    Parameters
    ----------
    first, second
        Points, one for each answer, none missing.

    Returns
    -------
    Estimate
        In points, with the interval of Student's t for paired differences.

    Raises
    ------
    Refused
        If there are too few answers, or all differences are the same.

    References
    ----------
    Student (1908). The probable error of a mean. Biometrika, 6, 1-25.
    """
    checked_level(level)
    ours, theirs = column(first, NAME), column(second, NAME)
    n = same_length(NAME, first=ours, second=theirs)
    require(NAME, units=n)
    apart = theirs - ours
    spread = float(apart.std(ddof=1))
    if spread < 1e-12:
        raise Refused(
            NAME, "all differences are the same, so that nothing shows how far others would scatter"
        )
    value = float(apart.mean())
    half = float(stats.t.ppf((1 + level) / 2, n - 1)) * spread / sqrt(n)
    return Estimate(
        NAME,
        value,
        value - half,
        value + half,
        level,
        n=n,
        raters=2,
        form="paired",
        interval="t",
        cautions=cautions(NAME, units=n),
    )
