"""How skill holds in the months after training, with coaching and without."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from scipy import stats

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, require
from .mixed import Effects, random_intercept, since

NAME = "decay"

ENOUGH = 3
"""From how many sessions a worker counts as coached: reviews found that three or four sustain skill."""


@dataclass(frozen=True)
class Decay:
    """What becomes of skill after training, in points a month.

    Attributes
    ----------
    without, coached
        The slope of workers with fewer sessions than `ENOUGH`, and of those with as many or more.
    difference
        By how much the slope of the coached lies above.
    workers_without, workers_coached
        How many of each.
    """

    without: Estimate
    coached: Estimate
    difference: Estimate
    workers_without: int
    workers_coached: int


def decay(frame: pd.DataFrame, *, sessions: int = ENOUGH, level: float = LEVEL) -> Decay:
    """Return how scores move by the month after training, with coaching and without.

    Parameters
    ----------
    frame
        A table of the kind ``training``; only observations after the training are used.
    sessions
        From how many a worker counts as coached.

    Notes
    -----
    A random-intercept model of months, coached or not, and both together. Coaching was not drawn by lot.

    Raises
    ------
    Refused
        If there are too few workers of either sort.

    References
    ----------
    Schwalbe, C. S., Oh, H. Y. and Zweben, A. (2014). Sustaining motivational interviewing. Addiction, 109,
    1287-1294, for the number of sessions.
    """
    after, months = since(frame)
    rows, since_then = frame[after], months[after]
    most = rows.groupby("worker")["coaching"].transform("max")
    coached = (most >= sessions).to_numpy()
    people = rows["worker"]
    sizes = people[~coached].nunique(), people[coached].nunique()
    require(NAME, workers_without_coaching=sizes[0], coached_workers=sizes[1])
    if not len(rows):
        raise Refused(NAME, "no observation comes after the training")
    design = np.column_stack([since_then, coached.astype(np.float64), since_then * coached])
    found = random_intercept(rows["score"], design, list(people), ("month", "coached", "both"), level=level)
    return Decay(
        _slope(found, (1,), level, "without", sizes[0]),
        _slope(found, (1, 3), level, "coached", sizes[1]),
        _slope(found, (3,), level, "difference", sum(sizes)),
        *sizes,
    )


def _slope(found: Effects, at: tuple[int, ...], level: float, form: str, n: int) -> Estimate:
    """Return the sum of some effects, with the error that their covariance gives."""
    values = [estimate.value for estimate in found.terms.values()]
    value = sum(values[place - 1] for place in at)
    error = sqrt(float(found.covariance[np.ix_(at, at)].sum()))
    half = float(stats.t.ppf((1 + level) / 2, found.df)) * error
    cautious = next(iter(found.terms.values())).cautions
    return Estimate(
        NAME,
        value,
        value - half,
        value + half,
        level,
        n=n,
        form=form,
        interval="t of reml",
        cautions=cautious,
    )
