"""A room full of phones, a server that can be harmed, and whether what was acknowledged is there."""

from __future__ import annotations

import asyncio
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from mp_exercises.answers import Line
from mp_exercises.workshop.store import Room, Store
from tests.serving import ROOT

from .phone import Network, Phone
from .rooms import FIRST, SECOND, THIRD, pick

SECONDS = 90

Came = TypeVar("Came")


@dataclass
class Killable:
    """A server in a process of its own, always at the same address."""

    place: str
    port: int
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and return once it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.workshop.bare", self.place, str(self.port)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline().startswith("Ready"), "it did not start"

    def kill(self) -> None:
        """End it as a power cut would, with no word to anybody."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            assert self.process.wait(20) == 0
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()


@contextmanager
def killable(place: str) -> Iterator[Killable]:
    """Run a server until the block ends."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        server = Killable(place, found.getsockname()[1])
    server.start()
    try:
        yield server
    finally:
        server.stop()


def apart(work: Coroutine[Any, Any, Came]) -> Came:
    """Run a crowd in a thread of its own: a browser that another test left open holds this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def joined(urls: Sequence[str], room: Room, number: int, network: Network | None = None) -> list[Phone]:
    """Return phones that are in the room, each at one of the addresses, following it."""
    phones = [Phone(urls[n % len(urls)], room.door, network) for n in range(number)]
    async with asyncio.timeout(SECONDS):
        await asyncio.gather(*(phone.join() for phone in phones))
    for phone in phones:
        phone.start()
    return phones


async def voting(phones: Sequence[Phone], seconds: float, each: int = 5) -> list[Line]:
    """Let every phone answer several times within so many seconds, and return what was given."""
    given: list[Line] = []

    async def vote(phone: Phone) -> None:
        for _ in range(each):
            await asyncio.sleep(random.uniform(0, 2 * seconds / each))
            given.append(phone.give(pick(random.choice((FIRST, SECOND, THIRD)), random.randrange(3))))

    await asyncio.gather(*(vote(phone) for phone in phones))
    return given


async def emptied(phones: Sequence[Phone]) -> None:
    """Wait until every phone has an answer to each of its lines, and nothing is on its way any more."""
    async with asyncio.timeout(SECONDS):
        await asyncio.gather(*(phone.emptied() for phone in phones))
        await asyncio.gather(*(phone.network.settled() for phone in phones))
    await asyncio.gather(*(phone.stop() for phone in phones))


def check_counts(store: Store, room: Room, phones: Sequence[Phone], given: Sequence[Line]) -> None:
    """Compare what the store has with what phones were told: the same lines, each once, the latest counts."""
    acknowledged = [line for phone in phones for line in phone.acknowledged]
    refused = [line for phone in phones for line in phone.refused]
    assert sorted(acknowledged + refused) == sorted(line.id for line in given)
    kept = [entry.line.id for entry in store.answers.of_room(room.id)]
    assert sorted(kept) == sorted(acknowledged)
    assert store.people.presence(room.id).joined == len(phones)
    latest: dict[tuple[str, str], str] = {}
    for phone in phones:
        person = store.people.by_token(phone.token)
        assert person is not None
        own = [entry.line for entry in store.answers.of_person(person.id)]
        # As the phone gave them, so they arrived.
        order = {line.id: n for n, line in enumerate(given)}
        assert [line.id for line in own] == sorted((line.id for line in own), key=order.__getitem__)
        latest.update({(phone.token, line.item): line.id for line in own})
    standing = {entry.line.id for entry in store.answers.standing(room.id)}
    assert standing == set(latest.values())
    assert sum(store.answers.counts(room.id).values()) == len(latest)
