"""One trainee's result: it needs no database, and goes from one process to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .gradebook.detail import ItemDetail

Place = tuple[str, str]
"""An item's section and id."""


@dataclass(frozen=True)
class Held:
    """A trainee whose result waits for a second marking: it has no mark, so that none can be shown."""

    trainee: str
    name: str
    record: str


@dataclass(frozen=True)
class Result:
    """One trainee's result.

    Attributes
    ----------
    items
        In the assessment's order; those that a person marked have a value too.
    scores
        Points that the record earned, by section.
    overruled
        Points that a person gave instead of those.
    given
        Points that people gave the items that they mark, by (section, item).
    extra
        Extra credit that people gave, by section.
    earned, penalty
        The sum of all of these, and what is taken off it for handing in late.
    points, most
        The whole, as nbgrader's gradebook has it: what was earned less the penalty, never below 0.
    waiting
        The items, as (section, item), that wait for a person.
    late
        Seconds after the deadline, any extension allowed for.
    at
        When it was marked.
    """

    trainee: str
    name: str
    items: tuple[ItemDetail, ...]
    scores: Mapping[str, float]
    overruled: Mapping[str, float]
    given: Mapping[Place, float]
    extra: Mapping[str, float]
    earned: float
    penalty: float
    points: float
    most: float
    waiting: tuple[Place, ...]
    comments: Mapping[Place, str]
    submitted: datetime | None
    late: float
    at: str
    record: str
    marking: str
    damaged: int
