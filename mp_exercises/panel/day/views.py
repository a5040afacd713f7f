"""What the pages of the day show, as the desk hands it out."""

from __future__ import annotations

from dataclasses import dataclass

from ..campaign import Criterion
from ..records import Score
from ..seen import Difference


@dataclass(frozen=True)
class Unit:
    """A candidate or recording in a member's list.

    Attributes
    ----------
    state
        ``open``, ``begun`` or ``locked``.
    locked, of
        How many of those who score it have locked.
    talk
        Whether sheets are shared, and there is something to look at.
    waits
        How many differences have no reason yet; 0 until sheets are shared.
    """

    id: str
    name: str
    state: str
    locked: int
    of: int
    talk: bool
    waits: int


@dataclass(frozen=True)
class Row:
    """A station with its units."""

    station: str
    name: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Field:
    """One quality on a sheet."""

    criterion: Criterion
    score: Score | None
    bare: bool


@dataclass(frozen=True)
class Given:
    """What one member gave, on the page that is shared."""

    member: str
    who: str
    score: Score


@dataclass(frozen=True)
class Talk:
    """One quality of a shared unit."""

    criterion: Criterion
    given: tuple[Given, ...]
    difference: Difference | None
    own: Score | None
