"""Decision consistency of an assessment with a bootstrap interval over people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from ..arrays import Floats, Ints, column, table
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, minima, require
from ..resample import SEED, percentile_interval, resampled
from .livingston_lewis import Decision, Summary, decide
from .true_score import NAME

DRAWS = 500


@dataclass(frozen=True)
class DecisionConsistency:
    """How far decisions can be relied on, with intervals.

    Attributes
    ----------
    consistency, kappa, accuracy
        P0, kappa and accuracy.
    decision
        All that the model gives.
    parameters
        Of the beta distribution that was asked for; ``decision.true.fitted`` says what was fitted.
    """

    consistency: Estimate
    kappa: Estimate
    accuracy: Estimate
    decision: Decision
    parameters: int


def decision_consistency(
    scores: ArrayLike,
    points: ArrayLike,
    cut: float,
    *,
    parameters: int | None = None,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> DecisionConsistency:
    """Return the consistency and accuracy of pass and fail, by Livingston and Lewis.

    Parameters
    ----------
    scores
        People by items, in points. A total below 0 counts as 0, as marks do.
    points
        What each item is worth.
    cut
        The share of all points from which one passes.
    parameters
        4, or 2; by default 4 where there are people enough to fit four moments.

    Notes
    -----
    The reliability is Cronbach's alpha. The interval resamples people, and reckons alpha, the model and
    the decision anew in each draw; it takes the cut as fixed.

    Raises
    ------
    Refused
        If there are too few people or items, alpha is not above 0, or no model fits.
    """
    checked_level(level)
    values, worth = table(scores, NAME), column(points, NAME)
    people, items = values.shape
    require(NAME, items=items, people=people)
    if len(worth) != items:
        raise Refused(NAME, f"{items} items have scores and {len(worth)} have points")
    if parameters is None:
        parameters = 4 if people >= minima()["four-parameter-beta"].need("people").least else 2
    cohort = _Cohort(values, float(worth.sum()), cut)
    decision = cohort.decision(np.ones(people, dtype=np.int64), parameters)
    names = ("consistency", "kappa", "accuracy")
    samples = resampled(people, draws, seed, partial(cohort.in_each, parameters=parameters))
    made = []
    for place, name in enumerate(names):
        value = float(getattr(decision, name))
        low, high = percentile_interval(samples[:, place], value, level, NAME)
        made.append(
            Estimate(
                NAME,
                value,
                low,
                high,
                level,
                n=people,
                items=items,
                form=name,
                interval="bootstrap",
                draws=draws,
                seed=seed,
                cautions=cautions(NAME, people=people),
            )
        )
    return DecisionConsistency(made[0], made[1], made[2], decision, parameters)


class _Cohort:
    """Sums over people from which any resample's decision follows."""

    def __init__(self, scores: Floats, most: float, cut: float) -> None:
        shares = np.clip(scores.sum(axis=1) / most, 0.0, 1.0)
        centred = scores - scores.mean(axis=0)
        totals = centred.sum(axis=1)
        self._items = scores.shape[1]
        self._cut = cut
        # A sum of points may miss the cut by rounding alone.
        passes = (shares >= cut - 1e-12).astype(np.float64)
        self._sums = np.column_stack(
            [centred, centred**2, totals, totals**2, *(shares**power for power in range(1, 5)), passes]
        )
        self._scores = scores

    def decision(self, often: Ints, parameters: int) -> Decision:
        """Return the decision's quality if each person counts so often."""
        return self._from_sums(often @ self._sums, int(often.sum()), parameters)

    def in_each(self, often: Ints, parameters: int) -> Floats:
        """Return consistency, kappa and accuracy in each resample; NaN where there is none."""
        sums, n = often @ self._sums, len(self._sums)
        found = np.full((len(often), 3), np.nan)
        for row, of_draw in enumerate(sums):
            try:
                made = self._from_sums(of_draw, n, parameters)
            except Refused:
                continue
            found[row] = made.consistency, made.kappa, made.accuracy
        return found

    def _from_sums(self, sums: Floats, n: int, parameters: int) -> Decision:
        k = self._items
        means = sums / n
        of_items = (means[k : 2 * k] - means[:k] ** 2).sum()
        of_totals = means[2 * k + 1] - means[2 * k] ** 2
        if of_totals <= 1e-12 * max(1.0, float(of_items)):
            raise Refused(NAME, "everyone has the same total")
        alpha = float(k / (k - 1) * (1 - of_items / of_totals))
        first, second, third, fourth = (float(value) for value in means[2 * k + 2 : 2 * k + 6])
        variance = (second - first**2) * n / (n - 1)
        summary = Summary((first, second, third, fourth), variance, float(means[-1]))
        return decide(summary, alpha, self._cut, parameters, self._cut)
