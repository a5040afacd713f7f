"""The store of rooms: everything that is said in a workshop, in SQLite or PostgreSQL.

``open_store()`` gives a ``Store``; its parts are ``rooms``, ``stage`` (where a room is), ``people``,
``answers``, ``notes`` and ``trainers``. It may be used from several threads and processes at once.
Every method may raise ``StoreBusy`` where the database does not answer: what was saved before stands,
and it may be tried again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from ..moves import Move, NotPossible
from ..plan import Plan, Settings, Step, plan_of
from ..state import Mark, State
from .answers import Answers, Delivery, Receipt
from .database import IN_FILE, STORE_VARIABLE, Database, StoreBusy, StoreError, default_place
from .errors import NoRoom
from .notes import Notes, Trainers
from .people import People, RoomFull, TokenUsed
from .purging import purge
from .rooms import Rooms
from .stage import Overtaken, Stage
from .values import Event, Given, Note, Person, Presence, Room, Summary, Trainer

__all__ = [
    "IN_FILE",
    "STORE_VARIABLE",
    "Delivery",
    "Event",
    "Given",
    "Mark",
    "Move",
    "NoRoom",
    "NotPossible",
    "Note",
    "Overtaken",
    "Person",
    "Plan",
    "Presence",
    "Receipt",
    "Room",
    "RoomFull",
    "Settings",
    "State",
    "Step",
    "Store",
    "StoreBusy",
    "StoreError",
    "Summary",
    "TokenUsed",
    "Trainer",
    "default_place",
    "open_store",
    "plan_of",
]


@dataclass(frozen=True)
class Store:
    """A store of rooms, open."""

    database: Database
    rooms: Rooms
    stage: Stage
    people: People
    answers: Answers
    notes: Notes
    trainers: Trainers

    def purge(self, rooms: Iterable[str]) -> None:
        """Delete rooms for good, with everybody and everything in them."""
        purge(self.database, rooms)

    def close(self) -> None:
        """Let go of every connection."""
        self.database.close()


def open_store(place: str | os.PathLike[str] | None = None) -> Store:
    """Open a store, and make it where there is none.

    Parameters
    ----------
    place
        A path, or a URL such as ``postgresql+pg8000://user@host/name``; by default what
        ``MP_WORKSHOP_STORE`` names, or a file in the user's own data folder. ``@FILE`` says any of them.

    Raises
    ------
    StoreError
        If it cannot be opened.
    """
    database = Database(place)
    return Store(
        database=database,
        rooms=Rooms(database),
        stage=Stage(database),
        people=People(database),
        answers=Answers(database),
        notes=Notes(database),
        trainers=Trainers(database),
    )
