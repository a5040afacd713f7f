"""Markers' names that were corrected: what was recorded stays, and what is read is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, select

from .tables import RENAMED

DRAW_PLACE = "draw"


@dataclass(frozen=True)
class Correction:
    """One name that was corrected in one place.

    Attributes
    ----------
    place
        The code number of an answer, for who gave its second mark; or a draw, as `draw_place` calls it, for
        who gave the first marks.
    turn
        From 1, for each time that a name was corrected there.
    """

    place: str
    turn: int
    old: str
    new: str
    who: str
    at: str
    why: str


def draw_place(number: int) -> str:
    """Return how a draw is named as a place; no code number is like it."""
    return f"{DRAW_PLACE} {number}"


def is_draw(place: str) -> bool:
    """Whether a place is a draw, and no second mark."""
    return place.startswith(DRAW_PLACE)


def corrections(connection: Connection, assessment: str) -> list[Correction]:
    """Return every correction of an assessment, the first one first."""
    if not inspect(connection).has_table(RENAMED.name):
        return []
    order = RENAMED.c.at, RENAMED.c.turn, RENAMED.c.place
    query = select(RENAMED).where(RENAMED.c.assessment == assessment).order_by(*order)
    return [
        Correction(row.place, row.turn, row.old, row.new, row.who, row.at, row.why)
        for row in connection.execute(query)
    ]


def by_place(found: Sequence[Correction]) -> dict[str, list[Correction]]:
    """Return corrections by their place, in the order of their turns."""
    places: dict[str, list[Correction]] = {}
    for one in sorted(found, key=lambda one: one.turn):
        places.setdefault(one.place, []).append(one)
    return places


def corrected(name: str, place: str, known: Mapping[str, Sequence[Correction]]) -> str:
    """Return a name as it reads after every correction in its place."""
    for one in known.get(place, ()):
        name = one.new if one.old == name else name
    return name


def same_name(name: str) -> str:
    """Return what two ways to write one name have in common: case and spaces say nothing."""
    return " ".join(name.casefold().split())
