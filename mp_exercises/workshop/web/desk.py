"""What the handlers of one process share."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Coroutine, Set
from typing import Any

from ..store import Person, Store, StoreBusy
from .crowds import Crowds
from .hub import Hub
from .limits import Buckets, Guesses
from .live import Live, Lives
from .screens import show_counts
from .writer import Marking, Writer

LOG = logging.getLogger("mp")

REMEMBERED = 20_000
MARK_SECONDS = 2.0
REFRESH_SECONDS = 10.0
POLLED_SECONDS = 15.0
"""How long somebody who asks without holding a stream is taken for connected."""

MOST_STREAMS = 8_000
MOST_ASKING = 500
"""How many unknown tokens are looked up at a time."""


class TooMany(RuntimeError):
    """More than this process takes on at a time."""


class Desk:
    """Store, writer, live rooms, streams and limits; made on a running event loop.

    Parameters
    ----------
    address
        By which phones reach this server, with no slash at its end.

    Attributes
    ----------
    streams
        How many streams each network holds.
    """

    def __init__(self, store: Store, address: str) -> None:
        self.store = store
        self.address = address
        self.writer = Writer(store)
        self.hub = Hub()
        self.lives = Lives(store, self.hub.changed, self._lost, self._cleared)
        self.crowds = Crowds(self._connected, remembered=REMEMBERED)
        self.guesses = Guesses()
        self.joins = Buckets(3_000, 300)
        # Behind one router may be a hall; and a machine that never stops has a fraction of what a room takes.
        self.joins_from = Buckets(1_200, 20)
        self.streams: Counter[str] = Counter()
        self.lines = Buckets(300, 5, remembered=REMEMBERED)
        self.asked = Buckets(120, 10, remembered=REMEMBERED)
        self._people: OrderedDict[str, Person] = OrderedDict()
        self._asking = 0
        self._turns = asyncio.Lock()
        self._polled: dict[int, float] = {}
        self._here: set[int] = set()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to watch the store and to keep streams alive."""
        work: list[Coroutine[Any, Any, None]] = [
            self.lives.watch(self.hub.busy),
            self.hub.beat(),
            self._mark(),
            show_counts(self),
        ]
        self._tasks = [asyncio.ensure_future(each) for each in work]

    async def stop(self) -> None:
        """End every stream, write what waits, and let go of the store."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.hub.end_all()
        with contextlib.suppress(StoreBusy):
            await self.writer.do(Marking(frozenset(), frozenset(self._here)))
        await self.writer.close()
        self.lives.close()
        self.store.close()

    async def who(self, token: str) -> Person | None:
        """Return who holds a token; None where nobody does.

        Raises
        ------
        TooMany
            If too many are being looked up; those who are known already are found all the same.
        """
        if (known := self.known(token)) is not None:
            return known
        if self._asking >= MOST_ASKING:
            raise TooMany
        self._asking += 1
        try:
            person: Person | None = await self.lives.ask(self.store.people.by_token, token)
        finally:
            self._asking -= 1
        if person is not None:
            self.know(token, person)
        return person

    def known(self, token: str) -> Person | None:
        """Return who holds a token, as far as this process remembers."""
        person = self._people.get(token)
        if person is not None:
            self._people.move_to_end(token)
        return person

    def know(self, token: str, person: Person) -> None:
        """Remember who holds a token."""
        self._people[token] = person
        while len(self._people) > REMEMBERED:
            self._people.popitem(last=False)

    async def turn(self) -> None:
        """Wait for one's turn among those who ask for much at once.

        When a question is shown a whole room asks for its exercise. One is sent in each round of the event
        loop, in which whoever sends an answer is served too.
        """
        async with self._turns:
            await asyncio.sleep(0)

    async def room_of(self, person: Person) -> Live:
        """Return the room of somebody, who is taken for connected for a while."""
        self._polled[person.id] = time.monotonic()
        return await self.lives.get(person.room)

    def _lost(self, room: str) -> None:
        """Forget a room that was purged, and everybody in it."""
        self.hub.end(room)
        for token in [token for token, person in self._people.items() if person.room == room]:
            del self._people[token]

    def _cleared(self, room: str, left: Set[int]) -> None:
        """Forget whoever was sent away from a room, and let go of their streams."""
        gone = [t for t, person in self._people.items() if person.room == room and person.id not in left]
        for token in gone:
            del self._people[token]
        self.hub.end_others(room, left)

    def _connected(self) -> set[int]:
        return self.hub.people() | self._polled.keys()

    async def _mark(self) -> None:
        """Write down who is connected: at once who has come or gone, and all of them now and then."""
        refreshed = time.monotonic()
        while True:
            await asyncio.sleep(MARK_SECONDS)
            now = time.monotonic()
            self._polled = {p: at for p, at in self._polled.items() if now - at < POLLED_SECONDS}
            here = self._connected()
            whole = now - refreshed > REFRESH_SECONDS
            come, gone = (here if whole else here - self._here), self._here - here
            if not come and not gone:
                continue
            try:
                await self.writer.do(Marking(frozenset(come), frozenset(gone)))
            except StoreBusy:
                continue
            self._here = here
            if whole:
                refreshed = now
