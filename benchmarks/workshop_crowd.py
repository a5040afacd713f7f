"""A crowd of phones on one event loop, as light as can be: what is measured is the server."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from mp_exercises.answers import Line
from mp_exercises.exercise import Exercise
from mp_exercises.workshop.store import Room
from tests.workshop.wire import Answer, Cut, Wire

JOINING_SECONDS = 10.0
BOOK_SECONDS = 0.7
"""Within how long phones ask for an exercise when it is first shown: as in `frontend/src/room/book.ts`."""

POOL = 40
"""How many different answers to an item are made beforehand."""

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
PATIENCE = 120.0

_ASSET = re.compile(rb'"(/room/static/[^"]+)"')


@dataclass
class Log:
    """What a crowd went through, in seconds; answers by the ids of their lines.

    Attributes
    ----------
    seen
        When each phone showed the room at each ``seq``, by a clock that all processes share.
    again
        How many requests were answered by a wish to be asked later, or not at all.
    cut
        How many streams ended.
    """

    joins: list[float] = field(default_factory=list)
    acknowledged: dict[str, float] = field(default_factory=dict)
    sent: int = 0
    refused: int = 0
    again: int = 0
    cut: int = 0
    seen: dict[int, list[float]] = field(default_factory=dict)


class Answers:
    """Answers to a room's items, made before anything is measured."""

    def __init__(self, exercises: Sequence[Exercise], seed: int = 7) -> None:
        chance = random.Random(seed)
        self._made = {
            (exercise.slug, item.id): [_data(exercise, item, chance) for _ in range(POOL)]
            for exercise in exercises
            for item in exercise.items
        }

    def one(self, exercise: str, item: str) -> dict[str, Any]:
        """Return an answer with an id of its own."""
        return {**random.choice(self._made[exercise, item]), "id": secrets.token_hex(16)}


def _data(exercise: Exercise, item: Any, chance: random.Random) -> dict[str, Any]:
    answer = item.read(dict(item.guess("random", chance)))
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = Line(exercise.slug, item.id, item.kind, exercise.revision, answer, "0" * 32, at)
    data: dict[str, Any] = json.loads(line.text())
    return data


class Phone:
    """One participant: joins, holds a stream, answers each item once, and sees each reveal."""

    def __init__(self, base: str, room: Room, answers: Answers, think: float, log: Log) -> None:
        self._base = base
        # As on a network of one's own, where each phone has an address.
        self._source = f"127.{random.randrange(1, 255)}.{random.randrange(256)}.{random.randrange(1, 255)}"
        self._room = room
        self._answers = answers
        self._think = think
        self._log = log
        self._token = secrets.token_hex(16)
        self._wire = Wire(base, self._source)
        self._taken = False
        self._seq = -1
        self._given: set[int] = set()
        self._books: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()

    async def come(self) -> None:
        """Open the page with all that it loads, and join."""
        await asyncio.sleep(random.uniform(0, JOINING_SECONDS))
        began = time.monotonic()
        page = await self._get("/join")
        for asset in dict.fromkeys(_ASSET.findall(page.body)):
            await self._get(asset.decode())
        joined = await self._ask("POST", "/room/api/join", {"code": self._room.door, "token": self._token})
        self._seq = joined.data["state"]["seq"]
        self._log.joins.append(time.monotonic() - began)
        self._start(self._follow())

    async def shows(self, seq: int) -> None:
        """Wait until the phone shows the room at ``seq``, or later."""
        while self._seq < seq:
            self._changed.clear()
            await self._changed.wait()

    async def idle(self) -> None:
        """Wait until all that the phone has begun is done, but for its stream."""
        while len(self._tasks) > 1:
            await asyncio.sleep(0.05)

    async def leave(self) -> None:
        """Switch the phone off."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._wire.close()

    async def _follow(self) -> None:
        while True:
            with contextlib.suppress(Cut):
                path = f"/room/api/stream?seq={self._seq}"
                stream = Wire(self._base, self._source).events(path, token=self._token, read=_parsed)
                async for name, data in stream:
                    if name == "state":
                        self._saw(data)
            self._log.cut += 1
            await asyncio.sleep(random.uniform(0.5, FIRST_WAIT))

    def _saw(self, state: dict[str, Any]) -> None:
        now = time.monotonic()
        if state["seq"] <= self._seq:
            return
        self._seq = state["seq"]
        self._log.seen.setdefault(self._seq, []).append(now)
        self._changed.set()
        step, here = state["step"], state["here"]
        if here and here["exercise"] not in self._books:
            self._books.add(here["exercise"])
            self._start(self._read(here["exercise"]))
        if state["phase"] == "open" and step not in self._given:
            self._given.add(step)
            self._start(self._answer(here["exercise"], here["item"]["id"], self._seq))

    async def _read(self, slug: str) -> None:
        await asyncio.sleep(random.uniform(0, BOOK_SECONDS))
        await self._ask("GET", f"/room/api/exercise/{slug}")

    async def _answer(self, exercise: str, item: str, seq: int) -> None:
        await asyncio.sleep(random.uniform(0, self._think))
        line = self._answers.one(exercise, item)
        self._log.sent += 1
        began = time.monotonic()
        told = await self._ask("POST", "/room/api/answers", {"seq": seq, "lines": [line]})
        if line["id"] in told.data["saved"]:
            self._log.acknowledged[line["id"]] = time.monotonic() - began
        else:
            self._log.refused += 1

    async def _get(self, path: str) -> Answer:
        return await self._ask("GET", path, fresh=True)

    async def _ask(self, method: str, path: str, data: Any = None, *, fresh: bool = False) -> Answer:
        """Send a request until it is answered, as the page does."""
        headers = {"Accept_Encoding": "gzip"}
        token = "" if fresh else self._token
        wait = FIRST_WAIT
        # As a browser does: by the connection that is there, or by another where that one is taken.
        wire = Wire(self._base, self._source) if self._taken else self._wire
        mine = wire is self._wire
        self._taken = self._taken or mine
        while True:
            with contextlib.suppress(Cut):
                answer = await wire.ask(method, path, data, token=token, **headers)
                if answer.status in (200, 404):
                    break
            self._log.again += 1
            await asyncio.sleep(random.uniform(wait / 2, wait))
            wait = min(2 * wait, LONGEST_WAIT)
        if mine:
            self._taken = False
        else:
            wire.close()
        return answer

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@lru_cache(maxsize=64)
def _parsed(data: bytes) -> Any:
    """Return JSON that a whole crowd is sent, read once for all of it."""
    return json.loads(data)
