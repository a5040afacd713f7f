"""A control chart: points between limits that chance alone would seldom leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.arrays import Floats


@dataclass(frozen=True)
class Point:
    """A point outside its limits.

    Attributes
    ----------
    place
        From 0.
    above
        Whether it lies above the upper limit.
    """

    place: int
    above: bool


@dataclass(frozen=True)
class Chart:
    """A control chart.

    Attributes
    ----------
    kind
        ``xmr``, ``p``, ``p-prime``, ``u`` or ``u-prime``.
    values, low, high
        Of each period; limits at three standard deviations.
    centre
        The mean, weighted by what each period's count is of.
    sigma_z
        Of a prime chart, by how much the limits are widened; else 1.
    baseline
        From how many periods, from the first, centre and limits are reckoned.
    cautions
        Sentences on what makes it less firm than it looks.
    """

    kind: str
    values: Floats
    centre: float
    low: Floats
    high: Floats
    sigma_z: float
    baseline: int
    cautions: tuple[str, ...] = ()

    @property
    def outside(self) -> tuple[Point, ...]:
        """The points outside their limits, in order."""
        above, below = self.values > self.high, self.values < self.low
        return tuple(Point(int(place), bool(above[place])) for place in np.flatnonzero(above | below))

    def frame(self, labels: tuple[str, ...]) -> pd.DataFrame:
        """Return the chart as a table of its points."""
        return pd.DataFrame(
            {
                "period": labels,
                "value": self.values,
                "centre": self.centre,
                "low": self.low,
                "high": self.high,
                "outside": (self.values > self.high) | (self.values < self.low),
            }
        )
