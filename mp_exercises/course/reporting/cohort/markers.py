"""How far markers of written work agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....exercise.kinds.reflection import ReflectionItem
from ...moderating.agreement import Agreement
from ...moderating.rename import renamings
from ...moderating.status import figure_text
from .told import Told


@dataclass(frozen=True)
class Marked:
    """The agreement on one question, in sentences."""

    heading: str
    count: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Markers:
    """The agreement on all questions, or why there is none; and who marked, with corrected names."""

    none: str
    items: tuple[Marked, ...]
    who: tuple[str, ...] = ()


def markers_of(told: Told) -> Markers:
    """Return how far markers agreed."""
    written = any(isinstance(item, ReflectionItem) for item in told.basis.items.values())
    found = told.moderation.agreement
    if not found:
        return Markers(told.say("markers.none" if written else "markers.not_written"), ())
    return Markers("", tuple(_marked(told, one) for one in found), tuple(_who(told)))


def _who(told: Told) -> Iterator[str]:
    moderation = told.moderation.found
    first = dict.fromkeys(name for draw in moderation.draws for name in draw.first_by)
    if first:
        yield told.say("markers.first", who=", ".join(first))
    if not all(draw.first_by for draw in moderation.draws):
        yield told.say("markers.first_unknown")
    for one in renamings(moderation.corrections):
        yield told.say("markers.renamed", old=one.old, new=one.new, at=one.at, who=one.who, why=one.why)


def _marked(told: Told, one: Agreement) -> Marked:
    place = one.section, one.item
    return Marked(
        heading=told.item(place),
        count=told.say.counted("markers.count", one.n),
        lines=tuple(_lines(told, one)),
    )


def _lines(told: Told, one: Agreement) -> Iterator[str]:
    yield figure_text(one.reliability)
    yield figure_text(one.within)
    for who, figure in one.harsher.items():
        yield told.say("markers.by", who=who, text=figure_text(figure))
    item = told.basis.items[one.section, one.item]
    names = {entry.id: entry.name for entry in item.rubric} if isinstance(item, ReflectionItem) else {}
    for criterion, figure in one.levels.items():
        yield told.say("markers.level", name=names.get(criterion, criterion), text=figure_text(figure))
