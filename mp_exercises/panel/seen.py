"""Who may see what, and what must still be talked about: independent first, shared after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .campaign import CALIBRATION, second_run
from .folder import Folder
from .records import Book


@dataclass(frozen=True)
class Difference:
    """Two assessors too far apart on one quality of one candidate.

    Attributes
    ----------
    points
        What each gave first, by member.
    now
        What each gives now.
    reason
        Why it stands, or what changed somebody's mind; empty while nobody has said.
    """

    station: str
    unit: str
    criterion: str
    points: dict[str, int]
    now: dict[str, int]
    reason: str


def units_of(folder: Folder, station: str) -> tuple[str, ...]:
    """Return what is scored at a station: candidates by number with second runs, or the recordings."""
    if station == CALIBRATION:
        return tuple(one.id for one in folder.campaign.recordings)
    again = {one.candidate for one in folder.campaign.again if one.stage == station}
    found: list[str] = []
    for number in folder.present:
        found += [number, second_run(number)] if number in again else [number]
    return tuple(found)


def complete(folder: Folder, book: Book, station: str, unit: str) -> bool:
    """Return whether everybody who scores a unit at a station has locked their sheet."""
    return set(folder.campaign.assessors(station, unit)) <= book.locked_by(station, unit)


def shared(folder: Folder, book: Book, station: str, unit: str) -> bool:
    """Return whether members may see each other's sheets of a unit at a station."""
    if not complete(folder, book, station, unit):
        return False
    if folder.campaign.bars.shared == "candidate":
        return True
    return all(complete(folder, book, station, other) for other in units_of(folder, station))


def waiting(folder: Folder, book: Book, station: str) -> Iterator[tuple[str, str]]:
    """Yield each unit and member whose sheet at a station is not locked."""
    for unit in units_of(folder, station):
        locked = book.locked_by(station, unit)
        for member in folder.campaign.assessors(station, unit):
            if member not in locked:
                yield unit, member


def differences(folder: Folder, book: Book, station: str, unit: str) -> tuple[Difference, ...]:
    """Return the differences of a shared unit that reach the campaign's bar, settled or not."""
    found = []
    members = folder.campaign.assessors(station, unit)
    for criterion in folder.campaign.station(station).scores:
        first: dict[str, int] = {}
        now: dict[str, int] = {}
        why = book.settled.get((station, unit, criterion), "")
        for member in members:
            score = book.sheet(station, unit, member).scores.get(criterion)
            if score is None or score.point is None:
                continue
            first[member] = score.point if score.first is None else score.first
            now[member] = score.point
            why = why or score.why
        bar = folder.campaign.bars.difference
        if len(first) < 2 or max(first.values()) - min(first.values()) < bar:
            continue
        settled = why if criterion_settled(now, bar) or (station, unit, criterion) in book.settled else ""
        found.append(Difference(station, unit, criterion, first, now, settled))
    return tuple(found)


def criterion_settled(now: dict[str, int], bar: int) -> bool:
    """Return whether changes with their reasons have brought members within the bar."""
    return max(now.values()) - min(now.values()) < bar
