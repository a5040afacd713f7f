"""Fleiss' kappa for any number of raters, nominal categories, no gaps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from statsmodels.stats.inter_rater import fleiss_kappa as _value

from ..arrays import Floats, Ints
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from ..resample import DRAWS, SEED, percentile_interval, resampled
from .coded import Ratings, coded, without_gaps
from .proportion import PERFECT, low_of_perfect

NAME = "fleiss-kappa"


def fleiss_kappa(
    ratings: Ratings,
    *,
    categories: Sequence[float] | Sequence[str] | None = None,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Estimate:
    """Return Fleiss' kappa.

    Parameters
    ----------
    ratings
        Units by raters, numbers or words, none missing.

    Returns
    -------
    Estimate
        With a bootstrap interval over units, since the asymptotic one covers too little (Zapf and
        others 2016).

    Raises
    ------
    Refused
        If there are too few units or raters, a rating is missing, or all ratings are the same.

    References
    ----------
    Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin,
    76, 378-382.
    Zapf, A. and others (2016). Measuring inter-rater reliability for nominal data. BMC Medical Research
    Methodology, 16, 93.
    """
    checked_level(level)
    found = without_gaps(coded(ratings, NAME, categories), NAME)
    units, raters = found.codes.shape
    require(NAME, raters=raters, units=units)
    counts = found.counts
    shares = counts.sum(axis=0) / counts.sum()
    chance = float((shares**2).sum())
    if chance >= 1 - 1e-12:
        raise Refused(NAME, "all ratings are the same, so chance alone would agree on everything")
    value = float(_value(counts))
    perfect = bool((counts.max(axis=1) == raters).all())
    if perfect:
        low, high = low_of_perfect(units, chance, level), 1.0
    else:
        samples = resampled(units, draws, seed, partial(_weighted, counts, raters))
        low, high = percentile_interval(samples, value, level, NAME)
    return Estimate(
        NAME,
        value,
        low,
        high,
        level,
        n=units,
        raters=raters,
        interval=PERFECT if perfect else "bootstrap",
        draws=0 if perfect else draws,
        seed=None if perfect else seed,
        cautions=cautions(NAME, units=units),
    )


def _weighted(counts: Ints, raters: int, often: Ints) -> Floats:
    """Return kappa in each resample; NaN where all ratings in it are the same."""
    agreed = ((counts**2).sum(axis=1) - raters) / (raters * (raters - 1))
    total = often.sum(axis=1)
    observed = often @ agreed / total
    chance = (((often @ counts) / (total[:, None] * raters)) ** 2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(chance < 1 - 1e-12, (observed - chance) / (1 - chance), np.nan)
