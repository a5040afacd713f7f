"""Rooms to test with: a transcript and four questions of a practice exercise from the catalogue."""

from __future__ import annotations

import itertools
from typing import Any

from mp_exercises.answers import Line
from mp_exercises.exercise import load
from mp_exercises.sitting import line_for
from mp_exercises.workshop.store import Delivery, Person, Receipt, Room, Settings, State, Store

SLUG = "listening-twelve-replies"
ITEMS = [item.id for item in load(SLUG).items]
CODED, FIRST, SECOND, THIRD = ITEMS
"""A question on the transcript, and three with options."""

_tokens = itertools.count(1)


def room_in(store: Store, **settings: Any) -> Room:
    """Make a room: step 0 presents the transcript, and steps 1 to 4 ask."""
    return store.rooms.create("Listening", [SLUG], Settings(**settings))


def at_step(store: Store, room: Room, step: int) -> State:
    """Take a room to a step."""
    return store.stage.goto(room.id, store.stage.of(room.id).seq, step)


def person_in(store: Store, room: Room, **more: Any) -> Person:
    """Let somebody in."""
    return store.people.join(room.id, f"{next(_tokens):032x}", most=room.settings.most, **more)


def pick(item: str, option: int = 0) -> Line:
    """Return a new answer to a question with options."""
    question = load(SLUG).item(item)
    return line_for(load(SLUG), item, {"picked": [question.options[option].id]})


def give(store: Store, room: Room, person: Person, *lines: Line, seen: int | None = None) -> Receipt:
    """Deliver answers, given when the room was as it is now, or at ``seen``."""
    at = store.stage.of(room.id).seq if seen is None else seen
    return store.answers.put({room.id: room.plan}, [Delivery(room.id, person.id, at, lines)])[0]
