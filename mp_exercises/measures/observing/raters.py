"""Each rater beside the others: who is lenient or strict, and whose standard moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..means import holm, mean, slope
from .double import Double

LENIENCY, DRIFT = "rater-leniency", "rater-drift"

YEAR = 365.25
"""Days."""

ALARM = 0.05


@dataclass(frozen=True)
class RaterDrift:
    """A rater's movement beside the others.

    Attributes
    ----------
    a_year
        Points a year by which the rater moves up (above 0) or down beside those who rated the same.
    p
        After Holm, for as many raters as could be looked at.
    drifts
        Whether chance is an unlikely explanation.
    """

    rater: str
    a_year: Estimate
    p: float
    drifts: bool


def differences(double: Double) -> pd.DataFrame:
    """Return how far each rater lies from the others on each observation, in points.

    Returns
    -------
    pandas.DataFrame
        ``observation``, ``observed_on``, ``rater`` and ``difference``: the mean over skills of the own
        rating less the mean of the others' on the same observation. One row for each rater and
        observation, since the skills of one observation are not independent.
    """
    keys = ["observation", "observed_on", "rater"]
    total, skills = np.zeros(len(double.frame)), np.zeros(len(double.frame))
    for skill in double.skills:
        ratings = double.frame[skill].to_numpy(dtype=np.float64)
        rated = ~np.isnan(ratings)
        raters = np.bincount(double.place, weights=rated)[double.place]
        sums = np.bincount(double.place, weights=np.where(rated, ratings, 0.0))[double.place]
        shared = rated & (raters >= 2)
        total[shared] += ratings[shared] - (sums[shared] - ratings[shared]) / (raters[shared] - 1)
        skills += shared
    known = skills > 0
    made = double.frame.loc[known, keys].reset_index(drop=True)
    return made.assign(difference=total[known] / skills[known])


def leniency(found: pd.DataFrame, *, level: float = LEVEL) -> dict[str, Estimate | Refused]:
    """Return by how many points each rater lies above (lenient) or below the others.

    Parameters
    ----------
    found
        As `differences` gives it.
    """
    return {
        str(rater): attempt(lambda rows=rows: mean(rows["difference"], LENIENCY, level=level))  # type: ignore[misc]
        for rater, rows in found.groupby("rater")
    }


def drift(found: pd.DataFrame, *, level: float = LEVEL) -> dict[str, RaterDrift | Refused]:
    """Return whether each rater moves over time beside the others.

    Parameters
    ----------
    found
        As `differences` gives it.

    Notes
    -----
    Where all but one move, it is the one that seems to. Only a recording that everybody rates again can
    tell who moved.
    """
    made: dict[str, RaterDrift | Refused] = {}
    slopes = {}
    for rater, rows in found.groupby("rater"):
        days = (rows["observed_on"] - rows["observed_on"].min()).dt.days / YEAR
        one = attempt(lambda x=days, y=rows["difference"]: slope(x, y, DRIFT, level=level))  # type: ignore[misc]
        if isinstance(one, Refused):
            made[str(rater)] = one
        else:
            slopes[str(rater)] = one
    adjusted = holm(np.array([one.p for one in slopes.values()]))
    for (rater, one), p in zip(slopes.items(), adjusted, strict=True):
        made[rater] = RaterDrift(rater, one.estimate, p, p < ALARM)
    return dict(sorted(made.items()))
