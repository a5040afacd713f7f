"""Candidates who cannot be told apart: groups by the honestly significant difference, never a bare rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt

from scipy import stats

from ...marking.estimate import LEVEL, checked_level

ROUNDING = 1e-9


@dataclass(frozen=True)
class Groups:
    """Who cannot be told from whom.

    Attributes
    ----------
    sets
        Each as large as it can be, and overlapping where they do; numbers in order, the highest set first.
    least
        The smallest difference of two means over the usual number of stations that tells two apart, in
        points.
    """

    sets: tuple[tuple[str, ...], ...]
    least: float

    @property
    def all_alike(self) -> bool:
        """Whether nobody can be told from anybody."""
        return len(self.sets) <= 1


def apart_by(variance: float, df: int, people: int, stations: tuple[int, int], level: float = LEVEL) -> float:
    """Return from which difference on two candidates' means can be told apart, in points.

    Parameters
    ----------
    variance
        Of one station's mean of one candidate: the interaction's mean square.
    people
        How many candidates are compared with each other.
    stations
        Over how many stations each of the two means goes.

    References
    ----------
    Tukey, J. W. (1953). The problem of multiple comparisons; Kramer, C. Y. (1956). Extension of multiple
    range tests to group means with unequal numbers of replications. Biometrics, 12, 307-310.
    """
    checked_level(level)
    return _range(level, people, df) * sqrt(variance / 2 * (1 / stations[0] + 1 / stations[1]))


@cache
def _range(level: float, people: int, df: int) -> float:
    """Return a quantile of the studentized range, which is integrated anew each time that SciPy is asked."""
    return float(stats.studentized_range.ppf(level, people, df))


def groups(
    means: Mapping[str, tuple[float, int]], variance: float, df: int, *, level: float = LEVEL
) -> Groups:
    """Return the groups of candidates who cannot be told apart on one quality.

    Parameters
    ----------
    means
        By candidate: the mean, and over how many stations it goes.
    """
    order = sorted(means, key=lambda number: (-means[number][0], number))
    usual = max((count for _, count in means.values()), default=1)
    if len(order) < 2:
        return Groups((tuple(order),) if order else (), 0.0)

    def alike(one: str, other: str) -> bool:
        (high, n_high), (low, n_low) = means[one], means[other]
        return abs(high - low) < apart_by(variance, df, len(order), (n_high, n_low), level) - ROUNDING

    found: list[tuple[int, int]] = []
    for start in range(len(order)):
        end = start
        while end + 1 < len(order) and all(alike(order[k], order[end + 1]) for k in range(start, end + 1)):
            end += 1
        if not any(first <= start and end <= last for first, last in found):
            found.append((start, end))
    sets = tuple(tuple(sorted(order[start : end + 1])) for start, end in found)
    return Groups(sets, apart_by(variance, df, len(order), (usual, usual), level))
