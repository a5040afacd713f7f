"""The bootstrap: resamples of units, and the percentile interval of what comes out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .arrays import Floats, Ints
from .refusal import Refused

DRAWS = 2000
SEED = 20260101
"""Fixed, so that the same data give the same interval."""

BLOCK = 4_000_000
"""How many counts are held at a time."""

LEAST_KEPT = 0.5
"""The share of draws in which a statistic must exist for its interval to be given."""


def resampled(
    n: int, draws: int, seed: int, statistic: Callable[[Ints], Floats], often: Ints | None = None
) -> Floats:
    """Return a statistic in each resample of ``n`` units, drawn with replacement.

    Parameters
    ----------
    statistic
        Takes how often each unit is drawn, resamples by units, and returns a number, or a row of
        numbers, for each resample, NaN where it does not exist. It is called with blocks, so that
        memory stays flat.
    often
        Where units that are alike stand for many: how many each stands for, ``n`` in all.
    """
    if draws < 1:
        raise ValueError(f"{draws} draws; right would be a number such as {DRAWS}")
    rng = np.random.default_rng(seed)
    shares = np.full(n, 1 / n) if often is None else often / n
    block = max(1, BLOCK // len(shares))
    sizes = [min(block, draws - done) for done in range(0, draws, block)]
    return np.concatenate([statistic(rng.multinomial(n, shares, size=size)) for size in sizes])


def percentile_interval(values: Floats, value: float, level: float, statistic: str) -> tuple[float, float]:
    """Return the percentile interval, widened to hold the estimate itself.

    Parameters
    ----------
    values
        The statistic in each draw; NaN where it does not exist.
    value
        The estimate.

    Raises
    ------
    Refused
        If the statistic exists in fewer than half of the draws.

    References
    ----------
    Efron, B. and Tibshirani, R. (1993). An introduction to the bootstrap. Chapter 13.
    """
    kept = values[np.isfinite(values)]
    if kept.size < LEAST_KEPT * values.size:
        raise Refused(statistic, "there is too little variation to resample; most draws have none")
    low, high = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2])
    return min(float(low), value), max(float(high), value)
