"""Gwet's AC1 and AC2: agreement that stays sensible where one category is very common."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy import stats

from ..arrays import Floats, Ints
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from .coded import Ratings, coded
from .kappa import Weights, agreement_weights
from .proportion import PERFECT, low_of_perfect

NAME = "gwet-ac"


def gwet_ac(
    ratings: Ratings,
    *,
    weights: Weights = None,
    categories: Sequence[float] | Sequence[str] | None = None,
    level: float = LEVEL,
) -> Estimate:
    """Return Gwet's AC1, or with weights AC2.

    Parameters
    ----------
    ratings
        Units by raters, numbers or words; None, NaN and empty words are gaps.
    weights
        As for Cohen's kappa.
    categories
        All categories in their order. Chance is shared among them, so a category that nobody used
        changes the coefficient: give the whole scale.

    Returns
    -------
    Estimate
        With the interval from Gwet's large-sample variance and Student's t.

    Raises
    ------
    Refused
        If too few units are rated, or there is only one category.

    References
    ----------
    Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high
    agreement. British Journal of Mathematical and Statistical Psychology, 61, 29-48.
    Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, for weights and gaps.
    """
    checked_level(level)
    found = coded(ratings, NAME, categories, ordered=weights is not None)
    require(NAME, raters=found.codes.shape[1])
    counts = found.counts
    counts = counts[counts.sum(axis=1) > 0]
    pairable = int((counts.sum(axis=1) >= 2).sum())
    require(NAME, units=pairable)
    size = len(found.categories)
    if size < 2:
        raise Refused(NAME, "there is only one category; give the whole scale")
    credit = agreement_weights(size, weights)
    value, error, chance = _coefficient(counts, credit)
    perfect = bool((np.count_nonzero(counts, axis=1) == 1).all())
    if perfect:
        low, high = low_of_perfect(pairable, chance, level), 1.0
    else:
        half = float(stats.t.ppf((1 + level) / 2, len(counts) - 1)) * error
        low, high = max(-1.0, value - half), min(1.0, value + half)
    return Estimate(
        NAME,
        value,
        low,
        high,
        level,
        n=pairable,
        raters=found.codes.shape[1],
        form=f"AC2 {weights}" if weights else "AC1",
        interval=PERFECT if perfect else "gwet",
        cautions=cautions(NAME, units=pairable),
    )


def _coefficient(counts: Ints, credit: Floats) -> tuple[float, float, float]:
    """Return the coefficient, its standard error, and the agreement that chance gives."""
    units, size = counts.shape
    raters = counts.sum(axis=1)
    pairable = raters >= 2
    pairs = np.where(pairable, raters * (raters - 1), 1)
    agreeing = (counts * (counts @ credit - 1)).sum(axis=1)
    agreed = np.where(pairable, agreeing / pairs, 0.0)
    observed = agreed.sum() / pairable.sum()

    shares = counts / raters[:, None]
    common = shares.mean(axis=0)
    scale = credit.sum() / (size * (size - 1))
    chance = scale * float((common * (1 - common)).sum())
    value = float((observed - chance) / (1 - chance))

    chance_of_unit = scale * (shares @ (1 - common))
    of_unit = units / pairable.sum() * (agreed - chance * pairable) / (1 - chance)
    influence = of_unit - 2 * (1 - value) * (chance_of_unit - chance) / (1 - chance)
    variance = ((influence - value) ** 2).sum() / (units * (units - 1))
    return value, sqrt(float(variance)), chance
