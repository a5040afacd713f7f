"""Looking: the room, its exercises, a spread, and one's own answers."""

from __future__ import annotations

import json

from ..codes import home_token, is_token
from ..rules import visible
from ..store import Given, Person
from ..view import plan_view
from .base import JSON, Base, Fault
from .live import Live


class Look(Base):
    """``GET /room/api/state``: the room as it is, for a phone without a stream."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self) -> None:
        _, live = await self.person_and_room()
        self.reply(live.body())


class Exercise(Base):
    """``GET /room/api/exercise/SLUG``: what may be seen of an exercise."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, slug: str) -> None:
        _, live = await self.person_and_room()
        found = live.exercise(slug)
        if found is None:
            raise Fault(404, "not_open")
        await self.desk.turn()
        # A phone keeps it and asks whether it has changed; nobody between keeps it.
        self.set_header("Cache-Control", "private, no-cache")
        self.give(found, JSON)


class Spread(Base):
    """``GET /room/api/spread/STEP``: how the answers to a step are spread, once it is revealed."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, step: str) -> None:
        _, live = await self.person_and_room()
        number = int(step)
        if live.state.phase_of(number) != "revealed" or number not in live.spreads:
            raise Fault(404, "not_open")
        self.reply({"step": number, "spread": live.spreads[number]})


class Mine(Base):
    """``GET /room/api/mine``: one's own record, after a reload or on a second tab."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self) -> None:
        person = await self.person()
        given: list[Given] = await self.desk.lives.ask(self.desk.store.answers.of_person, person.id)
        self.reply(
            {
                "you": {"table": person.table, "name": person.name},
                "lines": lines_of(given),
                "late": [each.line.id for each in given if each.late],
            }
        )


class HomeKey(Base):
    """``POST /room/api/home``: the token of one's take-home page."""

    SUPPORTED_METHODS = ("POST",)

    async def post(self) -> None:
        _, live = await self.person_and_room()
        if not live.state.home:
            raise Fault(404, "not_open")
        self.reply({"token": home_token(self.bearer())})


class Home(Base):
    """``GET /room/api/home/TOKEN``: a record to take home, without a way into the room."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, token: str) -> None:
        if not is_token(token):
            raise Fault(404, "not_open")
        person: Person | None = await self.desk.lives.ask(self.desk.store.people.by_home, token)
        if person is None:
            raise Fault(404, "not_open")
        live = await self.desk.lives.get(person.room)
        if not live.state.home:
            raise Fault(404, "not_open")
        given: list[Given] = await self.desk.lives.ask(self.desk.store.answers.of_person, person.id)
        self.reply(
            {
                "title": live.room.title,
                "plan": plan_view(live.room.plan, live.state),
                "exercises": _seen(live),
                "spreads": {str(n): spread for n, spread in live.spreads.items()},
                "lines": lines_of(given),
            }
        )


def _seen(live: Live) -> list[dict[str, object]]:
    """Return what may be seen of each exercise that was reached."""
    shown = [
        visible(live.room.plan, live.state, live.book.exercises[slug]) for slug in live.room.plan.slugs()
    ]
    return [each for each in shown if each is not None]


def lines_of(given: list[Given]) -> list[dict[str, object]]:
    """Return answers as lines of the answer record, in the order of arrival."""
    return [json.loads(each.line.text()) for each in given]
