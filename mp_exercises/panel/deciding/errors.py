"""How sure a candidate's mean is: by generalizability over stations, or from assessors alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import stats

from ...marking.agreement import icc, mean_squares
from ...marking.arrays import Floats
from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt, cautions, require

STATION, ASSESSOR = "panel-error", "assessor-error"


@dataclass(frozen=True)
class StationError:
    """What candidates by stations say of the error of a mean.

    Attributes
    ----------
    variance
        The mean square of the interaction of candidates and stations: how a candidate varies from station
        to station, with what assessors differ by, in squared points.
    df
        Its degrees of freedom.
    coefficient
        The generalizability coefficient of the mean over these stations, which is ICC(3,k).
    """

    variance: float
    df: int
    candidates: int
    stations: int
    coefficient: Estimate | Refused
    cautions: tuple[str, ...] = ()

    def of_mean(self, stations: int) -> float:
        """Return the relative standard error of a mean over so many stations, in points."""
        return sqrt(self.variance / stations)

    def half(self, stations: int, level: float = LEVEL) -> float:
        """Return how far the interval reaches to each side."""
        return float(stats.t.ppf((1 + level) / 2, self.df)) * self.of_mean(stations)


@dataclass(frozen=True)
class AssessorError:
    """What two assessors at the same station say: less than the whole error of a mean.

    Attributes
    ----------
    variance
        Of one assessor's number about the mean of those who saw the same, in squared points.
    """

    variance: float
    df: int
    cautions: tuple[str, ...] = ()

    def of_mean(self, assessors: Sequence[int]) -> float:
        """Return the standard error of a mean of station means, each of so many assessors, in points."""
        return sqrt(self.variance * sum(1 / count for count in assessors)) / len(assessors)

    def half(self, assessors: Sequence[int], level: float = LEVEL) -> float:
        """Return how far the interval reaches to each side."""
        return float(stats.t.ppf((1 + level) / 2, self.df)) * self.of_mean(assessors)


def station_error(table: Floats, *, level: float = LEVEL) -> StationError:
    """Return the error that candidates by stations show.

    Parameters
    ----------
    table
        One quality: candidates by stations, each the mean of its assessors; complete rows count.

    Raises
    ------
    Refused
        If there are too few candidates or stations.

    Notes
    -----
    The design is candidates crossed with stations. The relative error variance of a mean over n stations
    is the interaction's mean square over n. Assessors are nested in stations, and what they differ by is
    in it. Floors are set on these stations, so that how hard a station is for everybody is no error.

    References
    ----------
    Brennan, R. L. (2001). Generalizability theory. Springer. Chapter 2.
    Hoyt, C. (1941). Test reliability estimated by analysis of variance. Psychometrika, 6, 153-160.
    """
    values = np.asarray(table, dtype=np.float64)
    whole = values[~np.isnan(values).any(axis=1)]
    candidates, stations = whole.shape
    require(STATION, candidates=candidates, stations=stations)
    found = mean_squares(whole, STATION)
    return StationError(
        found.residual,
        (candidates - 1) * (stations - 1),
        candidates,
        stations,
        attempt(lambda: icc(whole, "3,k", level=level)),
        cautions(STATION, candidates=candidates),
    )


def assessor_error(cells: Sequence[Sequence[float]]) -> AssessorError:
    """Return the error that assessors who saw the same show.

    Parameters
    ----------
    cells
        For each candidate, station and quality the numbers that were given.

    Raises
    ------
    Refused
        If too few were given by two assessors.

    Notes
    -----
    The pooled variance within cells, which is the mean square within of a one-way analysis of variance
    (Shrout and Fleiss, 1979). How a candidate varies from station to station is not in it.
    """
    several = [np.asarray(cell, dtype=np.float64) for cell in cells if len(cell) >= 2]
    require(ASSESSOR, pairs=len(several))
    squares = sum(float(((cell - cell.mean()) ** 2).sum()) for cell in several)
    df = sum(len(cell) - 1 for cell in several)
    return AssessorError(squares / df, df, cautions(ASSESSOR, pairs=len(several)))


Tables = Mapping[str, tuple[Sequence[str], Floats]]
"""By quality, its stations and candidates by stations."""


def composite_error(tables: Tables, weights: Mapping[str, float]) -> float:
    """Return the relative standard error of a weighted mean of qualities, in points.

    Parameters
    ----------
    tables
        By quality, its stations and candidates by stations, complete and of the same candidates.
    weights
        By quality.

    Raises
    ------
    Refused
        If what two qualities share at a station makes the error negative, as too little data can.

    Notes
    -----
    Errors of two qualities at one station go together, as the same assessors gave both. Their covariance
    comes from the products of the residuals at shared stations, over their expectation, and the weighted
    mean's error variance is the sum over pairs of qualities of both weights times the covariance times the
    number of shared stations over both numbers of stations. With the same stations throughout it is the
    interaction's mean square of the composite itself.

    References
    ----------
    Brennan, R. L. (2001). Generalizability theory. Springer. Chapters 9 and 10, multivariate designs.
    """
    total = sum(weights.values())
    rest = {name: _residual(table) for name, (_, table) in tables.items()}
    variance = 0.0
    for one, (at_one, _) in tables.items():
        for other, (at_other, _) in tables.items():
            both = [name for name in at_one if name in at_other]
            if both:
                share = weights[one] * weights[other] / total**2
                pairs = [(list(at_one).index(name), list(at_other).index(name)) for name in both]
                shared = _covariance(rest[one], rest[other], pairs)
                variance += share * shared * len(both) / (len(at_one) * len(at_other))
    if variance < 0:
        raise Refused(STATION, "there is too little to say how the errors of qualities go together")
    return sqrt(variance)


def _residual(table: Floats) -> Floats:
    """Return what the means of candidates and stations leave."""
    values = np.asarray(table, dtype=np.float64)
    rest = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    return np.asarray(rest, dtype=np.float64)


def _covariance(one: Floats, other: Floats, pairs: Sequence[tuple[int, int]]) -> float:
    """Return the covariance of two qualities' errors at a station that both have."""
    products = sum(float((one[:, here] * other[:, there]).sum()) for here, there in pairs)
    (people, own), theirs, shared = one.shape, other.shape[1], len(pairs)
    expected = shared * (1 - 1 / own) * (1 - 1 / theirs) + shared * (shared - 1) / (own * theirs)
    return float(products / ((people - 1) * expected))
