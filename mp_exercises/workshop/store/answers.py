"""Answers: appended, never changed; each counts once, in the order of arrival."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from ...answers import Line
from ..clock import now_ms
from ..plan import Place, Plan
from ..rules import Refused, judge
from ..words import say
from .database import Database
from .many import AT_ONCE, among, append
from .stage import state_for_update
from .tables import ANSWER, PERSON
from .values import Given

MOST_LINES = 2_000
"""How many lines the store keeps of one person."""


@dataclass(frozen=True)
class Delivery:
    """Lines that one phone sent at once, each in its canonical form.

    Attributes
    ----------
    seen
        The room's ``seq`` that the phone had seen when they were given.
    """

    room: str
    person: int
    seen: int
    lines: tuple[Line, ...]


@dataclass
class Receipt:
    """What became of a delivery: ids of lines that are in the store, and why others are not.

    Attributes
    ----------
    unknown
        Whether nobody in the store is who sent it, so that nothing of it was kept.
    """

    saved: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)
    unknown: bool = False


class Answers:
    """The answers of a store's rooms."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, plans: Mapping[str, Plan], deliveries: Sequence[Delivery]) -> list[Receipt]:
        """Keep what phones sent, in one transaction; return a receipt for each delivery, in order.

        Parameters
        ----------
        plans
            The plan of each room that is delivered to.
        """
        with self._database.write() as connection:
            return kept(connection, plans, deliveries)

    def of_person(self, person: int) -> list[Given]:
        """Return every line of one person, in the order of arrival."""
        return self._given(ANSWER.c.person == person)

    def of_room(self, room: str) -> list[Given]:
        """Return every line of a room, in the order of arrival."""
        return self._given(ANSWER.c.room == room)

    def standing(self, room: str, exercise: str | None = None, item: str | None = None) -> list[Given]:
        """Return the answers that count: each person's latest for each item, where it was not taken back.

        Of a whole room, one exercise or one item; in the order of arrival.
        """
        with self._database.read() as connection:
            wanted = _standing(room, exercise, item)
            return [_given(found) for found in connection.execute(wanted).mappings()]

    def counts(self, room: str) -> dict[Place, int]:
        """Return how many people's answers count for each item that anybody answered."""
        last = _standing(room, None, None).subquery()
        wanted = select(last.c.exercise, last.c.item, func.count()).group_by(last.c.exercise, last.c.item)
        with self._database.read() as connection:
            return {(exercise, item): n for exercise, item, n in connection.execute(wanted)}

    def late_counts(self, room: str) -> dict[Place, int]:
        """Return how many lines came late, for each item that any came late for."""
        wanted = (
            select(ANSWER.c.exercise, ANSWER.c.item, func.count())
            .where(ANSWER.c.room == room, ANSWER.c.late.is_(True))
            .group_by(ANSWER.c.exercise, ANSWER.c.item)
        )
        with self._database.read() as connection:
            return {(exercise, item): n for exercise, item, n in connection.execute(wanted)}

    def count(self, room: str, exercise: str, item: str) -> int:
        """Return how many people's answers count for one item."""
        wanted = select(func.count()).select_from(_standing(room, exercise, item).subquery())
        with self._database.read() as connection:
            return connection.scalar(wanted) or 0

    def total(self, room: str) -> int:
        """Return how many lines a room has, so that a page can ask whether there is anything new."""
        wanted = select(func.count()).select_from(ANSWER).where(ANSWER.c.room == room)
        with self._database.read() as connection:
            return connection.scalar(wanted) or 0

    def _given(self, which: ColumnElement[bool]) -> list[Given]:
        wanted = _ANSWERS.where(which).order_by(ANSWER.c.n)
        with self._database.read() as connection:
            return [_given(found) for found in connection.execute(wanted).mappings()]


def kept(connection: Connection, plans: Mapping[str, Plan], deliveries: Sequence[Delivery]) -> list[Receipt]:
    """Keep deliveries as part of a transaction that writes; return a receipt for each, in order.

    A line is in ``saved`` only where the store, asked again, has it from this person.
    """
    now = now_ms()
    receipts = [Receipt() for _ in deliveries]
    # Rooms in one order, so that two processes never wait for each other's.
    for room in sorted({delivery.room for delivery in deliveries}):
        state = state_for_update(connection, room, share=True)
        mine = [
            (each, receipt) for each, receipt in zip(deliveries, receipts, strict=True) if each.room == room
        ]
        known = _owners(connection, room, mine)
        sizes = _sizes(connection, {delivery.person for delivery, _ in mine})
        rows: list[dict[str, object]] = []
        for delivery, receipt in mine:
            receipt.unknown = delivery.person not in sizes
            for line in () if receipt.unknown else delivery.lines:
                if line.id in known:
                    continue
                if sizes[delivery.person] >= MOST_LINES:
                    receipt.refused[line.id] = say("answer_too_many")
                    continue
                try:
                    late = judge(plans[room], state, line, seen=delivery.seen).late
                except Refused as refusal:
                    receipt.refused[line.id] = str(refusal)
                    continue
                sizes[delivery.person] += 1
                rows.append(_row(delivery, line, late=late, now=now))
        append(connection, ANSWER, rows)
        _sign(_owners(connection, room, mine), mine)
    return receipts


_COLUMNS = (ANSWER.c.n, ANSWER.c.person, ANSWER.c.line, ANSWER.c.late, ANSWER.c.at)
_ANSWERS = select(*_COLUMNS, PERSON.c.seat).join(PERSON, PERSON.c.id == ANSWER.c.person)


def _owners(
    connection: Connection, room: str, mine: Sequence[tuple[Delivery, Receipt]]
) -> dict[str, tuple[int, bool]]:
    """Return whose each line is that the store has of these deliveries, and whether it came late."""
    ids = [line.id for delivery, _ in mine for line in delivery.lines]
    found: dict[str, tuple[int, bool]] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        wanted = select(ANSWER.c.id, ANSWER.c.person, ANSWER.c.late).where(
            ANSWER.c.room == room, among(connection, ANSWER.c.id, some)
        )
        found.update({line: (person, late) for line, person, late in connection.execute(wanted)})
    return found


def _sizes(connection: Connection, people: set[int]) -> dict[int, int]:
    """Return how many lines the store has of each person; whoever was sent away is left out."""
    wanted = (
        select(PERSON.c.id, func.count(ANSWER.c.n).label("n"))
        .outerjoin(ANSWER, ANSWER.c.person == PERSON.c.id)
        .where(among(connection, PERSON.c.id, sorted(people)))
        .group_by(PERSON.c.id)
    )
    return {row.id: row.n for row in connection.execute(wanted)}


def _row(delivery: Delivery, line: Line, *, late: bool, now: int) -> dict[str, object]:
    return {
        "room": delivery.room,
        "id": line.id,
        "person": delivery.person,
        "exercise": line.exercise,
        "item": line.item,
        "line": line.text(),
        "blank": line.answer is None,
        "late": late,
        "at": now,
    }


def _sign(owners: Mapping[str, tuple[int, bool]], mine: Sequence[tuple[Delivery, Receipt]]) -> None:
    """Write on each receipt what the store has."""
    for delivery, receipt in mine:
        for line in delivery.lines:
            if line.id in receipt.refused or line.id not in owners:
                continue
            person, late = owners[line.id]
            if person != delivery.person:
                receipt.refused[line.id] = say("answer_not_yours")
                continue
            receipt.saved.append(line.id)
            if late:
                receipt.late.append(line.id)


def _standing(room: str, exercise: str | None, item: str | None) -> Select[Any]:
    where = [ANSWER.c.room == room]
    if exercise is not None:
        where.append(ANSWER.c.exercise == exercise)
    if item is not None:
        where.append(ANSWER.c.item == item)
    last = (
        select(func.max(ANSWER.c.n).label("n"))
        .where(*where)
        .group_by(ANSWER.c.person, ANSWER.c.exercise, ANSWER.c.item)
        .subquery()
    )
    return (
        select(*_COLUMNS, PERSON.c.seat, ANSWER.c.exercise, ANSWER.c.item)
        .join(last, last.c.n == ANSWER.c.n)
        .join(PERSON, PERSON.c.id == ANSWER.c.person)
        .where(ANSWER.c.blank.is_(False))
        .order_by(ANSWER.c.n)
    )


def _given(found: RowMapping) -> Given:
    return Given(
        n=found["n"],
        person=found["person"],
        table=found["seat"],
        # Written by `_row`, so it is a line.
        line=Line(**json.loads(found["line"])),
        late=found["late"],
        at=found["at"],
    )
