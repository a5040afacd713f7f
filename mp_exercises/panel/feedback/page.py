"""What a candidate's page says: from their own sheets, without who wrote what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..campaign import Contact, Criterion, first_run
from ..folder import Folder
from ..records import Book, Score
from ..seen import units_of
from ..wording import say

MOST_LINES = 2
"""Lines in each of the three parts that come first."""


@dataclass(frozen=True)
class At:
    """One quality at one station."""

    station: str
    points: str
    lines: tuple[str, ...]
    unseen: bool
    paper: bool


@dataclass(frozen=True)
class Quality:
    """One quality, over the stations at which it was scored."""

    name: str
    what: str
    stations: tuple[At, ...]


@dataclass(frozen=True)
class Told:
    """A quality with the lines that matter."""

    criterion: str
    lines: tuple[str, ...]
    stations: str = ""
    floor: str = ""


@dataclass(frozen=True)
class Page:
    """One candidate's page.

    Attributes
    ----------
    stayed, decided, attempt
        What was good and mattered, what it rested on, and one thing to try; None where no line says it.
    bare
        Qualities with a number and no line.
    """

    number: str
    name: str
    title: str
    post: str
    day: str
    invented: str
    contact: Contact
    outcome: str
    reason: str
    next_time: str
    stayed: Told | None
    decided: Told | None
    attempt: Told | None
    qualities: tuple[Quality, ...]
    bare: tuple[str, ...]


Given = dict[str, list[tuple[str, Score]]]
"""By quality: the station and each assessor's score there."""


def page_of(
    folder: Folder,
    book: Book,
    number: str,
    *,
    name: str = "",
    outcome: Mapping[str, Any] | None = None,
    scores: bool = False,
) -> Page:
    """Return a candidate's page.

    Parameters
    ----------
    outcome
        The candidate's row of ``outcomes.csv``, where there is one.
    scores
        Whether the numbers are on it, for candidates who want them.
    """
    campaign = folder.campaign
    given = _given(folder, book, number)
    decided = outcome or {}
    order = [one for one in campaign.criteria if _mean(given, one.id) is not None]
    return Page(
        number=number,
        name=name,
        title=campaign.title,
        post=campaign.post,
        day=f"{campaign.day.day} {campaign.day:%B %Y}",
        invented=campaign.invented,
        contact=campaign.contact,
        outcome=str(decided.get("outcome") or ""),
        reason=str(decided.get("reason") or ""),
        next_time=str(decided.get("next_time") or ""),
        stayed=_stayed(folder, given, order),
        decided=_rested(given, order) if decided.get("outcome") == "not appointed" else None,
        attempt=_attempt(given, order),
        qualities=tuple(_quality(folder, given, one, scores=scores) for one in campaign.criteria),
        bare=tuple(one.name for one in campaign.criteria if _bare(folder, given, one.id)),
    )


def _given(folder: Folder, book: Book, number: str) -> Given:
    """Return one candidate's scores, and nobody else's."""
    found: Given = {}
    for station in folder.campaign.stations:
        for unit in units_of(folder, station):
            if first_run(unit) != number:
                continue
            for member in folder.campaign.assessors(station, unit):
                sheet = book.sheet(station, unit, member)
                for criterion, score in sheet.scores.items() if sheet.locked else ():
                    found.setdefault(criterion, []).append((station, score))
    return found


def _mean(given: Given, criterion: str) -> float | None:
    by_station: dict[str, list[int]] = {}
    for station, score in given.get(criterion, ()):
        if score.point is not None:
            by_station.setdefault(station, []).append(score.point)
    return float(np.mean([np.mean(points) for points in by_station.values()])) if by_station else None


def _lines(scores: Iterable[Score]) -> tuple[str, ...]:
    """Return lines in an order that does not say who wrote them."""
    return tuple(sorted({line for score in scores for line in score.lines}))


def _stayed(folder: Folder, given: Given, order: list[Criterion]) -> Told | None:
    """Return the quality that stood highest, with lines from where it stood highest."""
    for one in sorted(order, key=lambda each: -(_mean(given, each.id) or 0.0)):
        best = max((score.point or 0) for _, score in given[one.id])
        at = [(station, score) for station, score in given[one.id] if score.point == best and score.lines]
        if at:
            stations = sorted({folder.campaign.station(station).name.lower() for station, _ in at})
            return Told(one.name, _lines(score for _, score in at)[:MOST_LINES], ", ".join(stations))
    return None


def _rested(given: Given, order: list[Criterion]) -> Told | None:
    """Return the quality that lies furthest below its floor, with the lowest lines."""
    below = [
        (mean - one.floor, one)
        for one in order
        if one.floor is not None and (mean := _mean(given, one.id)) is not None and mean < one.floor
    ]
    for _, one in sorted(below, key=lambda each: each[0]):
        lowest = min(score.point for _, score in given[one.id] if score.point is not None)
        lines = _lines(score for _, score in given[one.id] if score.point == lowest)
        if lines:
            return Told(one.name, lines[:MOST_LINES], floor=f"{one.floor:g}")
    return None


def _attempt(given: Given, order: list[Criterion]) -> Told | None:
    """Return what one point higher would have needed, on the lowest quality that says it."""
    for one in sorted(order, key=lambda each: _mean(given, each.id) or 0.0):
        higher = sorted({score.higher for _, score in given[one.id] if score.higher})
        if higher:
            return Told(one.name, tuple(higher[:MOST_LINES]))
    return None


def _quality(folder: Folder, given: Given, criterion: Criterion, *, scores: bool) -> Quality:
    by_station: dict[str, list[Score]] = {}
    for station, score in given.get(criterion.id, ()):
        by_station.setdefault(station, []).append(score)
    stations = []
    for station, found in by_station.items():
        stage = folder.campaign.station(station)
        points = sorted(score.point for score in found if score.point is not None)
        words = " and ".join(str(point) for point in points)
        shown = say("page.scored", point=words) if scores and points else ""
        stations.append(At(stage.name, shown, _lines(found), not points, stage.kind == "paper"))
    return Quality(criterion.name, criterion.what, tuple(stations))


def _bare(folder: Folder, given: Given, criterion: str) -> bool:
    """Return whether a quality has numbers, and no line at any station where lines are written."""
    seen = [
        score
        for station, score in given.get(criterion, ())
        if score.point is not None and folder.campaign.station(station).kind == "seen"
    ]
    return bool(seen) and not any(score.lines for score in seen)
