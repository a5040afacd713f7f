"""Differences between groups of equally able people, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....marking.bands import number
from ....marking.refusal import Refused
from ....marking.reliability import GroupDifferences, ItemDifference
from ..wording import sentence_case
from .analysis import Comparison
from .figures import interval_of
from .groups import SMALL, Grouping
from .itemtable import DASH
from .told import Told


@dataclass(frozen=True)
class DifferenceRow:
    """One question; ``refused`` says why its line has no numbers."""

    number: int
    item: str
    delta: str
    between: str
    category: str
    graded: str
    p: str
    flagged: bool
    refused: str


@dataclass(frozen=True)
class Compared:
    """Two groups; ``refused`` says why they are not compared."""

    name: str
    strata: str
    rows: tuple[DifferenceRow, ...]
    refused: str


@dataclass(frozen=True)
class GroupsPart:
    """All that is said of groups."""

    none: str
    sizes: tuple[str, ...]
    compared: tuple[Compared, ...]


def groups_of(told: Told) -> GroupsPart:
    """Return the comparisons of groups."""
    if not told.groupings:
        return GroupsPart(told.say("groups.none"), (), ())
    sizes = tuple(_sizes(told, grouping) for grouping in told.groupings)
    compared = tuple(_compared(told, one) for one in told.analysis.comparisons)
    return GroupsPart("" if compared else told.say("groups.alone"), sizes, compared)


def _sizes(told: Told, grouping: Grouping) -> str:
    say = told.say
    named = say.joined([say("groups.size", name=name, count=count) for name, count in grouping.sizes()])
    return say(
        "groups.sizes",
        grouping=grouping.name,
        sizes=named or DASH,
        small=say.counted("groups.small", grouping.small, least=SMALL) if grouping.small else "",
        unknown=say("groups.unknown", n=grouping.unknown) if grouping.unknown else "",
    )


def _compared(told: Told, one: Comparison) -> Compared:
    names = {"grouping": one.grouping, "focal": one.focal, "reference": one.reference}
    if isinstance(one.found, Refused):
        return Compared(told.say("groups.compared_short", **names), "", (), sentence_case(f"{one.found}."))
    found = one.found
    return Compared(
        told.say("groups.compared", in_focal=found.in_focal, in_reference=found.in_reference, **names),
        told.say("groups.strata", strata=found.strata),
        tuple(_rows(told, found)),
        "",
    )


def _rows(told: Told, found: GroupDifferences) -> Iterator[DifferenceRow]:
    for place_number, (place, item) in enumerate(zip(told.cohort.items, found.items, strict=True), 1):
        name = told.item(place)
        if isinstance(item, Refused):
            yield DifferenceRow(
                place_number, name, DASH, "", DASH, DASH, DASH, flagged=False, refused=item.why
            )
        else:
            yield _row(told, place_number, name, item)


def _row(told: Told, place_number: int, name: str, item: ItemDifference) -> DifferenceRow:
    graded = told.say("groups.effect", effect=number(item.graded.effect), category=item.graded.category)
    return DifferenceRow(
        number=place_number,
        item=name,
        delta=number(item.delta.value),
        between=interval_of(item.delta, told.say),
        category=item.category,
        graded=graded,
        p=number(min(item.right_p, item.graded_p)),
        flagged=item.flagged,
        refused="",
    )
