"""The decision for the chair's room: nothing but what is missing, until all is locked and talked about."""

from __future__ import annotations

from typing import Any

from ...marking.refusal import Refused
from ...measures.drawing import Axis, Reference, Row, rows_figure, table
from ..campaign import Criterion
from ..deciding.collecting import open_differences, unlocked
from ..deciding.groups import Groups
from ..deciding.report import decision_lines, floor_words, talk_order
from ..deciding.table import Decision, Mean, Standing, decide
from ..folder import Folder
from ..records import Book
from ..wording import joined, say
from .cards import Json, chart_card
from .view import Stations

LOWEST, HIGHEST = 1.0, 5.0


def shown(folder: Folder, stations: Stations, book: Book) -> Json:
    """Return the decision table, or what it still wants and no number."""
    if not folder.present:
        return {"ready": False, "why": say("chair.nobody"), "unlocked": [], "open": []}
    late = unlocked(folder, book)
    # What members differ by is known of sheets that are shared, and is told once all of them are.
    talk = [] if late else open_differences(folder, book)
    if late or talk:
        return {
            "ready": False,
            "why": say("chair.decision_unlocked" if late else "chair.decision_open"),
            "unlocked": _by_member(folder, late, stations),
            "open": [
                say(
                    "chair.where",
                    unit=stations.unit_name(one.station, one.unit),
                    station=stations.by_id[one.station].name,
                    criterion=folder.campaign.criterion[one.criterion].name,
                )
                for one in talk
            ],
        }
    return {"ready": True, **_whole(folder, decide(folder, book), book)}


def _by_member(folder: Folder, late: list[tuple[str, str, str]], stations: Stations) -> list[Json]:
    found: dict[str, dict[str, list[str]]] = {}
    for station, unit, member in late:
        found.setdefault(member, {}).setdefault(station, []).append(stations.unit_name(station, unit))
    return [
        {
            "member": member,
            "who": folder.campaign.member[member].who,
            "at": [f"{stations.by_id[station].name}: {joined(units)}" for station, units in places.items()],
        }
        for member, places in sorted(found.items())
    ]


def _whole(folder: Folder, found: Decision, book: Book) -> Json:
    criteria = folder.campaign.criteria
    return {
        "criteria": [{"id": one.id, "name": one.name, "floor": one.floor} for one in criteria],
        "candidates": [_candidate(folder, one) for one in found.standings],
        "charts": {one.id: _criterion(found, one) for one in criteria},
        "composite": _composite(found),
        "order": list(talk_order(folder)),
        "lines": [line.strip() for line in decision_lines(folder, found)],
        "other": say("decide.other", count=book.reworded) if book.reworded else "",
    }


def _candidate(folder: Folder, one: Standing) -> Json:
    return {
        "number": one.candidate,
        "state": one.state,
        "say": say(f"state.{one.state}"),
        "changed": one.changed,
        "means": [_mean(one.means[each.id], each.floor) for each in folder.campaign.criteria],
    }


def _mean(mean: Mean, floor: float | None) -> Json:
    value = "" if mean.value is None else f"{mean.value:.2f}"
    error = "" if mean.error is None else f"{mean.error:.2f}"
    words = say("chair.not_seen") if mean.value is None else floor_words(mean, floor).strip("; ")
    return {"value": value, "error": error, "state": mean.state, "crosses": mean.crosses, "say": words}


def _criterion(found: Decision, criterion: Criterion) -> Json:
    means = {one.candidate: one.means[criterion.id] for one in found.standings}
    error = found.errors[criterion.id]
    alike = found.groups.get(criterion.id)
    return {
        **chart_card(_figure(means, criterion)),
        "error": say("chair.error_alone", why=f"{error}") if isinstance(error, Refused) else "",
        "alike": None if alike is None else _alike(alike),
    }


def _alike(found: Groups) -> Json:
    """Return who cannot be told apart; groups stand in the order of numbers, which is no rank."""
    least = f"{found.least:.1f}"
    words = say("chair.alike_all" if found.all_alike else "chair.alike", least=least)
    return {"say": words, "all": found.all_alike, "sets": sorted(list(one) for one in found.sets)}


def _composite(found: Decision) -> Json | None:
    error = found.composite_error
    if error is None:
        return None
    if isinstance(error, Refused):
        return {"say": say("decide.composite_refused", why=error), "values": [], "alike": None}
    values = [
        {"number": one.candidate, "value": f"{one.composite:.2f}"}
        for one in found.standings
        if one.composite is not None and one.state in ("above", "near")
    ]
    alike = found.composite_groups
    return {
        "say": say("chair.composite", error=f"{error:.2f}"),
        "values": values,
        "alike": None if alike is None else _alike(alike),
    }


def _figure(means: dict[str, Mean], criterion: Criterion) -> Any:
    rows, cells = [], []
    for number, mean in means.items():
        if mean.value is None:
            rows.append(Row(number, beside=say("chair.not_seen")))
            cells.append((number, say("chair.not_seen"), "", "", ""))
            continue
        value = f"{mean.value:.2f}"
        reach, spread = "", ""
        low = high = mean.value
        if mean.half is not None and mean.error is not None:
            low, high = max(LOWEST, mean.value - mean.half), min(HIGHEST, mean.value + mean.half)
            reach, spread = say("chair.range", low=f"{low:.2f}", high=f"{high:.2f}"), f"{mean.error:.2f}"
        rows.append(Row(number, mean.value, low, high, f"{value} ({reach})" if reach else value, short=value))
        cells.append((number, value, spread, reach, floor_words(mean, criterion.floor).strip("; ")))
    floor = criterion.floor
    heads = [say(f"chair.head_{name}") for name in ("candidate", "mean", "error", "interval", "floor")]
    return rows_figure(
        criterion.name,
        _says(means, floor),
        rows,
        axis=Axis(say("chair.points"), low=LOWEST, high=HIGHEST),
        references=() if floor is None else (Reference(floor, say("chair.floor", floor=f"{floor:g}")),),
        table=table(heads, cells),
    )


def _says(means: dict[str, Mean], floor: float | None) -> str:
    known = [one for one in means.values() if one.value is not None]
    if not known:
        return say("chair.not_seen")
    values = [one.value for one in known if one.value is not None]
    words = [
        say("chair.chart_says", count=len(known), low=f"{min(values):.2f}", high=f"{max(values):.2f}"),
    ]
    if floor is not None:
        below = sum(value < floor for value in values)
        crosses = [number for number, one in means.items() if one.crosses]
        words.append(say("chair.chart_below", below=below, floor=f"{floor:g}"))
        words += [say("chair.chart_crosses", numbers=joined(crosses))] if crosses else []
    return " ".join(words)
