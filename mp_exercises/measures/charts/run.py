"""The run chart: points about their median, with the rules of shift and crossings."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from ...marking.arrays import Floats, column
from ...marking.refusal import Refused, cautions, require

NAME = "run-chart"

CROSSINGS_AT = 0.05
"""Fewer crossings than chance gives in 5 series of 100 are a signal."""


@dataclass(frozen=True)
class RunChart:
    """A series about its median.

    Attributes
    ----------
    values
        In order.
    median
        The line, from the baseline's periods.
    useful
        How many points are not on the median; only these count.
    longest, most
        The longest run on one side, and the longest that chance explains.
    begins, ends
        The places of the longest run's first and last point, from 0.
    crossings, fewest
        How often the line is crossed, and the fewest that chance explains.
    """

    values: Floats
    median: float
    useful: int
    longest: int
    most: int
    begins: int
    ends: int
    crossings: int
    fewest: int
    cautions: tuple[str, ...] = ()

    @property
    def shift(self) -> bool:
        """Whether a run is longer than chance explains."""
        return self.longest > self.most

    @property
    def few_crossings(self) -> bool:
        """Whether the line is crossed less often than chance explains."""
        return self.crossings < self.fewest

    @property
    def signal(self) -> bool:
        """Whether either rule finds something else than chance."""
        return self.shift or self.few_crossings


def run_chart(values: ArrayLike, *, baseline: int | None = None) -> RunChart:
    """Return a run chart with the rules of shift and crossings.

    Parameters
    ----------
    values
        One a period, in order.
    baseline
        Take the median of so many first periods; by default of all.

    Notes
    -----
    A run is longer than chance explains above log2(n) + 3, rounded, and crossings are fewer below the 5%
    point of a binomial with n - 1 trials and one half, where n counts the points off the median. There is
    no rule of trends: it is close to useless (Anhøj and Olesen).

    Raises
    ------
    Refused
        If fewer points lie off the median than the rules were made for.

    References
    ----------
    Anhøj, J. and Olesen, A. V. (2014). Run charts revisited: a simulation study of run chart rules for
    detection of non-random variation in health care processes. PLoS ONE, 9, e113825.
    """
    given = column(values, NAME)
    base = len(given) if baseline is None else baseline
    if not 1 <= base <= len(given):
        raise Refused(NAME, f"a baseline of {base} periods, and there are {len(given)}")
    median = float(np.median(given[:base]))
    places = np.flatnonzero(given != median)
    require(NAME, points=len(places))
    above = given[places] > median
    turns = np.flatnonzero(np.diff(above.astype(np.int64)))
    bounds = np.concatenate([[0], turns + 1, [len(above)]])
    lengths = np.diff(bounds)
    longest = int(lengths.argmax())
    return RunChart(
        values=given,
        median=median,
        useful=len(places),
        longest=int(lengths[longest]),
        most=most_in_a_run(len(places)),
        begins=int(places[bounds[longest]]),
        ends=int(places[bounds[longest + 1] - 1]),
        crossings=len(turns),
        fewest=fewest_crossings(len(places)),
        cautions=cautions(NAME, points=len(places)),
    )


def most_in_a_run(useful: int) -> int:
    """Return the longest run that chance explains among so many points off the median."""
    return round(log2(useful) + 3)


def fewest_crossings(useful: int) -> int:
    """Return the fewest crossings that chance explains among so many points off the median."""
    return int(stats.binom.ppf(CROSSINGS_AT, useful - 1, 0.5))
