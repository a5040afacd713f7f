"""Percent agreement: the share of units on which all raters agree."""

from __future__ import annotations

import numpy as np

from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from .coded import Ratings, coded, without_gaps
from .proportion import wilson

NAME = "percent-agreement"


def percent_agreement(ratings: Ratings, *, within: float = 0.0, level: float = LEVEL) -> Estimate:
    """Return the share of units on which all raters agree.

    Parameters
    ----------
    ratings
        Units by raters, numbers or words, none missing.
    within
        How far apart two numbers may be and still agree; 1 counts neighbours on a scale.

    Returns
    -------
    Estimate
        A share from 0 to 1, with Wilson's interval. It is not corrected for chance.

    Raises
    ------
    Refused
        If there are too few units or raters, or a rating is missing.
    """
    checked_level(level)
    found = without_gaps(coded(ratings, NAME), NAME)
    units, raters = found.codes.shape
    require(NAME, raters=raters, units=units)
    if within < 0 or not np.isfinite(within):
        raise Refused(NAME, f"ratings cannot agree within {within}")
    if within:
        values = found.values(NAME)[found.codes]
        # Rounding must not make 0.3 - 0.2 more than 0.1.
        agreed = np.ptp(values, axis=1) <= within * (1 + 1e-9)
    else:
        agreed = (found.codes == found.codes[:, :1]).all(axis=1)
    successes = int(agreed.sum())
    low, high = wilson(successes, units, level)
    return Estimate(
        NAME,
        successes / units,
        low,
        high,
        level,
        n=units,
        raters=raters,
        form=f"within {within:g}" if within else "exact",
        interval="wilson",
        cautions=cautions(NAME, units=units),
    )
