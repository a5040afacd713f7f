"""Goal attainment scaling: T-scores with weights, and the levels themselves beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...marking.arrays import Floats, Ints, column, same_length
from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..means import mean

NAME = "goal-attainment"
CHANGE = "goal-attainment-change"

RHO = 0.30
"""How far the goals of one family are taken to go together; the usual value."""

LEVELS = (-2, -1, 0, 1, 2)


@dataclass(frozen=True)
class Attainment:
    """How far goals were reached.

    Attributes
    ----------
    families
        A row each: ``family``, ``goals``, ``t``, and ``t_start`` where the start was rated.
    score
        The mean T over families; 50 is what was expected.
    change
        The mean of each family's T less that at the start.
    levels
        How many goals reached each level, from -2 to 2: T takes the steps for equal, and this does not.
    without
        Goals without a level, left out.
    """

    families: pd.DataFrame
    score: Estimate | Refused
    change: Estimate | Refused
    levels: dict[int, int]
    without: int


def t_score(levels: ArrayLike, weights: ArrayLike | None = None, *, rho: float = RHO) -> float:
    """Return one family's T-score.

    Parameters
    ----------
    levels
        Of each goal, from -2 to 2, where 0 is what was expected.
    weights
        Above 0; by default all 1.
    rho
        The correlation that goals are taken to have, from 0 to below 1.

    Raises
    ------
    Refused
        If there is no goal, a level is beyond -2 to 2, or a weight is not above 0.

    References
    ----------
    Kiresuk, T. J. and Sherman, R. E. (1968). Goal attainment scaling. Community Mental Health Journal, 4,
    443-453.
    """
    given = column(levels, NAME)
    weight = np.ones(len(given)) if weights is None else column(weights, NAME)
    if not same_length(NAME, levels=given, weights=weight):
        raise Refused(NAME, "there is no goal")
    return float(_scores(given, weight, np.zeros(len(given), dtype=np.int64), rho)[0])


def t_scores(frame: pd.DataFrame, level: str = "level", *, rho: float = RHO) -> pd.Series:
    """Return the T-score of each family, by family.

    Parameters
    ----------
    frame
        A table of the kind ``goals``; a goal without a weight has 1.
    level
        Which column has the levels; goals without one are left out.
    """
    used = frame[frame[level].notna()]
    if used.empty:
        return pd.Series(dtype=np.float64)
    place, families = pd.factorize(used["family"])
    weights = used["weight"].fillna(1.0) if "weight" in used else pd.Series(1.0, index=used.index)
    scores = _scores(used[level].to_numpy(), weights.to_numpy(), place.astype(np.int64), rho)
    return pd.Series(scores, index=families)


def attainment(frame: pd.DataFrame, *, rho: float = RHO, level: float = LEVEL) -> Attainment:
    """Return how far the goals in a table were reached.

    Parameters
    ----------
    frame
        A table of the kind ``goals``, with ``level``.

    Raises
    ------
    Refused
        If it has no levels.
    """
    if "level" not in frame or not frame["level"].notna().any():
        raise Refused(NAME, "no goal has a level")
    scores = t_scores(frame, rho=rho)
    used = frame[frame["level"].notna()]
    families = pd.DataFrame(
        {
            "family": scores.index,
            "goals": used.groupby("family")["level"].size().reindex(scores.index).to_numpy(),
            "t": scores.to_numpy(),
        }
    )
    change: Estimate | Refused = Refused(CHANGE, "no goal has a level at the start")
    if "level_start" in frame and frame["level_start"].notna().any():
        # The same goals at both times, or a goal that was added would look like change.
        both = used[used["level_start"].notna()]
        start, end = t_scores(both, "level_start", rho=rho), t_scores(both, rho=rho)
        families["t_start"] = t_scores(both, "level_start", rho=rho).reindex(scores.index).to_numpy()
        change = attempt(lambda: mean((end - start).to_numpy(), CHANGE, level=level))
    return Attainment(
        families,
        attempt(lambda: mean(scores.to_numpy(), NAME, level=level)),
        change,
        {step: int((used["level"] == step).sum()) for step in LEVELS},
        len(frame) - len(used),
    )


def _scores(levels: Floats, weights: Floats, place: Ints, rho: float) -> Floats:
    if not 0 <= rho < 1:
        raise ValueError(f"rho {rho}; right would be a number from 0 to below 1, such as {RHO}")
    if (np.abs(levels) > 2).any():
        raise Refused(NAME, "a level is beyond -2 to 2")
    if (weights <= 0).any():
        raise Refused(NAME, "a weight is not above 0")
    weighted = np.bincount(place, weights=weights * levels)
    squares = np.bincount(place, weights=weights**2)
    totals = np.bincount(place, weights=weights)
    return np.asarray(50 + 10 * weighted / np.sqrt((1 - rho) * squares + rho * totals**2), dtype=np.float64)
