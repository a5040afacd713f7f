"""The decision table: each candidate against the floors, with what the means rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from ...marking.arrays import Floats
from ...marking.estimate import LEVEL
from ...marking.refusal import Refused, attempt
from ..campaign import Criterion
from ..folder import Folder
from ..records import Book
from ..seen import Difference
from .collecting import Cells, cells_of, held, open_differences, unlocked
from .errors import AssessorError, StationError, assessor_error, composite_error, station_error
from .groups import Groups, groups

State = Literal["above", "near above", "near below", "below", "not seen", "no floor"]
ROUNDING = 1e-9


class NotYet(ValueError):
    """A decision that cannot be had yet; the message says what is missing."""


@dataclass(frozen=True)
class Mean:
    """One candidate's mean on one quality.

    Attributes
    ----------
    value
        The mean over stations of the mean over assessors; None where nothing was seen.
    error, half
        Its standard error, and how far its interval reaches to each side, in points; None where refused.
    alone
        Whether the error rests on assessors alone, and is too small for that.
    state
        Beside the floor.
    crosses
        Whether the interval reaches to the other side of the floor.
    """

    value: float | None
    stations: int
    error: float | None
    half: float | None
    alone: bool
    state: State
    crosses: bool = False


@dataclass(frozen=True)
class Standing:
    """One candidate.

    Attributes
    ----------
    state
        ``held`` where an adjustment was missing and nobody has said what became of it.
    changed
        Numbers that were changed after talk.
    """

    candidate: str
    state: Literal["above", "near", "below", "held", "not seen"]
    means: dict[str, Mean]
    changed: int
    composite: float | None = None


@dataclass(frozen=True)
class Decision:
    """All candidates, in the order of their numbers.

    Attributes
    ----------
    errors
        By quality: the error over stations, or why it is refused.
    groups
        By quality: who cannot be told apart.
    composite_error, composite_groups
        Where qualities have weights: the error of the weighted mean, and who cannot be told apart by it.
    settled
        Differences that were talked about, each with its reason.
    """

    standings: tuple[Standing, ...]
    errors: dict[str, StationError | Refused]
    assessors: AssessorError | Refused
    groups: dict[str, Groups]
    settled: tuple[Difference, ...]
    composite_error: float | Refused | None = None
    composite_groups: Groups | None = None


def decide(folder: Folder, book: Book, *, level: float = LEVEL) -> Decision:
    """Return the decision table.

    Raises
    ------
    NotYet
        If a sheet is not locked, or a difference has no reason.
    """
    _ready(folder, book)
    cells = cells_of(folder, book)
    criteria = folder.campaign.criteria
    assessors = attempt(lambda: assessor_error(cells.all_numbers()))
    errors = {one.id: _error(cells, one.id, level) for one in criteria}
    means = {
        number: {
            one.id: _mean(cells, number, one, errors[one.id], assessors, folder.campaign.bars.near, level)
            for one in criteria
        }
        for number in cells.candidates
    }
    weights = {one.id: one.weight for one in criteria if one.weight is not None}
    stood = held(folder)
    standings = tuple(
        Standing(
            number,
            _overall(list(means[number].values()), number in stood),
            means[number],
            cells.changed(number),
            _weighted(means[number], weights),
        )
        for number in cells.candidates
    )
    made = {name: _grouped(means, name, error, level) for name, error in errors.items()}
    by_weight = attempt(lambda: _composite(cells, errors, weights)) if weights else None
    return Decision(
        standings,
        errors,
        assessors,
        {name: one for name, one in made.items() if one is not None},
        cells.differences,
        by_weight,
        _composite_groups(standings, errors, by_weight, level),
    )


def _error(cells: Cells, criterion: str, level: float) -> StationError | Refused:
    return attempt(lambda: station_error(cells.table(criterion)[1], level=level))


def _ready(folder: Folder, book: Book) -> None:
    missing = unlocked(folder, book)
    if missing:
        first = ", ".join(f"{unit} at {station} ({member})" for station, unit, member in missing[:5])
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        raise NotYet(f"scores go in before anyone decides; not locked: {first}{more}")
    talk = open_differences(folder, book)
    if talk:
        first = ", ".join(f"{one.criterion} of {one.unit} at {one.station}" for one in talk[:5])
        more = f" and {len(talk) - 5} more" if len(talk) > 5 else ""
        bar = folder.campaign.bars.difference
        raise NotYet(f"{bar} points apart or more, and no reason is kept: {first}{more}")


def _mean(
    cells: Cells,
    number: str,
    criterion: Criterion,
    error: StationError | Refused,
    assessors: AssessorError | Refused,
    near: float,
    level: float,
) -> Mean:
    at = cells.at(number, criterion.id)
    if not at:
        return Mean(None, 0, None, None, False, "not seen")
    value = float(np.mean([np.mean(points) for points in at.values()]))
    spread = half = None
    if isinstance(error, StationError):
        spread, half = error.of_mean(len(at)), error.half(len(at), level)
    elif isinstance(assessors, AssessorError):
        counts = [len(points) for points in at.values()]
        spread, half = assessors.of_mean(counts), assessors.half(counts, level)
    alone = not isinstance(error, StationError)
    state = _state(value, criterion.floor, near)
    floor = criterion.floor
    crosses = floor is not None and half is not None and value - half < floor <= value + half
    return Mean(value, len(at), spread, half, alone, state, crosses)


def _state(value: float, floor: float | None, near: float) -> State:
    """Return where a mean lies beside a floor; the floor itself is reached by standing on it."""
    if floor is None:
        return "no floor"
    if value > floor + near + ROUNDING:
        return "above"
    if value < floor - near - ROUNDING:
        return "below"
    return "near above" if value >= floor - ROUNDING else "near below"


def _overall(means: list[Mean], waits: bool) -> Literal["above", "near", "below", "held", "not seen"]:
    states = {one.state for one in means}
    if waits:
        return "held"
    if "below" in states:
        return "below"
    if "not seen" in states:
        return "not seen"
    return "near" if states & {"near above", "near below"} else "above"


def _grouped(
    means: Mapping[str, Mapping[str, Mean]], name: str, error: StationError | Refused, level: float
) -> Groups | None:
    if isinstance(error, Refused):
        return None
    given = {
        number: (one[name].value, one[name].stations)
        for number, one in means.items()
        if one[name].value is not None
    }
    known = {number: (float(value or 0.0), count) for number, (value, count) in given.items()}
    return groups(known, error.variance, error.df, level=level)


def _weighted(means: Mapping[str, Mean], weights: Mapping[str, float]) -> float | None:
    if not weights or any(means[name].value is None for name in weights):
        return None
    added = sum(weight * (means[name].value or 0.0) for name, weight in weights.items())
    return added / sum(weights.values())


def _composite(
    cells: Cells, errors: Mapping[str, StationError | Refused], weights: Mapping[str, float]
) -> float:
    for name in weights:
        found = errors[name]
        if isinstance(found, Refused):
            raise found
    tables: dict[str, tuple[tuple[str, ...], Floats]] = {name: cells.table(name) for name in weights}
    whole = np.ones(len(cells.candidates), dtype=bool)
    for _, table in tables.values():
        whole &= ~np.isnan(table).any(axis=1)
    complete = {name: (stations, table[whole]) for name, (stations, table) in tables.items()}
    return composite_error(complete, weights)


def _composite_groups(
    standings: tuple[Standing, ...],
    errors: Mapping[str, StationError | Refused],
    error: float | Refused | None,
    level: float,
) -> Groups | None:
    if error is None or isinstance(error, Refused) or sqrt(error) == 0:
        return None
    df = min(one.df for one in errors.values() if isinstance(one, StationError))
    over = {one.candidate: (one.composite, 1) for one in standings if one.state in ("above", "near")}
    given = {number: (value, n) for number, (value, n) in over.items() if value is not None}
    return groups(given, error**2, df, level=level)
