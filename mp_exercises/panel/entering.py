"""Sheets that were filled in on paper, or in a spreadsheet, put into the members' records and locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..answers import Line, RecordError
from ..measures.reading.faults import CellFault, TableError
from .folder import Folder
from .records import Book, Score, Sheet, lock_line, read_book, sheet_line, unfinished
from .seen import units_of
from .sheets import Rows, read_rows

Key = tuple[str, str, str]
"""A member, a station and a unit."""


@dataclass(frozen=True)
class Entered:
    """How many sheets were entered, by member."""

    sheets: dict[str, int]


def enter(folder: Folder, file: Path) -> Entered:
    """Read a table of scores, and record and lock each whole sheet in it.

    Raises
    ------
    TableError
        With every fault, and nothing recorded: a candidate, station or member that is not of this
        campaign, a number without evidence, a sheet that lacks a quality, or one that was locked with
        other numbers.
    """
    rows = read_rows(file, "scores")
    faults = list(_foreign(folder, rows))
    sheets: dict[Key, dict[str, Score]] = {}
    places: dict[Key, int] = {}
    if not faults:
        for place, row in enumerate(rows):
            key = (row["member"], row["station"], row["candidate"])
            said = tuple(filter(None, (row["first_line"], row["second_line"])))
            score = Score(row["score"], said, row["one_higher"] or "")
            sheets.setdefault(key, {})[row["criterion"]] = score
            places.setdefault(key, place)
    book = read_book(folder)
    made: dict[str, list[Line]] = {}
    counts: dict[str, int] = {}
    for key, scores in sheets.items():
        member, station, unit = key
        try:
            lines_made = _lines(folder, book, key, scores)
        except RecordError as error:
            faults.append(rows.fault(places[key], f"{member}, {unit} at {station}: {error}", "a whole sheet"))
            continue
        made.setdefault(member, []).extend(lines_made)
        counts[member] = counts.get(member, 0) + bool(lines_made)
    if faults:
        raise TableError(file, faults)
    for member, lines in made.items():
        if lines:
            folder.record(member).append(*lines)
    return Entered({member: count for member, count in counts.items() if count})


def _foreign(folder: Folder, rows: Rows) -> Iterator[CellFault]:
    """Yield what is not of this campaign, row by row."""
    campaign = folder.campaign
    stations = {*campaign.stations, "calibration"}
    for place, row in enumerate(rows):
        station = row["station"]
        if station not in stations:
            yield rows.fault(place, f"no station {station!r}", f"one of {', '.join(sorted(stations))}")
            continue
        units = units_of(folder, station)
        if row["candidate"] not in units:
            right = ", ".join(units[:12]) or "none yet"
            yield rows.fault(place, f"{row['candidate']!r} is not scored at {station}", right)
            continue
        assessors = campaign.assessors(station, row["candidate"])
        if row["member"] not in assessors:
            wrong = f"{row['member']!r} does not score {row['candidate']} at {station}"
            yield rows.fault(place, wrong, ", ".join(assessors))
        if row["criterion"] not in campaign.station(station).scores:
            wrong = f"{row['criterion']!r} is not scored at {station}"
            yield rows.fault(place, wrong, ", ".join(campaign.station(station).scores))


def _lines(folder: Folder, book: Book, key: Key, scores: dict[str, Score]) -> list[Line]:
    """Return the lines of a sheet; none where the very same one is locked already."""
    member, station, unit = key
    there = book.sheet(station, unit, member)
    if there.locked:
        if {name: (s.point, s.lines) for name, s in there.scores.items()} == {
            name: (s.point, s.lines) for name, s in scores.items()
        }:
            return []
        raise RecordError("it is locked with other numbers; a change goes with its reason, on the day's page")
    lacking = unfinished(folder.campaign, station, Sheet(scores))
    if lacking:
        names = ", ".join(lacking)
        raise RecordError(f"{names}: a number with a line of evidence, or nothing for “not seen”")
    return [
        sheet_line(folder.campaign, station, unit, scores),
        lock_line(folder.campaign, station, unit, Sheet(scores)),
    ]
