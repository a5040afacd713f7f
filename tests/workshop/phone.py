"""A phone as the participant's page makes it behave: it queues, sends in order, waits, and sends again."""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mp_exercises.answers import Line

from .wire import Answer, Cut, Wire

FIRST_WAIT, LONGEST_WAIT = 0.05, 2.0
MOST_LINES = 50


@dataclass
class Network:
    """What lies between a phone and the server, and what goes wrong there: each a share of the requests.

    Attributes
    ----------
    lost
        The request never arrives, or its answer never does.
    repeated
        The request arrives twice, the second at some other time.
    late
        The request arrives after others that were sent later.
    cut
        After how many seconds a stream is cut; None for never.
    """

    lost: float = 0.0
    repeated: float = 0.0
    late: float = 0.0
    cut: float | None = None
    chance: random.Random = field(default_factory=random.Random)
    strays: set[asyncio.Task[None]] = field(default_factory=set)

    async def ask(self, wire: Wire, base: str, *request: Any, token: str = "") -> Answer:
        """Send a request over this network."""
        dice = self.chance.random
        if dice() < self.repeated:
            self._stray(base, request, token)
        if dice() < self.late:
            # Whoever waits for it gives up, and it arrives all the same, some time later.
            self._stray(base, request, token)
            raise Cut("late")
        if dice() < self.lost / 2:
            raise Cut("lost on the way there")
        answer = await wire.ask(*request, token=token)
        if dice() < self.lost / 2:
            raise Cut("lost on the way back")
        return answer

    def _stray(self, base: str, request: tuple[Any, ...], token: str) -> None:
        async def send() -> None:
            await asyncio.sleep(self.chance.uniform(0, 0.5))
            wire = Wire(base)
            with contextlib.suppress(Cut):
                await wire.ask(*request, token=token)
            wire.close()

        task = asyncio.ensure_future(send())
        self.strays.add(task)
        task.add_done_callback(self.strays.discard)

    async def settled(self) -> None:
        """Wait until nothing is on its way any more."""
        while self.strays:
            await asyncio.gather(*self.strays)


class Phone:
    """A participant's phone.

    Attributes
    ----------
    acknowledged, refused
        What the server said of each line: how many seconds it took, and why not.
    turned_away
        The answers that asked the phone to try again.
    seen
        When each ``seq`` of the room was first seen, by a clock that only grows.
    """

    def __init__(self, base: str, door: str, network: Network | None = None) -> None:
        self.base = base
        self.door = door
        self.network = network or Network()
        # Made and kept before the first request, so that a join whose answer is lost is one person's.
        self.token = secrets.token_hex(16)
        self.state: dict[str, Any] = {"seq": -1}
        self.acknowledged: dict[str, float] = {}
        self.refused: dict[str, str] = {}
        self.late: set[str] = set()
        self.seen: dict[int, float] = {}
        self.turned_away: list[Answer] = []
        self.tries = 0
        self._wire = Wire(base)
        self._queue: deque[tuple[int, Line, float]] = deque()
        self._wake = asyncio.Event()
        self._waiting: list[asyncio.Future[None]] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def join(self, **more: Any) -> float:
        """Join the room, however often it takes, and return how many seconds that was."""
        began = time.monotonic()
        body = {"code": self.door, "token": self.token, **more}
        answer = await self._until_answered("POST", "/room/api/join", body)
        assert answer.status == 200, answer.body
        self._saw(answer.data["state"])
        return time.monotonic() - began

    def start(self) -> None:
        """Begin to follow the room and to send."""
        self._tasks = [asyncio.ensure_future(self._follow()), asyncio.ensure_future(self._send())]

    async def stop(self) -> None:
        """Switch the phone off."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._wire.close()

    def give(self, line: Line) -> Line:
        """Answer: the line is queued, and sent by itself."""
        self._queue.append((self.state["seq"], line, time.monotonic()))
        self._wake.set()
        return line

    async def saw(self, seq: int) -> None:
        """Wait until the phone shows the room at ``seq``, or later."""
        await self._until(lambda: self.state["seq"] >= seq)

    async def emptied(self) -> None:
        """Wait until every line is acknowledged or refused."""
        await self._until(lambda: not self._queue)

    async def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            future = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def _follow(self) -> None:
        wait = FIRST_WAIT
        while True:
            with contextlib.suppress(Cut, TimeoutError):
                async with asyncio.timeout(self.network.cut):
                    path = f"/room/api/stream?seq={self.state['seq']}"
                    async for name, data in Wire(self.base).events(path, token=self.token):
                        wait = FIRST_WAIT
                        if name == "state":
                            self._saw(data)
            await asyncio.sleep(random.uniform(wait / 2, wait))
            wait = min(2 * wait, LONGEST_WAIT)

    async def _send(self) -> None:
        while True:
            while not self._queue:
                self._wake.clear()
                await self._wake.wait()
            seq = self._queue[0][0]
            some = [entry for entry in list(self._queue)[:MOST_LINES] if entry[0] == seq]
            body = {"seq": seq, "lines": [_data(line) for _, line, _ in some]}
            answer = await self._until_answered("POST", "/room/api/answers", body)
            assert answer.status == 200, answer.body
            self._settle(answer.data)

    def _settle(self, told: dict[str, Any]) -> None:
        """Take from the queue what is saved or refused; the rest is sent again."""
        now = time.monotonic()
        kept = deque[tuple[int, Line, float]]()
        for entry in self._queue:
            _, line, given = entry
            if line.id in told["saved"]:
                self.acknowledged[line.id] = now - given
            elif line.id in told["refused"]:
                self.refused[line.id] = told["refused"][line.id]
            else:
                kept.append(entry)
        self.late.update(told["late"])
        self._queue = kept
        self._tell()

    async def _until_answered(self, *request: Any) -> Answer:
        """Send a request until the server answers it for good."""
        wait = FIRST_WAIT
        while True:
            self.tries += 1
            with contextlib.suppress(Cut):
                answer = await self.network.ask(self._wire, self.base, *request, token=self.token)
                if answer.status not in (429, 500, 502, 503, 504):
                    return answer
                self.turned_away.append(answer)
            await asyncio.sleep(random.uniform(wait / 2, wait))
            wait = min(2 * wait, LONGEST_WAIT)

    def _saw(self, state: dict[str, Any]) -> None:
        if state["seq"] > self.state["seq"]:
            self.state = state
            self.seen[state["seq"]] = time.monotonic()
            self._tell()


def _data(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in line.__dataclass_fields__}
