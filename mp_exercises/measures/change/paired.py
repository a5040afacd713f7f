"""Each worker before and after training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..means import mean

NAME = "skill-change"


@dataclass(frozen=True)
class Paired:
    """Workers who were observed before and after.

    Attributes
    ----------
    pairs
        A row each: ``worker``, ``before``, ``after``, ``change`` and ``coaching``, the most sessions by
        their last observation. It is what a paired plot draws.
    change
        The mean change in points.
    spread
        The standard deviation of the changes, NaN with fewer than two; a power calculation needs it.
    only_before, only_after
        Workers with observations on one side alone, left out: what they would have shown is unknown.
    """

    pairs: pd.DataFrame
    change: Estimate | Refused
    spread: float
    only_before: int
    only_after: int


def paired(frame: pd.DataFrame, *, level: float = LEVEL) -> Paired:
    """Return each worker's mean score before and after training.

    Parameters
    ----------
    frame
        A table of the kind ``training``.

    Notes
    -----
    An observation on the day of the training counts as before it. There is no group without training, so
    that the change may be anything that happened meanwhile.
    """
    after = frame["observed_on"] > frame["trained_on"]
    before_mean = frame[~after].groupby("worker")["score"].mean()
    after_rows = frame[after].groupby("worker")
    both = before_mean.index.intersection(after_rows["score"].mean().index)
    pairs = pd.DataFrame(
        {
            "worker": both,
            "before": before_mean.reindex(both).to_numpy(dtype=np.float64),
            "after": after_rows["score"].mean().reindex(both).to_numpy(dtype=np.float64),
            "coaching": after_rows["coaching"].max().reindex(both).to_numpy(dtype=np.float64),
        }
    )
    pairs.insert(3, "change", pairs["after"] - pairs["before"])
    changes = pairs["change"].to_numpy()
    return Paired(
        pairs,
        attempt(lambda: mean(changes, NAME, level=level)),
        float(changes.std(ddof=1)) if len(changes) > 1 else float("nan"),
        only_before=len(before_mean.index.difference(both)),
        only_after=len(after_rows["score"].mean().index.difference(both)),
    )
