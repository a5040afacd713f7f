"""What the decision rests on: the numbers by candidate, station and quality, and what still waits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...marking.arrays import Floats
from ..campaign import first_run, second_run
from ..folder import Folder
from ..records import Book
from ..seen import Difference, differences, units_of, waiting

Key = tuple[str, str, str]
"""A candidate, a station and a quality."""


@dataclass(frozen=True)
class Cells:
    """All numbers.

    Attributes
    ----------
    candidates
        In the order of their numbers.
    numbers
        What the assessors give now, by candidate, station and quality. A second visit near a floor is a
        station of its own.
    """

    candidates: tuple[str, ...]
    stations: tuple[str, ...]
    numbers: dict[Key, tuple[float, ...]]
    changes: dict[str, int]
    differences: tuple[Difference, ...]

    def at(self, number: str, criterion: str) -> dict[str, tuple[float, ...]]:
        """Return one candidate's numbers on one quality, by station."""
        return {
            station: points
            for (who, station, what), points in self.numbers.items()
            if (who, what) == (number, criterion)
        }

    def table(self, criterion: str) -> tuple[tuple[str, ...], Floats]:
        """Return the stations of a quality, and candidates by stations; NaN where it was not seen.

        A station that only a few did, such as a second visit, is left out.
        """
        stations = [
            station
            for station in self.stations
            if any((number, station, criterion) in self.numbers for number in self.candidates)
        ]
        rows = [
            [
                float(np.mean(self.numbers[number, station, criterion]))
                if (number, station, criterion) in self.numbers
                else np.nan
                for station in stations
            ]
            for number in self.candidates
        ]
        return tuple(stations), np.array(rows, dtype=np.float64).reshape(len(self.candidates), len(stations))

    def all_numbers(self) -> list[tuple[float, ...]]:
        """Return the numbers of each cell."""
        return list(self.numbers.values())

    def changed(self, number: str) -> int:
        """Return how many of a candidate's numbers were changed after talk."""
        return self.changes.get(number, 0)


def cells_of(folder: Folder, book: Book) -> Cells:
    """Return the numbers that count: of a station run again for an adjustment, the second run alone."""
    numbers: dict[Key, tuple[float, ...]] = {}
    changes: dict[str, int] = {}
    talked: list[Difference] = []
    for station in folder.campaign.stations:
        for unit in units_of(folder, station):
            talked += differences(folder, book, station, unit)
            if unit in replaced(folder, station):
                continue
            number = first_run(unit)
            place = f"{station}-2" if unit != number and number not in replaced(folder, station) else station
            for criterion, points in _points(folder, book, station, unit).items():
                numbers[number, place, criterion] = tuple(point for point, _ in points)
                changes[number] = changes.get(number, 0) + sum(changed for _, changed in points)
    return Cells(folder.present, tuple(folder.campaign.stations), numbers, changes, tuple(talked))


def unlocked(folder: Folder, book: Book) -> list[tuple[str, str, str]]:
    """Return the station, unit and member of each sheet that is not locked."""
    return [
        (station, unit, member)
        for station in folder.campaign.stations
        for unit, member in waiting(folder, book, station)
        if unit not in replaced(folder, station)
    ]


def open_differences(folder: Folder, book: Book) -> list[Difference]:
    """Return the differences that have no reason yet."""
    return [
        one
        for station in folder.campaign.stations
        for unit in units_of(folder, station)
        if unit not in replaced(folder, station)
        for one in differences(folder, book, station, unit)
        if not one.reason
    ]


def held(folder: Folder) -> frozenset[str]:
    """Return the candidates who lacked an adjustment, and of whom nobody has said what became of it."""
    rows = folder.known("adjustments")
    again = {(one.candidate, one.stage) for one in folder.campaign.again if one.why == "adjustment"}
    return frozenset(
        row["candidate"]
        for row in rows
        if row["made"] == "no" and row["then"] != "kept" and (row["candidate"], row["stage"]) not in again
    )


def replaced(folder: Folder, station: str) -> frozenset[str]:
    """Return the first runs that do not count."""
    return frozenset(
        one.candidate for one in folder.campaign.again if one.stage == station and one.why == "adjustment"
    )


def _points(folder: Folder, book: Book, station: str, unit: str) -> dict[str, list[tuple[float, bool]]]:
    """Return each quality's numbers, and whether each was changed."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for member in folder.campaign.assessors(station, unit):
        for criterion, score in book.sheet(station, unit, member).scores.items():
            if score.point is not None:
                found.setdefault(criterion, []).append((float(score.point), score.first is not None))
    return found


__all__ = ["Cells", "cells_of", "held", "open_differences", "replaced", "second_run", "unlocked"]
