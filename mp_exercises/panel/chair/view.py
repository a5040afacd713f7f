"""A campaign as its chair may see it: links, locks, and the differences of sheets that are shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...serve.qr import qr_of
from ..campaign import CALIBRATION, Stage
from ..day.links import links_of
from ..deciding.collecting import replaced
from ..folder import Folder
from ..records import Book, Sheet
from ..seen import Difference, differences, shared, units_of
from ..wording import say

Json = dict[str, Any]


@dataclass(frozen=True)
class Stations:
    """The stations of the day by id, the recordings among them, and what each unit is called."""

    by_id: dict[str, Stage]
    unit_name: Callable[[str, str], str]


def room(folder: Folder, address: str) -> Json:
    """Return what of a campaign does not change.

    Parameters
    ----------
    address
        By which members reach their pages; empty where none are served.
    """
    campaign = folder.campaign
    links = links_of(folder) if address else {}
    return {
        "title": campaign.title,
        "post": campaign.post,
        "day": f"{campaign.day.day} {campaign.day:%B %Y}",
        "invented": campaign.invented,
        "difference": campaign.bars.difference,
        "together": campaign.bars.shared == "station",
        "recordings": len(campaign.recordings),
        "members": [
            {"id": one.id, "who": one.who, "chair": one.chair, **_way(address, links.get(one.id))}
            for one in campaign.members
        ],
    }


def mark_of(folder: Folder) -> str:
    """Return a word that changes whenever a record does."""
    return "-".join(str(folder.record(one.id).size()) for one in folder.campaign.members)


def locks(folder: Folder, stations: Stations, book: Book) -> Json:
    """Return who has locked what: states, counts and open differences, and no number of anybody's."""
    made = [_station(folder, stations, book, stage) for stage in stations.by_id.values()]
    units = [unit for one in made for unit in one["units"] if unit["counts"]]
    return {
        "stations": made,
        "locked": sum(unit["locked"] for unit in units),
        "of": sum(len(unit["members"]) for unit in units),
        "waits": sum(unit["waits"] for unit in units),
        "kept": sum(unit["kept"] for unit in units),
    }


def talks(folder: Folder, stations: Stations, book: Book) -> list[Json]:
    """Return the differences of shared sheets, those without a reason first."""
    found = [
        _talk(folder, stations, book, one)
        for station in stations.by_id
        for unit in units_of(folder, station)
        for one in open_to_all(folder, book, station, unit)
    ]
    return sorted(found, key=lambda one: bool(one["reason"]))


def open_to_all(folder: Folder, book: Book, station: str, unit: str) -> tuple[Difference, ...]:
    """Return the differences of a candidate that count; none while the sheets are not shared.

    Those of recordings are calibration's, and what settles them is written beside the anchor.
    """
    if station == CALIBRATION or unit in replaced(folder, station):
        return ()
    return differences(folder, book, station, unit) if shared(folder, book, station, unit) else ()


def _way(address: str, token: str | None) -> Json:
    if token is None:
        return {"url": "", "qr": None}
    url = f"{address}/m/{token}/"
    return {"url": url, "qr": qr_of(url)}


def _station(folder: Folder, stations: Stations, book: Book, stage: Stage) -> Json:
    units = [_unit(folder, stations, book, stage.id, unit) for unit in units_of(folder, stage.id)]
    return {"id": stage.id, "name": stage.name, "units": units}


def _unit(folder: Folder, stations: Stations, book: Book, station: str, unit: str) -> Json:
    members = folder.campaign.assessors(station, unit)
    states = [{"id": one, "state": _state(book.sheet(station, unit, one))} for one in members]
    apart = open_to_all(folder, book, station, unit)
    return {
        "id": unit,
        "name": stations.unit_name(station, unit),
        "members": states,
        "locked": sum(one["state"] == "locked" for one in states),
        "counts": unit not in replaced(folder, station),
        "shared": shared(folder, book, station, unit),
        "waits": sum(not one.reason for one in apart),
        "kept": sum(bool(one.reason) for one in apart),
    }


def _state(sheet: Sheet) -> str:
    return "locked" if sheet.locked else "begun" if sheet.scores else "open"


def _talk(folder: Folder, stations: Stations, book: Book, one: Difference) -> Json:
    criterion = folder.campaign.criterion[one.criterion]
    given = []
    for member, first in sorted(one.points.items(), key=lambda entry: (entry[1], entry[0])):
        score = book.sheet(one.station, one.unit, member).scores[one.criterion]
        given.append(
            {
                "member": member,
                "who": folder.campaign.member[member].who,
                "first": first,
                "now": one.now[member],
                "anchor": criterion.anchors[first],
                "lines": list(score.lines),
                "why": score.why,
            }
        )
    return {
        "station": one.station,
        "stationName": stations.by_id[one.station].name,
        "unit": one.unit,
        "unitName": stations.unit_name(one.station, one.unit),
        "criterion": one.criterion,
        "criterionName": criterion.name,
        "given": given,
        "apart": say("day.apart", low=min(one.points.values()), high=max(one.points.values())),
        "reason": one.reason,
    }
