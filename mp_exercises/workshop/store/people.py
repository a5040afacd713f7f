"""Participants: who joined, at which table, and who is connected. Of a token, only its digest is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, case, func, insert, or_, select, update

from ..clock import now_ms
from ..codes import digest, home_token
from .database import Database
from .doors import silent
from .many import AT_ONCE, among
from .tables import PERSON
from .values import Person, Presence

PRESENT_MS = 30_000
"""How long after its last sign of life a phone is taken for connected, where no server said that it went."""

AHEAD_MS = 60_000
"""How far in the future a sign of life may lie before the clock was set back since."""

NEW_MS = 60_000
"""How long somebody who has joined holds a place before their phone has connected."""

MOST_NAME = 60


class RoomFull(RuntimeError):
    """The room holds as many people as it was made for."""


class TokenUsed(RuntimeError):
    """Somebody in another room has this token; a phone makes one for each room."""


class People:
    """The participants of a store's rooms."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def join(
        self, room: str, token: str, *, most: int, table: int | None = None, name: str | None = None
    ) -> Person:
        """Let somebody in; whoever joins again with the same token is the same person.

        Raises
        ------
        RoomFull
            If ``most`` people are in the room already.
        """
        with self._database.write() as connection:
            return joined(connection, room, token, most=most, table=table, name=name)

    def by_token(self, token: str) -> Person | None:
        """Return who holds a token; None where nobody does."""
        return self._one(PERSON.c.token == digest(token))

    def by_home(self, token: str) -> Person | None:
        """Return whose take-home token this is; None where it is nobody's."""
        return self._one(PERSON.c.home == digest(token))

    def all(self, room: str) -> list[Person]:
        """Return everybody who joined a room, the first first."""
        now = now_ms()
        wanted = select(PERSON).where(PERSON.c.room == room).order_by(PERSON.c.id)
        with self._database.read() as connection:
            return [_person(found, now) for found in connection.execute(wanted).mappings()]

    def presence(self, room: str) -> Presence:
        """Return how many joined, are connected, hold a place and never answered."""
        now = now_ms()
        sums = [func.sum(case((what, 1), else_=0)) for what in (_connected(now), _holding(now), silent())]
        wanted = (
            select(PERSON.c.seat, func.count(), *sums).where(PERSON.c.room == room).group_by(PERSON.c.seat)
        )
        with self._database.read() as connection:
            rows = [tuple(row) for row in connection.execute(wanted)]
        joined, connected, places, quiet = (sum(int(row[column]) for row in rows) for column in (1, 2, 3, 4))
        tables = {row[0]: (int(row[1]), int(row[2])) for row in rows}
        return Presence(joined, connected, places, quiet, tables)

    def ids(self, room: str) -> set[int]:
        """Return everybody who is in a room, by number."""
        with self._database.read() as connection:
            return set(connection.scalars(select(PERSON.c.id).where(PERSON.c.room == room)))

    def sit(self, person: int, table: int) -> None:
        """Move somebody to another table."""
        with self._database.write() as connection:
            connection.execute(update(PERSON).where(PERSON.c.id == person).values(seat=table))

    def _one(self, which: ColumnElement[bool]) -> Person | None:
        with self._database.read() as connection:
            row = connection.execute(select(PERSON).where(which)).mappings().one_or_none()
        return None if row is None else _person(row, now_ms())


def joined(
    connection: Connection,
    room: str,
    token: str,
    *,
    most: int,
    table: int | None,
    name: str | None,
    places: dict[str, int] | None = None,
) -> Person:
    """Let somebody in, as part of a transaction that writes.

    Parameters
    ----------
    places
        How many are taken in each room that this transaction has counted; it is kept up.

    Raises
    ------
    RoomFull
        If ``most`` people are in the room already.
    TokenUsed
        If the token is one of another room.
    """
    known = connection.execute(select(PERSON).where(PERSON.c.token == digest(token))).mappings().one_or_none()
    if known is not None and known["room"] == room:
        return _person(known, now_ms())
    if known is not None:
        raise TokenUsed
    now = now_ms()
    # Whoever has gone leaves a place; so nobody can fill a room with people who are not there.
    places = {} if places is None else places
    if room not in places:
        held = select(func.count()).where(PERSON.c.room == room, _holding(now))
        places[room] = connection.scalar(held) or 0
    if places[room] >= most:
        raise RoomFull(room)
    values = {
        "room": room,
        "token": digest(token),
        "home": digest(home_token(token)),
        "seat": table,
        "name": plain_name(name),
        "joined": now,
        "seen": now,
        "present": False,
    }
    person = connection.execute(insert(PERSON).values(**values).returning(*PERSON.c)).mappings().one()
    places[room] += 1
    return _person(person, now)


def mark(connection: Connection, people: Iterable[int], *, present: bool) -> None:
    """Write down that these people are connected, or have gone, as part of a transaction that writes."""
    ids = sorted(people)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        connection.execute(
            update(PERSON).where(among(connection, PERSON.c.id, some)).values(seen=now_ms(), present=present)
        )


def plain_name(name: str | None) -> str | None:
    """Return a name on one line, without what cannot be seen; None where nothing is left."""
    if name is None:
        return None
    seen = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in name)
    return " ".join(seen.split())[:MOST_NAME] or None


def _connected(now: int) -> ColumnElement[bool]:
    return and_(PERSON.c.present, PERSON.c.seen > now - PRESENT_MS, PERSON.c.seen < now + AHEAD_MS)


def _holding(now: int) -> ColumnElement[bool]:
    new = and_(PERSON.c.joined > now - NEW_MS, PERSON.c.joined < now + AHEAD_MS)
    return or_(_connected(now), new)


def _person(found: RowMapping, now: int) -> Person:
    return Person(
        id=found["id"],
        room=found["room"],
        table=found["seat"],
        name=found["name"],
        joined=found["joined"],
        seen=found["seen"],
        connected=bool(found["present"]) and now - PRESENT_MS < found["seen"] < now + AHEAD_MS,
    )
