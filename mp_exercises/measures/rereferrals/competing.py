"""Aalen and Johansen's estimate: how many have been referred again, where others can no longer be."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ...marking.arrays import Floats, column, same_length
from ...marking.estimate import LEVEL, checked_level
from ...marking.refusal import require
from .curve import Curve, Steps, checked_days, counts, curve_of

NAME = "cumulative-incidence"


def aalen_johansen(
    days: ArrayLike, causes: ArrayLike, cause: int = 1, *, level: float = LEVEL, form: str = ""
) -> Curve:
    """Return the share to whom one of several things has happened.

    Parameters
    ----------
    days
        How long each unit was followed.
    causes
        How following ended, whole numbers; 0 is still open.
    cause
        Which one is counted.

    Notes
    -----
    Of those who moved away none is taken to have been referred again here, as Kaplan and Meier's estimate
    would. The standard error is that of the delta method.

    Raises
    ------
    Refused
        If there are too few units, or it happened to too few.

    References
    ----------
    Aalen, O. O. and Johansen, S. (1978). An empirical transition matrix for nonhomogeneous Markov chains
    based on censored observations. Scandinavian Journal of Statistics, 5, 141-150.
    Marubini, E. and Valsecchi, M. G. (1995). Analysing survival data from clinical trials and
    observational studies. Section 10.3.
    """
    checked_level(level)
    times, ended = column(days, NAME), column(causes, NAME)
    require(NAME, units=same_length(NAME, days=times, causes=ended))
    whole = checked_days(NAME, times)
    mine = (ended == cause).astype(np.float64)
    require(NAME, events=int(mine.sum()))
    when, at_risk, any_cause = counts(whole, (ended > 0).astype(np.float64))
    events = counts(whole, mine)[2]
    before = np.concatenate([[1.0], np.cumprod(1 - any_cause / at_risk)[:-1]])
    values = np.cumsum(before * events / at_risk)
    errors = _errors(values, before, at_risk, any_cause, events)
    return curve_of(Steps(when, values, errors, at_risk, events), whole, NAME, form, 0.0, level)


def _errors(values: Floats, before: Floats, at_risk: Floats, any_cause: Floats, events: Floats) -> Floats:
    """Return the standard errors by the delta method, the squares of sums written out."""
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = np.where(at_risk > any_cause, any_cause / (at_risk * (at_risk - any_cause)), 0.0)
    own = before**2 * events * (at_risk - events) / at_risk**3
    mixed = before * events / at_risk**2
    variance = (
        values**2 * np.cumsum(hazard)
        - 2 * values * np.cumsum(values * hazard)
        + np.cumsum(values**2 * hazard)
        + np.cumsum(own)
        - 2 * values * np.cumsum(mixed)
        + 2 * np.cumsum(values * mixed)
    )
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)), dtype=np.float64)
