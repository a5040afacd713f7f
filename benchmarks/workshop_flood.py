"""One machine that has a room's code and wants to fill it, and the people who belong there: what each gets.

A room that holds as many as belong in it; a machine at one address that knocks as fast as it can and
holds a stream for everybody whom it gets in; and 300 people with addresses of their own who come in the
meantime, hold a stream and answer a question. ``python -m benchmarks.workshop_flood``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.workshop_crowd import Answers, Log, Phone
from mp_exercises.exercise import load
from mp_exercises.workshop.store import Plan, Room, Settings, Step, Store, open_store
from mp_exercises.workshop.web.served import many_connections
from tests.workshop.running import workshopping
from tests.workshop.wire import Cut, Wire

PEOPLE = 300
SECONDS = 60.0
FLOODER = "127.0.0.2"
ARMS = 40
"""How many connections the flooder knocks by at once."""

AHEAD_SECONDS = 5.0
THINK_SECONDS = 10.0
EXERCISE = "recording-page-31"


class Flood:
    """A machine that lets in as many of its own as it can, and keeps them there."""

    def __init__(self, base: str, room: Room) -> None:
        self._base = base
        self._room = room
        self.told: Counter[str] = Counter()
        self._streams: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Knock until cancelled."""
        await asyncio.gather(*(self._knock() for _ in range(ARMS)))

    async def _knock(self) -> None:
        wire = Wire(self._base, FLOODER)
        while True:
            token = secrets.token_hex(16)
            with contextlib.suppress(Cut):
                answer = await wire.ask("POST", "/room/api/join", {"code": self._room.door, "token": token})
                self.told[_why(answer.status, answer.data)] += 1
                if answer.status == 200:
                    self._streams.add(asyncio.ensure_future(self._hold(token)))

    async def _hold(self, token: str) -> None:
        with contextlib.suppress(Cut):
            async for _ in Wire(self._base, FLOODER).events("/room/api/stream", token=token):
                pass


def _why(status: int, data: Any) -> str:
    return "let in" if status == 200 else str(data.get("why", status))


async def _both(base: str, store: Store, room: Room, seconds: float) -> tuple[Flood, Log]:
    """Let the flood and the people come, ask the people something, and return what became of each."""
    flood, log = Flood(base, room), Log()
    flooding = asyncio.ensure_future(flood.run())
    # The room is full of phantoms before the first of its own people knocks.
    await asyncio.sleep(AHEAD_SECONDS)
    answers = Answers([load(EXERCISE)])
    people = [Phone(base, room, answers, THINK_SECONDS, log) for _ in range(PEOPLE)]
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(person.come() for person in people))
            seq = (await asyncio.to_thread(store.stage.goto, room.id, 0, 0)).seq
            await asyncio.gather(*(person.shows(seq) for person in people))
            await asyncio.gather(*(person.idle() for person in people))
            await asyncio.sleep(seconds)
    flooding.cancel()
    await asyncio.gather(flooding, return_exceptions=True)
    await asyncio.gather(*(person.leave() for person in people))
    return flood, log


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; return 1 where somebody who belongs in the room was kept out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    seconds = parser.parse_args(arguments).seconds
    many_connections()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder / "rooms.sqlite")
        item = load(EXERCISE).items[0].id
        plan = Plan(steps=(Step(kind="item", exercise=EXERCISE, item=item),))
        room = store.rooms.create("Flooded", plan, Settings(most=PEOPLE))
        with workshopping(folder) as house:
            began = time.monotonic()
            flood, log = asyncio.run(_both(house.url, store, room, seconds))
            took = time.monotonic() - began
        store.close()
    _tell(flood, log, took)
    return 0 if len(log.joins) == len(log.acknowledged) == PEOPLE else 1


def _tell(flood: Flood, log: Log, took: float) -> None:
    tries = sum(flood.told.values())
    outcomes = ", ".join(f"{count:,} {why}" for why, count in flood.told.most_common())
    print(f"A room for {PEOPLE}, {took:.0f} seconds.")
    print(f"The flood: {tries:,} tries, {tries / took:,.0f} a second: {outcomes}.")
    print(f"The people: {len(log.joins)} of {PEOPLE} let in, {len(log.acknowledged)} answers saved.")
    for what, times in (("let in", log.joins), ("answer saved", list(log.acknowledged.values()))):
        if times:
            print(f"  {what}: 95 % within {1000 * sorted(times)[int(0.95 * (len(times) - 1))]:,.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
