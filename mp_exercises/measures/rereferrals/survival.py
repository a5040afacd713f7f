"""Kaplan and Meier's estimate: how many have not been referred again, by days."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ...marking.arrays import column, same_length
from ...marking.estimate import LEVEL, checked_level
from ...marking.refusal import require
from .curve import Curve, Steps, checked_days, counts, curve_of

NAME = "kaplan-meier"


def kaplan_meier(days: ArrayLike, happened: ArrayLike, *, level: float = LEVEL) -> Curve:
    """Return the share to whom it has not happened.

    Parameters
    ----------
    days
        How long each unit was followed.
    happened
        Whether following ended with it; else it was still open, or ended in another way.

    Notes
    -----
    Whoever leaves is taken to be like those who stay. Where many move away, read the cumulative incidence
    beside it. Intervals are Greenwood's on the scale of log(-log).

    Raises
    ------
    Refused
        If there are too few units, or it happened to too few.

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of
    the American Statistical Association, 53, 457-481.
    """
    checked_level(level)
    times, event = column(days, NAME), column(happened, NAME)
    require(NAME, units=same_length(NAME, days=times, happened=event))
    followed = checked_days(NAME, times)
    require(NAME, events=int(event.sum()))
    when, at_risk, events = counts(followed, event)
    values = np.asarray(np.cumprod(1 - events / at_risk), dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(at_risk > events, events / (at_risk * (at_risk - events)), 0.0)
    errors = np.asarray(values * np.sqrt(np.cumsum(terms)), dtype=np.float64)
    return curve_of(Steps(when, values, errors, at_risk, events), followed, NAME, "", 1.0, level)
