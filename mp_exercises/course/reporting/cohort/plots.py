"""The drawings of a report as places on a surface whose sides are both 100%: nothing is drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from ....marking.arrays import Floats

BINS = 20
TICKS = 5
TENTH, FIFTH = 0.1, 0.2
ROOM = 0.03
LEAST_TOP = 0.5


@dataclass(frozen=True)
class Tick:
    """A line of the grid, from 0 to 1 along its side, and what stands at it."""

    at: float
    text: str


@dataclass(frozen=True)
class Bin:
    """A bar of a histogram.

    Attributes
    ----------
    low, high
        Shares of all points, 0 to 1.
    height
        Of the whole surface, 0 to 1.
    """

    low: float
    high: float
    count: int
    height: float


@dataclass(frozen=True)
class Histogram:
    """How scores are spread, beside the cut and the band in which a result is borderline."""

    bins: tuple[Bin, ...]
    ticks: tuple[Tick, ...]
    cut: float
    low: float
    high: float


@dataclass(frozen=True)
class Dot:
    """A question on the map; ``x`` from the left, ``y``, ``low`` and ``high`` from the bottom, all 0 to 1."""

    number: int
    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class ItemMap:
    """Questions by difficulty and by correlation with the rest."""

    dots: tuple[Dot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    nought: float


def histogram(shares: Floats, cut: float, margin: float) -> Histogram:
    """Return the histogram of shares of all points.

    Parameters
    ----------
    shares
        One for each person, 0 to 1.
    margin
        How far from the cut a result is borderline.
    """
    counts, edges = np.histogram(np.clip(shares, 0.0, 1.0), bins=BINS, range=(0.0, 1.0))
    step = _step(int(counts.max()) if counts.size else 0)
    top = step * max(1, ceil(int(counts.max()) / step))
    bins = tuple(
        Bin(float(low), float(high), int(count), int(count) / top)
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    )
    ticks = tuple(Tick(value / top, f"{value:,}") for value in range(0, top + 1, step))
    return Histogram(bins, ticks, cut, max(0.0, cut - margin), min(1.0, cut + margin))


def item_map(points: Sequence[tuple[int, float, float, float, float]]) -> ItemMap:
    """Return the map of items.

    Parameters
    ----------
    points
        Of each item its number, difficulty, correlation, and the ends of the correlation's interval.
    """
    across = _Side.around([x for _, x, _, _, _ in points], TENTH)
    up = _Side.around([y for _, _, y, _, _ in points] + [0.0, LEAST_TOP], FIFTH)
    dots = tuple(
        Dot(name, across.at(x), up.at(y), up.at(bottom), up.at(top)) for name, x, y, bottom, top in points
    )
    return ItemMap(
        dots,
        tuple(Tick(across.at(value), f"{100 * value:.0f}%") for value in across.lines()),
        tuple(Tick(up.at(value), f"{value:.1f}".replace("-", "−")) for value in up.lines()),
        up.at(0.0),
    )


@dataclass(frozen=True)
class _Side:
    """A side of a drawing: which numbers it reaches over, in steps of a round size."""

    low: float
    high: float
    step: float

    @classmethod
    def around(cls, values: Sequence[float], step: float) -> _Side:
        """Return a side that holds all values with a little room, from -1 to 1."""
        low = max(-1.0, floor((min(values) - ROOM) / step) * step)
        high = min(1.0, ceil((max(values) + ROOM) / step) * step)
        return cls(low, high, step)

    def at(self, value: float) -> float:
        """Return the place of a value, 0 to 1; one beyond the ends is put there."""
        return (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)

    def lines(self) -> list[float]:
        """Return where lines of the grid stand, without a negative nought."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + place * self.step, 6) + 0.0 for place in range(count + 1)]


def _step(most: int) -> int:
    """Return a round step that gives a scale about five lines."""
    rough = max(1, most) / TICKS
    unit = 10 ** floor(np.log10(max(1.0, rough)))
    return int(next(unit * size for size in (1, 2, 5, 10) if unit * size >= rough))
