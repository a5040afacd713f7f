"""The questions of an assessment one by one, and on a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....marking.bands import number, percent
from ....marking.estimate import LEVEL, Estimate
from ....marking.refusal import Refused
from ....marking.reliability import ItemAnalysis, ItemStatistics
from ..scale import points_said
from ..wording import sentence_case
from .gather import Place
from .looks import limits, looks
from .plots import ItemMap, item_map
from .told import Told


@dataclass(frozen=True)
class ItemRow:
    """One question as its line of the table; a dash stands where a statistic is not given."""

    number: int
    item: str
    kind: str
    points: str
    difficulty: str
    sd: str
    correlation: str
    between: str
    without: str
    discrimination: str
    omitted: str
    time: str
    looks: tuple[str, ...]


@dataclass(frozen=True)
class Items:
    """All questions, or why they are not analysed."""

    lead: str
    rows: tuple[ItemRow, ...]
    refused: str
    notes: tuple[str, ...]
    plot: ItemMap | None
    description: str


DASH = "–"


def items_of(told: Told) -> Items:
    """Return the questions of an assessment."""
    found = told.analysis.items
    if isinstance(found, Refused):
        return Items("", (), sentence_case(f"{found}."), (), None, "")
    plot = _plot(found)
    return Items(
        lead=told.say("items.lead", look=told.say("items.look", rules=", ".join(_rules(told)))),
        rows=tuple(
            _row(told, number, place, item)
            for number, (place, item) in enumerate(zip(told.cohort.items, found.items, strict=True), 1)
        ),
        refused="",
        notes=tuple(_notes(told, found)),
        plot=plot,
        description=_description(told, found) if plot else "",
    )


def _row(told: Told, place_number: int, place: Place, found: ItemStatistics) -> ItemRow:
    correlation = found.correlation
    given = isinstance(correlation, Estimate)
    return ItemRow(
        number=place_number,
        item=told.item(place),
        kind=told.say(f"kinds.{told.basis.items[place].kind}"),
        points=points_said(found.points),
        difficulty=percent(found.difficulty),
        sd=number(found.sd),
        correlation=number(correlation.value) if isinstance(correlation, Estimate) else DASH,
        between=f"{number(correlation.low)} to {number(correlation.high)}"
        if given and isinstance(correlation, Estimate)
        else "",
        without=_number(found.alpha_without),
        discrimination=_number(found.discrimination),
        omitted=DASH if found.omitted is None else f"{found.omitted:,}",
        time=_time(told, found.seconds),
        looks=tuple(told.say(f"items.words.{why}") for why in looks(found)),
    )


def _plot(found: ItemAnalysis) -> ItemMap | None:
    dots = [
        (number, item.difficulty, item.correlation.value, item.correlation.low, item.correlation.high)
        for number, item in enumerate(found.items, 1)
        if isinstance(item.correlation, Estimate)
    ]
    return item_map(dots) if dots else None


def _description(told: Told, found: ItemAnalysis) -> str:
    links = [item.correlation.value for item in found.items if isinstance(item.correlation, Estimate)]
    easy = [item.difficulty for item in found.items]
    return told.say(
        "items.plot.desc",
        hardest=percent(min(easy)),
        easiest=percent(max(easy)),
        lowest=number(min(links)),
        highest=number(max(links)),
        level=percent(LEVEL),
    )


def _notes(told: Told, found: ItemAnalysis) -> Iterator[str]:
    if found.in_upper:
        yield told.say("items.groups", upper=found.in_upper, lower=found.in_lower)
    if any(item.timed for item in found.items):
        yield told.say("items.timed")
    refusals = [item.correlation for item in found.items if isinstance(item.correlation, Refused)]
    yield from dict.fromkeys(sentence_case(f"{refusal}.") for refusal in refusals)


def _rules(told: Told) -> Iterator[str]:
    known = limits()
    yield told.say("items.rules.correlation", limit=number(known.correlation))
    for name in ("easy", "hard", "omitted"):
        yield told.say(f"items.rules.{name}", limit=percent(getattr(known, name)))


def _number(found: float | Refused) -> str:
    return DASH if isinstance(found, Refused) else number(found)


def _time(told: Told, seconds: float | None) -> str:
    if seconds is None:
        return DASH
    minutes, rest = divmod(round(seconds), 60)
    return told.say("items.seconds", minutes=minutes, seconds=f"{rest:02d}")
