"""Rooms: made, found, listed, put away, taken out again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import ColumnElement, RowMapping, ScalarSelect, func, insert, select, update

from ...exercise import Exercise, load
from ..clock import now_ms
from ..codes import new_pass, new_secret, split_door
from ..moves import Move
from ..plan import Plan, Settings, plan_of
from ..state import State
from .database import Database
from .doors import free_code, is_free
from .errors import NoRoom
from .stage import moved, state_for_update
from .tables import ANSWER, EVENT, PERSON, ROOM, STATE
from .values import Room, Summary

MOST_TITLE = 120


class Rooms:
    """The rooms of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, title: str, plan: Plan | Iterable[str], settings: Settings | None = None) -> Room:
        """Make a room, with a copy of its exercises as the catalogue has them today.

        Parameters
        ----------
        plan
            The steps; or the slugs of exercises, which are then taken from end to end.

        Raises
        ------
        UnknownExercise
            If the catalogue has no such exercise; graded ones are in no catalogue.
        ValueError
            If a step names what its exercise has not, or the title is none.
        """
        title = " ".join(title.split())[:MOST_TITLE]
        if not title:
            raise ValueError("a room without a title; give it a few words")
        if not isinstance(plan, Plan):
            plan = plan_of(load(slug) for slug in plan)
        exercises = {slug: load(slug) for slug in plan.slugs()}
        plan.check(exercises)
        settings = settings or Settings()
        row = {
            "id": new_secret(),
            "pass": new_pass(),
            "screen": new_secret(),
            "title": title,
            "plan": plan.model_dump_json(),
            "settings": settings.model_dump_json(),
            "exercises": json.dumps({slug: entry.data() for slug, entry in exercises.items()}),
            "created": now_ms(),
        }
        state = State(pace=settings.pace)
        with self._database.write() as connection:
            connection.execute(insert(ROOM).values(**row, code=free_code(connection)))
            connection.execute(
                insert(STATE).values(room=row["id"], seq=state.seq, body=json.dumps(state.data()))
            )
        return self.get(str(row["id"]))

    def get(self, room: str) -> Room:
        """Return a room by its id.

        Raises
        ------
        NoRoom
            If there is none.
        """
        with self._database.read() as connection:
            row = connection.execute(select(*_COLUMNS).where(ROOM.c.id == room)).mappings().one_or_none()
        if row is None:
            raise NoRoom(room)
        return room_of(row)

    def by_code(self, code: str) -> Room | None:
        """Return the room that a code opens, the latest where one was put away under it; None without one."""
        wanted = (
            select(*_COLUMNS)
            .where(ROOM.c.code == split_door(code)[0])
            .order_by(ROOM.c.archived.is_not(None), ROOM.c.created.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else room_of(row)

    def by_screen(self, secret: str) -> Room | None:
        """Return the room whose projector's page has this secret; None without one."""
        with self._database.read() as connection:
            wanted = select(*_COLUMNS).where(ROOM.c.screen == secret)
            row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else room_of(row)

    def exercises(self, room: str) -> dict[str, Exercise]:
        """Return a room's copies of its exercises by slug, keys included."""
        with self._database.read() as connection:
            text = connection.scalar(select(ROOM.c.exercises).where(ROOM.c.id == room))
        if text is None:
            raise NoRoom(room)
        return {slug: Exercise.model_validate(data) for slug, data in json.loads(text).items()}

    def all(self, *, archived: bool | None = None) -> list[Summary]:
        """Return the rooms, the latest first: all, or just those that are put away, or that are not."""
        people = _per_room(func.count(PERSON.c.id), PERSON.c.room).label("people")
        answers = _per_room(func.count(ANSWER.c.n), ANSWER.c.room).label("answers")
        times = (
            _per_room(func.max(PERSON.c.joined), PERSON.c.room).label("joined"),
            _per_room(func.max(ANSWER.c.at), ANSWER.c.room).label("answered"),
            _per_room(func.max(EVENT.c.at), EVENT.c.room).label("moved"),
        )
        wanted = (
            select(*_COLUMNS, STATE.c.seq, STATE.c.body, people, answers, *times)
            .join(STATE, STATE.c.room == ROOM.c.id)
            .order_by(ROOM.c.created.desc(), ROOM.c.id)
        )
        if archived is not None:
            wanted = wanted.where(ROOM.c.archived.is_not(None) if archived else ROOM.c.archived.is_(None))
        with self._database.read() as connection:
            return [_summary(found) for found in connection.execute(wanted).mappings()]

    def archive(self, room: str, *, by: str = "") -> Room:
        """End a room's session and put it away: its code is free for another, and nothing in it is lost."""
        with self._database.write() as connection:
            state = state_for_update(connection, room)
            if not state.ended:
                moved(connection, room, state, Move("end"), by=by)
            row = update(ROOM).where(ROOM.c.id == room, ROOM.c.archived.is_(None))
            connection.execute(row.values(archived=now_ms()))
        return self.get(room)

    def reopen(self, room: str, *, by: str = "") -> Room:
        """Take out a room that was ended or put away; it has another code if its own was given away."""
        known = self.get(room)
        with self._database.write() as connection:
            state = state_for_update(connection, room)
            if state.ended:
                moved(connection, room, state, Move("resume"), by=by)
            if known.archived is not None:
                code = known.code if is_free(connection, known.code) else free_code(connection)
                connection.execute(update(ROOM).where(ROOM.c.id == room).values(archived=None, code=code))
        return self.get(room)

    def rename(self, room: str, title: str) -> Room:
        """Give a room another title."""
        with self._database.write() as connection:
            connection.execute(update(ROOM).where(ROOM.c.id == room).values(title=title[:MOST_TITLE]))
        return self.get(room)


_COLUMNS = [column for column in ROOM.c if column.name != "exercises"]


def room_of(found: RowMapping) -> Room:
    """Return a row of the table as a room."""
    return Room(
        id=found["id"],
        code=found["code"],
        door=f"{found['code']}-{found['pass']}",
        screen=found["screen"],
        title=found["title"],
        plan=Plan.model_validate_json(found["plan"]),
        settings=Settings.model_validate_json(found["settings"]),
        created=found["created"],
        archived=found["archived"],
    )


def _summary(found: RowMapping) -> Summary:
    room = room_of(found)
    times = (found[name] or 0 for name in ("joined", "answered", "moved"))
    return Summary(
        room=room,
        state=State.of(found["seq"], json.loads(found["body"])),
        people=found["people"] or 0,
        answers=found["answers"] or 0,
        touched=max(room.created, *times),
    )


def _per_room(what: ColumnElement[int], column: ColumnElement[str]) -> ScalarSelect[int]:
    return select(what).where(column == ROOM.c.id).correlate(ROOM).scalar_subquery()
