"""Writing: what many phones send is kept in one transaction, and each is told only after the commit."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from ..plan import Plan
from ..store import Delivery, NoRoom, Person, Receipt, RoomFull, Store, StoreBusy, TokenUsed
from ..store.answers import kept
from ..store.people import joined, mark

LOG = logging.getLogger("mp")

MOST_AT_ONCE = 300
PACE_SECONDS = 0.03
"""How long after one transaction the next begins at the earliest: in a busy moment each takes more along."""

MOST_WAITING = 20_000
QUICK_SECONDS = 1.0
"""A batch that failed sooner than this may have failed because of one of its jobs."""


class Job(Protocol):
    """Something to do as part of a transaction that writes."""

    def run(self, connection: Connection, places: dict[str, int]) -> Any:
        """Do it; raise what is this job's own matter alone.

        Parameters
        ----------
        places
            How many are taken in each room, as far as this transaction has counted them.
        """


@dataclass(frozen=True)
class Join:
    """Somebody at the door, as ``people.joined`` lets them in."""

    room: str
    token: str
    most: int
    table: int | None
    name: str | None

    def run(self, connection: Connection, places: dict[str, int]) -> Person:
        return joined(
            connection,
            self.room,
            self.token,
            most=self.most,
            table=self.table,
            name=self.name,
            places=places,
        )


@dataclass(frozen=True)
class Marking:
    """Who is connected, and who has gone."""

    here: frozenset[int]
    gone: frozenset[int]

    def run(self, connection: Connection, places: dict[str, int]) -> None:
        mark(connection, self.here, present=True)
        mark(connection, self.gone, present=False)


@dataclass(frozen=True)
class Answering:
    """Answers of one phone, with the plan of its room; many of these are kept together."""

    delivery: Delivery
    plan: Plan

    def run(self, connection: Connection, places: dict[str, int]) -> Receipt:
        return kept(connection, {self.delivery.room: self.plan}, [self.delivery])[0]


_Entry = tuple[Job, "asyncio.Future[Any]"]


class Writer:
    """One thread that writes for a whole process, in order of arrival.

    While a transaction is on its way to the disk, whatever arrives waits; the next transaction takes it all.
    So nobody waits for more than two, however many phones there are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._last = 0.0
        self._thread = threading.Thread(target=self._work, name="mp-writer", daemon=True)
        self._thread.start()

    async def do(self, job: Job) -> Any:
        """Do a job, and return what it gave once that is on the disk.

        Raises
        ------
        StoreBusy
            If it could not be written; nothing of it was, or all of it, and it may be tried again.
        """
        if self._queue.qsize() > MOST_WAITING:
            raise StoreBusy("too much is waiting to be written")
        future: asyncio.Future[Any] = self._loop.create_future()
        self._queue.put((job, future))
        return await future

    async def close(self) -> None:
        """Write what waits, and end the thread."""
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        while batch := self._next():
            self._answer(
                [(future, outcome) for (_, future), outcome in zip(batch, self._do(batch), strict=True)]
            )

    def _next(self) -> list[_Entry]:
        """Return what waits, at least one job; nothing once the writer is closed."""
        entry = self._queue.get()
        if entry is None:
            return []
        batch = [entry]
        time.sleep(max(0.0, min(PACE_SECONDS, self._last + PACE_SECONDS - time.monotonic())))
        self._last = time.monotonic()
        with contextlib.suppress(queue.Empty):
            while len(batch) < MOST_AT_ONCE:
                entry = self._queue.get_nowait()
                if entry is None:
                    self._queue.put(None)
                    break
                batch.append(entry)
        return batch

    def _do(self, batch: Sequence[_Entry]) -> list[Any]:
        """Return an outcome for each job: what it gave, or an exception."""
        began = time.monotonic()
        try:
            return self._in_one(batch)
        except Exception as error:
            if len(batch) > 1 and time.monotonic() - began < QUICK_SECONDS and self._answers():
                # One may be to blame, and shall not keep the others' answers from being saved.
                return [outcome for entry in batch for outcome in self._do([entry])]
            if isinstance(error, StoreBusy):
                LOG.warning("the store cannot write: %s; phones keep their answers and send again", error)
            else:
                LOG.exception("what a phone sent could not be written")
            return [error] * len(batch)

    def _in_one(self, batch: Sequence[_Entry]) -> list[Any]:
        outcomes: list[Any] = [None] * len(batch)
        places: dict[str, int] = {}
        answering = [(n, job) for n, (job, _) in enumerate(batch) if isinstance(job, Answering)]
        with self._store.database.write() as connection:
            for n, (job, _) in enumerate(batch):
                if not isinstance(job, Answering):
                    outcomes[n] = _own(job, connection, places)
            for n, receipt in zip((n for n, _ in answering), _together(connection, answering), strict=True):
                outcomes[n] = receipt
        return outcomes

    def _answers(self) -> bool:
        """Return whether the store answers at all."""
        try:
            with self._store.database.read() as connection:
                connection.execute(text("SELECT 1"))
        except (StoreBusy, SQLAlchemyError):
            return False
        return True

    def _answer(self, outcomes: list[tuple[asyncio.Future[Any], Any]]) -> None:
        # The loop may have ended before its last answers were written.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(_settle, outcomes)


def _own(job: Job, connection: Connection, places: dict[str, int]) -> Any:
    """Return what a job gave, or what is wrong with it and with no other."""
    try:
        return job.run(connection, places)
    except (RoomFull, NoRoom, TokenUsed) as error:
        return error


def _together(connection: Connection, answering: Sequence[tuple[int, Answering]]) -> list[Any]:
    plans: Mapping[str, Plan] = {job.delivery.room: job.plan for _, job in answering}
    deliveries = [job.delivery for _, job in answering]
    return list(kept(connection, plans, deliveries)) if deliveries else []


def _settle(outcomes: list[tuple[asyncio.Future[Any], Any]]) -> None:
    for future, outcome in outcomes:
        if future.done():
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
