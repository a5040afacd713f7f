"""Streams: server-sent events, read by ``fetch`` so that the token is in a header and in no address."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from tornado.iostream import StreamClosedError

from .base import Base, Fault
from .desk import MOST_STREAMS, TooMany
from .hub import Stream
from .limits import network
from .live import Live

MOST_EACH = 4
"""How many streams one person may hold; the oldest makes way."""

MOST_FROM_ONE = MOST_STREAMS // 2
"""How many streams one network may hold, so that it leaves some to everybody else."""

LEAST_RETRY_MS, MOST_RETRY_MS = 500, 3_000
"""When a phone comes back after its stream has ended: not all in one moment."""


class Streaming(Base):
    """What a phone's stream and a projector's have in common."""

    SUPPORTED_METHODS = ("GET",)

    def send(self, data: bytes) -> asyncio.Future[None] | None:
        """Write to the stream; None where the other side is gone."""
        if self._gone.done():
            return None
        self.write(data)
        return _quiet(self.flush())

    def end(self) -> None:
        """End the stream, also one whose other side reads nothing any more."""
        if not self._gone.done():
            self._gone.set_result(None)
            self.request.connection.close()  # type: ignore[union-attr]

    def on_connection_close(self) -> None:
        super().on_connection_close()
        gone = getattr(self, "_gone", None)
        if gone is not None and not gone.done():
            gone.set_result(None)

    async def hold(self, stream: Stream, live: Live) -> None:
        """Keep the stream until either side ends it."""
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        # A proxy that gathers answers would hold each event back.
        self.set_header("X-Accel-Buffering", "no")
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.get_query_argument("seq", "") == str(live.state.seq):
            stream.shown = live.version
        try:
            self.write(b"retry: %d\n\n" % random.randint(LEAST_RETRY_MS, MOST_RETRY_MS))
            await self.flush()
            self.desk.hub.add(stream, live)
            await self._gone
        except StreamClosedError:
            pass
        finally:
            self.desk.hub.drop(stream)
            self._finished = True

    def full(self) -> None:
        """Refuse where this process holds as many streams as it can.

        Raises
        ------
        TooMany
            If it does.
        """
        if len(self.desk.hub) >= MOST_STREAMS:
            raise TooMany


class PhoneStream(Streaming):
    """``GET /room/api/stream``."""

    async def get(self) -> None:
        if "token" in self.request.query_arguments:
            raise Fault(401, "who")
        person, live = await self.person_and_room()
        self.full()
        mine = network(self.address)
        if self.desk.streams[mine] >= MOST_FROM_ONE:
            raise TooMany
        self.desk.crowds.came(person.room, person.id, self.address)
        held = self.desk.hub.of(person.id, person.room)
        for oldest in held[: len(held) - MOST_EACH + 1] if len(held) >= MOST_EACH else []:
            oldest.sink.end()
        self.desk.streams[mine] += 1
        try:
            await self.hold(Stream(person.room, person.id, self, Live.body), live)
        finally:
            self.desk.streams[mine] -= 1
            # Else every address that ever held one would be remembered.
            if not self.desk.streams[mine]:
                del self.desk.streams[mine]


def _quiet(future: Any) -> asyncio.Future[None]:
    """Return a write whose failure is told elsewhere: the connection is closed, and says so itself."""
    task: asyncio.Future[None] = asyncio.ensure_future(future)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    return task
