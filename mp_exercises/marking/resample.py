"""The bootstrap: how often each unit is drawn, and the percentile interval of what comes out."""

from __future__ import annotations

import numpy as np

from .arrays import Floats, Ints
from .refusal import Refused

DRAWS = 2000
SEED = 20260101
"""Fixed, so that the same data give the same interval."""

LEAST_KEPT = 0.5
"""The share of draws in which a statistic must exist for its interval to be given."""


def drawn(n: int, draws: int, seed: int) -> Ints:
    """Return how often each of ``n`` units is drawn in each resample, draws by units."""
    if draws < 1:
        raise ValueError(f"{draws} draws; right would be a number such as {DRAWS}")
    rng = np.random.default_rng(seed)
    return rng.multinomial(n, np.full(n, 1 / n), size=draws)


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
