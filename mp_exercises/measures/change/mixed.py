"""The mixed model with an intercept for each worker, by restricted maximum likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import optimize, stats

from ...marking.arrays import Floats, Ints, column, table
from ...marking.estimate import LEVEL, Estimate, checked_level
from ...marking.refusal import Refused, cautions, require

NAME = "mixed-model"

MONTH = 365.25 / 12
"""Days."""

TERMS = ("training", "month", "session")
"""The effects: of the training, of each month since, and of each coaching session."""


@dataclass(frozen=True)
class Effects:
    """What a random-intercept model finds.

    Attributes
    ----------
    terms
        By name, each an estimate in points.
    covariance
        Of the fixed effects, the intercept first.
    between, within
        The variances of workers and of observations of one worker.
    workers, observations
        How many.
    df
        Degrees of freedom of the intervals: workers less fixed effects, which is cautious.
    """

    terms: dict[str, Estimate]
    covariance: Floats
    between: float
    within: float
    workers: int
    observations: int
    df: int

    @property
    def alike(self) -> float:
        """The share of the variance that lies between workers."""
        return self.between / (self.between + self.within)


def random_intercept(
    score: ArrayLike,
    predictors: ArrayLike,
    worker: Sequence[object],
    names: Sequence[str],
    *,
    level: float = LEVEL,
) -> Effects:
    """Return a linear model with an intercept of its own for each worker.

    Parameters
    ----------
    score
        One an observation.
    predictors
        Observations by predictors, without a column of ones.
    worker
        Whose each observation is.
    names
        Of the predictors.

    Raises
    ------
    Refused
        If there are too few workers or observations, the predictors cannot be told apart, or nothing
        is left to vary.

    References
    ----------
    Laird, N. M. and Ware, J. H. (1982). Random-effects models for longitudinal data. Biometrics, 38,
    963-974.
    """
    checked_level(level)
    y, x = column(score, NAME), table(predictors, NAME)
    place, people = pd.factorize(np.asarray(worker, dtype=object))
    require(NAME, workers=len(people), observations=len(y))
    design = np.column_stack([np.ones(len(y)), x])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise Refused(NAME, f"the effects of {', '.join(names)} cannot be told apart in this table")
    sums = _Sums(y, design, place.astype(np.int64))
    ratio = _best_ratio(sums)
    beta, covariance, within = sums.solved(ratio)
    df = max(1, len(people) - design.shape[1])
    half = float(stats.t.ppf((1 + level) / 2, df)) * np.sqrt(np.diag(covariance))
    cautious = cautions(NAME, workers=len(people), observations=len(y))
    terms = {
        name: Estimate(
            NAME,
            float(beta[at]),
            float(beta[at] - half[at]),
            float(beta[at] + half[at]),
            level,
            n=len(people),
            items=len(y),
            form=name,
            interval="t of reml",
            cautions=cautious,
        )
        for at, name in enumerate(names, 1)
    }
    return Effects(terms, covariance, ratio * within, within, len(people), len(y), df)


def effects(frame: pd.DataFrame, *, level: float = LEVEL) -> Effects:
    """Return the effects of training, of months since, and of coaching sessions.

    Parameters
    ----------
    frame
        A table of the kind ``training``.

    Notes
    -----
    Coaching was not drawn by lot: those who get more may be others. Before the training, months and
    sessions are 0.

    Raises
    ------
    Refused
        As `random_intercept`.
    """
    after, months = since(frame)
    sessions = np.where(after, frame["coaching"].to_numpy(dtype=np.float64), 0.0)
    return random_intercept(
        frame["score"],
        np.column_stack([after.astype(np.float64), np.where(after, months, 0.0), sessions]),
        list(frame["worker"]),
        TERMS,
        level=level,
    )


def since(frame: pd.DataFrame) -> tuple[np.ndarray, Floats]:
    """Return whether each observation came after the training, and how many months after."""
    days = (frame["observed_on"] - frame["trained_on"]).dt.days.to_numpy(dtype=np.float64)
    return days > 0, np.asarray(days / MONTH, dtype=np.float64)


class _Sums:
    """All that the likelihood needs of the data, so that trying one more ratio costs nothing."""

    def __init__(self, y: Floats, x: Floats, place: Ints) -> None:
        self.n, self.p = x.shape
        self.sizes = np.bincount(place).astype(np.float64)
        whole = np.column_stack([x, y - y.mean()])
        self.shift = float(y.mean())
        self.cross = whole.T @ whole
        self.by_worker = np.stack([np.bincount(place, weights=part) for part in whole.T], axis=1)

    def _weighted(self, ratio: float) -> Floats:
        drawn = ratio / (1 + ratio * self.sizes)
        return np.asarray(self.cross - (self.by_worker * drawn[:, None]).T @ self.by_worker)

    def criterion(self, ratio: float) -> float:
        """Return minus twice the restricted log-likelihood, but for a constant."""
        weighted = self._weighted(ratio)
        xx, xy, yy = weighted[:-1, :-1], weighted[:-1, -1], float(weighted[-1, -1])
        rest = yy - float(xy @ np.linalg.solve(xx, xy))
        if rest <= 1e-12 * float(self.cross[-1, -1]):
            return inf
        logdet = np.linalg.slogdet(xx)[1]
        df = self.n - self.p
        return float(df * log(rest / df) + np.log1p(ratio * self.sizes).sum() + logdet)

    def solved(self, ratio: float) -> tuple[Floats, Floats, float]:
        """Return the fixed effects, their covariance, and the variance within workers."""
        weighted = self._weighted(ratio)
        xx, xy, yy = weighted[:-1, :-1], weighted[:-1, -1], float(weighted[-1, -1])
        inverse = np.linalg.inv(xx)
        beta = inverse @ xy
        within = (yy - float(xy @ beta)) / (self.n - self.p)
        beta[0] += self.shift
        return beta, np.asarray(within * inverse), within


def _best_ratio(sums: _Sums) -> float:
    """Return the variance between workers over that within, where the likelihood is highest."""
    if sums.criterion(0.0) == inf:
        raise Refused(NAME, "the scores lie on the model exactly, so there is nothing to reckon errors from")
    grid = np.concatenate([[0.0], np.logspace(-6, 6, 61)])
    values = [sums.criterion(float(ratio)) for ratio in grid]
    at = int(np.argmin(values))
    low, high = grid[max(at - 1, 0)], grid[min(at + 1, len(grid) - 1)]
    found = optimize.minimize_scalar(
        sums.criterion, bounds=(float(low), float(high)), method="bounded", options={"xatol": 1e-12}
    )
    ratio = float(found.x)
    return 0.0 if sums.criterion(0.0) <= sums.criterion(ratio) else ratio
