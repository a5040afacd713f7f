"""The scores of a cohort: their summary and their histogram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .plots import BINS, Histogram, histogram
from .told import Told


@dataclass(frozen=True)
class BinRow:
    """A row of the histogram's table."""

    low: str
    high: str
    count: str


@dataclass(frozen=True)
class Scores:
    """The scores; without a plot where nobody has a whole mark."""

    figures: tuple[tuple[str, str], ...]
    plot: Histogram | None
    description: str
    cut: str
    rows: tuple[BinRow, ...]


def scores_of(told: Told) -> Scores:
    """Return the scores of a cohort."""
    shares = told.analysis.shares
    if not shares.size:
        return Scores((), None, "", "", ())
    margin = told.margin or 0.0
    plot = histogram(shares, told.scale.cut, margin)
    low, high = np.quantile(shares, [0.25, 0.75])
    description = told.say(
        "scores.plot.desc",
        n=len(shares),
        step=round(100 / BINS),
        low=round(100 * float(low)),
        high=round(100 * float(high)),
        mean=round(100 * float(shares.mean())),
        cut=told.scale.say(told.scale.cut),
        from_=told.scale.say(plot.low),
        to=told.scale.say(plot.high),
    )
    rows = tuple(
        BinRow(f"{100 * entry.low:.0f}", f"{100 * entry.high:.0f}", f"{entry.count:,}") for entry in plot.bins
    )
    return Scores(tuple(_figures(told)), plot, description, told.scale.say(told.scale.cut), rows)


def _figures(told: Told) -> Iterator[tuple[str, str]]:
    shares, say = told.analysis.shares, told.say
    yield say("scores.figures.n"), f"{len(shares):,}"
    yield say("scores.figures.mean"), told.share(float(shares.mean()))
    if len(shares) > 1:
        yield say("scores.figures.sd"), told.share(float(shares.std(ddof=1)))
    yield say("scores.figures.median"), told.share(float(np.median(shares)))
    yield (
        say("scores.figures.range"),
        say("scores.range", low=f"{100 * shares.min():.1f}", high=f"{100 * shares.max():.1f}"),
    )
