"""Shares with Wilson's interval, also where several rows belong to one family."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from ..marking.agreement.proportion import wilson
from ..marking.estimate import LEVEL, Estimate, checked_level
from ..marking.refusal import Refused, cautions, require


def share(successes: int, n: int, statistic: str, *, level: float = LEVEL, form: str = "") -> Estimate:
    """Return a share of independent units.

    Parameters
    ----------
    successes, n
        How many of how many.
    statistic
        Its key in ``minimum.yaml``, which says how many units it needs.

    Raises
    ------
    Refused
        If there are too few units.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association, 22, 209-212.
    """
    checked_level(level)
    require(statistic, units=n)
    low, high = wilson(successes, n, level)
    return Estimate(
        statistic,
        successes / n,
        low,
        high,
        level,
        n=n,
        form=form,
        interval="wilson",
        cautions=cautions(statistic, units=n),
    )


def clustered_share(
    happened: ArrayLike, cluster: Any, statistic: str, *, level: float = LEVEL, form: str = ""
) -> Estimate:
    """Return a share of rows of which several may belong together, such as siblings.

    Parameters
    ----------
    happened
        Truth values, one a row.
    cluster
        Which rows belong together; one label a row.

    Returns
    -------
    Estimate
        With Wilson's interval for the effective number of rows: the number over the design effect, which
        is never taken below 1.

    Notes
    -----
    The design effect is the cluster-robust variance of the mean over its binomial variance. The robust
    variance has the factor G / (G - 1) for G clusters, as Stata and statsmodels have it.

    Raises
    ------
    Refused
        If there are too few clusters.

    References
    ----------
    Kish, L. (1965). Survey sampling. Section 8.2.
    Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small expected
    number of positive counts estimated from survey data. Survey Methodology, 24, 193-201.
    """
    checked_level(level)
    rows = np.asarray(happened, dtype=np.float64)
    place = pd.factorize(np.asarray(cluster))[0]
    if len(place) != len(rows):
        raise Refused(statistic, "rows and what they belong to are of different lengths")
    groups = int(place.max()) + 1 if len(rows) else 0
    require(statistic, units=groups)
    value, effect = float(rows.mean()), design_effect(rows, place)
    low, high = _wilson(value, len(rows) / effect, level)
    return Estimate(
        statistic,
        value,
        low,
        high,
        level,
        n=len(rows),
        items=groups,
        form=form,
        interval="wilson of the effective number",
        cautions=cautions(statistic, units=groups),
    )


def design_effect(rows: ArrayLike, place: Any) -> float:
    """Return by how much clustering widens the variance of a share; at least 1.

    Parameters
    ----------
    rows
        0 or 1.
    place
        Each row's cluster, whole numbers from 0.
    """
    values = np.asarray(rows, dtype=np.float64)
    n, mean = len(values), values.mean()
    plain = mean * (1 - mean) / n
    groups = int(np.max(place)) + 1
    if plain == 0 or groups < 2:
        return 1.0
    sums = np.bincount(place, weights=values - mean)
    robust = float((sums**2).sum()) / n**2 * groups / (groups - 1)
    return max(1.0, robust / float(plain))


def _wilson(value: float, n: float, level: float) -> tuple[float, float]:
    """Return Wilson's interval of a share for a number of rows that need not be whole."""
    z = float(stats.norm.ppf((1 + level) / 2))
    centre = (value + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(value * (1 - value) / n + z * z / (4 * n * n))
    return min(value, max(0.0, centre - half)), max(value, min(1.0, centre + half))
