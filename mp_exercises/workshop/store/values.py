"""What the store gives back: plain, frozen values. Times are milliseconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass

from ...answers import Line
from ..plan import Plan, Settings
from ..state import State


@dataclass(frozen=True)
class Room:
    """A room as it was made.

    Attributes
    ----------
    code
        What people type.
    door
        The code with the room's pass behind it, as a QR code holds it.
    screen
        The secret in the address of the projector's page.
    archived
        When it was put away; None for a room that can be joined.
    """

    id: str
    code: str
    door: str
    screen: str
    title: str
    plan: Plan
    settings: Settings
    created: int
    archived: int | None


@dataclass(frozen=True)
class Summary:
    """A room in a list of rooms.

    Attributes
    ----------
    touched
        When something last happened in it.
    """

    room: Room
    state: State
    people: int
    answers: int
    touched: int


@dataclass(frozen=True)
class Person:
    """A participant; nobody's name, unless the room asks for names.

    Attributes
    ----------
    table
        The number of their table; None where the room has none.
    connected
        Whether their phone holds a connection just now.
    """

    id: int
    room: str
    table: int | None
    name: str | None
    joined: int
    seen: int
    connected: bool


@dataclass(frozen=True)
class Presence:
    """How many people a room has.

    Attributes
    ----------
    joined, connected
        All of them, and those who are connected; ``tables`` has both by table.
    places
        How many places are taken: by those who are connected, and by whoever came in just now.
    silent
        How many have never answered anything.
    """

    joined: int
    connected: int
    places: int
    silent: int
    tables: dict[int | None, tuple[int, int]]


@dataclass(frozen=True)
class Given:
    """An answer as it arrived.

    Attributes
    ----------
    n
        Its place in the order of arrival, over all rooms of the store.
    late
        Whether it came after its step was locked, having been given before.
    at
        When it arrived, as the server's clock had it.
    """

    n: int
    person: int
    table: int | None
    line: Line
    late: bool
    at: int


@dataclass(frozen=True)
class Event:
    """A move that a trainer made.

    Attributes
    ----------
    by
        Who made it, as the control room calls its trainers.
    """

    seq: int
    at: int
    by: str
    move: str
    step: int | None
    value: int | str | bool | None


@dataclass(frozen=True)
class Note:
    """What a trainer wrote down; ``step`` is the step that it is about, None for the whole session."""

    n: int
    step: int | None
    at: int
    by: str
    text: str


@dataclass(frozen=True)
class Trainer:
    """Somebody with the control room of a room open."""

    who: str
    seen: int
