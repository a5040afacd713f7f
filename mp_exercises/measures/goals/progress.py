"""Goal-based change: how far families say that they have come, from 0 to 10."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..means import mean

NAME = "goal-progress"


@dataclass(frozen=True)
class Progress:
    """How ratings moved.

    Attributes
    ----------
    change
        The mean over families of the mean change of their goals, in points of 0 to 10.
    families
        A row each: ``family``, ``goals``, ``start``, ``now``, ``change``.
    up, same, down
        How many goals moved which way.
    without
        Goals that were not rated twice, left out.
    """

    change: Estimate | Refused
    families: pd.DataFrame
    up: int
    same: int
    down: int
    without: int


def progress(frame: pd.DataFrame, *, level: float = LEVEL) -> Progress:
    """Return how families' own ratings of their goals moved from start to review.

    Parameters
    ----------
    frame
        A table of the kind ``goals``, with ``rating_start`` and ``rating``.

    Notes
    -----
    Each family counts once, however many goals it has. No line is drawn above which a change counts as
    reliable: none that could be verified was found.

    Raises
    ------
    Refused
        If no goal was rated twice.
    """
    if not {"rating_start", "rating"} <= set(frame):
        raise Refused(NAME, "the table has no ratings at the start and at the review")
    both = frame[frame["rating_start"].notna() & frame["rating"].notna()]
    if both.empty:
        raise Refused(NAME, "no goal was rated twice")
    moved = both["rating"] - both["rating_start"]
    families = (
        both.assign(change=moved)
        .groupby("family", sort=False)
        .agg(
            goals=("change", "size"),
            start=("rating_start", "mean"),
            now=("rating", "mean"),
            change=("change", "mean"),
        )
        .reset_index()
    )
    return Progress(
        attempt(lambda: mean(families["change"].to_numpy(), NAME, level=level)),
        families,
        int(np.sum(moved > 0)),
        int(np.sum(moved == 0)),
        int(np.sum(moved < 0)),
        len(frame) - len(both),
    )
