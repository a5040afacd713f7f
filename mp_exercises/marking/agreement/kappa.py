"""Cohen's kappa for two raters: unweighted, linear and quadratic."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any, Literal

import numpy as np
from scipy import stats
from sklearn.metrics import cohen_kappa_score

from ..arrays import Floats
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from ..resample import DRAWS, SEED, percentile_interval
from .coded import coded, pairs_of, without_gaps
from .proportion import PERFECT, low_of_perfect

NAME = "cohen-kappa"

Weights = Literal["linear", "quadratic"] | None


def cohen_kappa(
    first: Any,
    second: Any,
    *,
    weights: Weights = None,
    categories: Sequence[float] | Sequence[str] | None = None,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Estimate:
    """Return Cohen's kappa of two raters.

    Parameters
    ----------
    first, second
        What each rater gave each unit: numbers or words, none missing.
    weights
        None counts every disagreement alike; ``linear`` by the steps between the categories,
        ``quadratic`` by their square.
    categories
        All categories in their order. With weights, words need them, and whole numbers get every
        whole number between the least and the greatest that occur.

    Returns
    -------
    Estimate
        With the large-sample interval of Fleiss, Cohen and Everitt; with a bootstrap interval where
        there are fewer units than twice the squared number of categories (Cicchetti 1981); and with
        Wilson's where the raters agree on everything.

    Raises
    ------
    Refused
        If there are too few units, a rating is missing, or all ratings are the same.

    References
    ----------
    Cohen, J. (1968). Weighted kappa. Psychological Bulletin, 70, 213-220.
    Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). Large sample standard errors of kappa and
    weighted kappa. Psychological Bulletin, 72, 323-327.
    Cicchetti, D. V. (1981). Testing the normal approximation and minimal sample size requirements of
    weighted kappa when the number of categories is large. Applied Psychological Measurement, 5, 101-104.
    """
    checked_level(level)
    ratings = pairs_of(first, second, NAME)
    found = without_gaps(coded(ratings, NAME, categories, ordered=weights is not None), NAME)
    units, size = len(found.codes), len(found.categories)
    require(NAME, units=units)
    joint = np.zeros((size, size))
    np.add.at(joint, (found.codes[:, 0], found.codes[:, 1]), 1 / units)
    credit = agreement_weights(size, weights)
    chance = float((credit * np.outer(joint.sum(axis=1), joint.sum(axis=0))).sum())
    if chance >= 1 - 1e-12:
        raise Refused(NAME, "all ratings are the same, so chance alone would agree on everything")
    labels = list(range(size))
    value = float(cohen_kappa_score(found.codes[:, 0], found.codes[:, 1], labels=labels, weights=weights))
    resampled = units < 2 * size**2
    if (found.codes[:, 0] == found.codes[:, 1]).all():
        interval, low, high = PERFECT, low_of_perfect(units, chance, level), 1.0
    elif resampled:
        interval = "bootstrap"
        samples = _resampled(joint, credit, units, draws, seed)
        low, high = percentile_interval(samples, value, level, NAME)
    else:
        interval = "fleiss-cohen-everitt"
        half = float(stats.norm.ppf((1 + level) / 2)) * standard_error(joint, credit, units)
        low, high = max(-1.0, value - half), min(1.0, value + half)
    return Estimate(
        NAME,
        value,
        low,
        high,
        level,
        n=units,
        raters=2,
        form=weights or "unweighted",
        interval=interval,
        draws=draws if interval == "bootstrap" else 0,
        seed=seed if interval == "bootstrap" else None,
        cautions=cautions(NAME, units=units),
    )


def agreement_weights(size: int, weights: Weights) -> Floats:
    """Return how much each pair of categories agrees, 1 on the diagonal, categories by categories."""
    if weights is None:
        return np.eye(size)
    if weights not in ("linear", "quadratic"):
        raise ValueError(f"weights {weights!r}; right would be 'linear', 'quadratic' or None")
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / max(size - 1, 1)
    return np.asarray(1 - (apart if weights == "linear" else apart**2), dtype=np.float64)


def standard_error(joint: Floats, credit: Floats, n: int) -> float:
    """Return the large-sample standard error of kappa, weighted or not.

    Parameters
    ----------
    joint
        The share of units in each pair of categories.
    credit
        The weight of agreement of each pair.

    References
    ----------
    Fleiss, Cohen and Everitt (1969), the formula for a kappa that is not assumed to be 0.
    """
    rows, columns = joint.sum(axis=1), joint.sum(axis=0)
    observed = float((credit * joint).sum())
    chance = float((credit * np.outer(rows, columns)).sum())
    lost = (1 - observed) / (1 - chance)
    of_row, of_column = credit @ columns, rows @ credit
    spread = (credit - np.add.outer(of_row, of_column) * lost) ** 2
    kappa = 1 - lost
    variance = (joint * spread).sum() - (kappa - chance * lost) ** 2
    return sqrt(max(0.0, float(variance)) / n) / (1 - chance)


def _resampled(joint: Floats, credit: Floats, n: int, draws: int, seed: int) -> Floats:
    """Return kappa in each resample of the units; NaN where all ratings in it are the same."""
    size = len(joint)
    rng = np.random.default_rng(seed)
    tables = rng.multinomial(n, joint.ravel() / joint.sum(), size=draws).reshape(draws, size, size) / n
    observed = (tables * credit).sum(axis=(1, 2))
    chance = np.einsum("di,ij,dj->d", tables.sum(axis=2), credit, tables.sum(axis=1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(chance < 1 - 1e-12, (observed - chance) / (1 - chance), np.nan)
