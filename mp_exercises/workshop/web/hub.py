"""Pushing: every stream gets the latest, and one that does not keep up skips what lies between."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Set
from typing import Protocol

from .live import Live

TICK_SECONDS = 1.0
HEARTBEAT_SECONDS = 15
STUCK_SECONDS = 25.0
"""How long a stream may leave what was sent unread before it is ended."""

AT_ONCE = 40
REVEAL_SECONDS = 0.15
"""Over how long a reveal is spread, so that the phones' next requests do not come in one moment."""


class Sink(Protocol):
    """A connection that something can be pushed to."""

    def send(self, data: bytes) -> asyncio.Future[None] | None:
        """Write; return what is done once the other side has taken it, or None where it is gone."""

    def end(self) -> None:
        """End the connection."""


class Stream:
    """One phone's stream, or a projector's.

    Attributes
    ----------
    person
        Whose it is; None for a projector.
    shown
        The version of the room that was sent last.
    """

    __slots__ = ("beat", "body", "born", "busy_since", "person", "room", "shown", "sink")

    def __init__(self, room: str, person: int | None, sink: Sink, body: Callable[[Live], bytes]) -> None:
        self.room = room
        self.person = person
        self.sink = sink
        self.body = body
        self.shown = 0
        self.born = time.monotonic()
        self.busy_since: float | None = None
        self.beat = random.randrange(HEARTBEAT_SECONDS)


class Hub:
    """All streams of this process."""

    def __init__(self) -> None:
        self._rooms: dict[str, set[Stream]] = {}
        self._lives: dict[str, Live] = {}
        self._pushing: dict[str, asyncio.Task[None]] = {}
        self._tick = 0

    def __len__(self) -> int:
        return sum(len(streams) for streams in self._rooms.values())

    def of(self, person: int, room: str) -> list[Stream]:
        """Return the streams of one person, the oldest first."""
        held = [stream for stream in self._rooms.get(room, ()) if stream.person == person]
        return sorted(held, key=lambda stream: stream.born)

    def screens(self) -> dict[str, list[Stream]]:
        """Return the projectors' streams by room."""
        found = {
            room: [stream for stream in streams if stream.person is None]
            for room, streams in self._rooms.items()
        }
        return {room: streams for room, streams in found.items() if streams}

    def tell(self, stream: Stream, data: bytes) -> None:
        """Send something beside the room's state, unless the stream is still taking in what went before."""
        if stream.busy_since is None:
            self._write(stream, data)

    def busy(self, room: str) -> bool:
        """Return whether a room has streams."""
        return bool(self._rooms.get(room))

    def people(self) -> set[int]:
        """Return everybody who holds a stream."""
        return {
            stream.person
            for streams in self._rooms.values()
            for stream in streams
            if stream.person is not None
        }

    def add(self, stream: Stream, live: Live) -> None:
        """Take a stream in, and send it the room unless it has seen it."""
        self._rooms.setdefault(stream.room, set()).add(stream)
        self._lives[stream.room] = live
        self._send(stream, live)

    def drop(self, stream: Stream) -> None:
        """Forget a stream."""
        streams = self._rooms.get(stream.room, set())
        streams.discard(stream)
        if not streams:
            self._rooms.pop(stream.room, None)
            self._lives.pop(stream.room, None)

    def end(self, room: str) -> None:
        """End every stream of a room that is no more."""
        for stream in list(self._rooms.get(room, ())):
            stream.sink.end()

    def end_others(self, room: str, left: Set[int]) -> None:
        """End the streams of everybody who is no longer in a room."""
        for stream in list(self._rooms.get(room, ())):
            if stream.person is not None and stream.person not in left:
                stream.sink.end()

    def end_all(self) -> None:
        """End every stream."""
        for room in list(self._rooms):
            self.end(room)

    def changed(self, live: Live) -> None:
        """Push a room that has changed; a push that is still under way goes on with the new."""
        self._lives[live.room.id] = live
        known = self._pushing.get(live.room.id)
        if known is None or known.done():
            self._pushing[live.room.id] = asyncio.ensure_future(self._push(live))

    async def beat(self) -> None:
        """Send heartbeats, and end streams that are stuck, until cancelled."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self._tick = (self._tick + 1) % HEARTBEAT_SECONDS
            now = time.monotonic()
            for streams in list(self._rooms.values()):
                for stream in list(streams):
                    if stream.busy_since is not None:
                        if now - stream.busy_since > STUCK_SECONDS:
                            stream.sink.end()
                    elif stream.beat == self._tick:
                        self._write(stream, b":\n\n")

    async def _push(self, live: Live) -> None:
        """Send to every stream of a room, in another order each time, and let others have their turn."""
        version = 0
        while version != live.version:
            version = live.version
            streams = list(self._rooms.get(live.room.id, ()))
            random.shuffle(streams)
            over = REVEAL_SECONDS if live.state.phase == "revealed" and len(streams) > AT_ONCE else 0.0
            began = time.monotonic()
            for start in range(0, len(streams), AT_ONCE):
                for stream in streams[start : start + AT_ONCE]:
                    self._send(stream, live)
                # By the clock: on a busy machine what one round takes longer the next does not wait for.
                due = began + over * (start + AT_ONCE) / len(streams)
                await asyncio.sleep(max(0.0, due - time.monotonic()))

    def _send(self, stream: Stream, live: Live) -> None:
        """Send the room as it is now, unless this stream has it or is still taking in what went before."""
        if stream.busy_since is None and stream.shown != live.version:
            stream.shown = live.version
            self._write(stream, event(live.state.seq, stream.body(live)))

    def _write(self, stream: Stream, data: bytes) -> None:
        future = stream.sink.send(data)
        if future is None or future.done():
            return
        stream.busy_since = time.monotonic()
        future.add_done_callback(lambda done: self._taken(stream, done))

    def _taken(self, stream: Stream, done: asyncio.Future[None]) -> None:
        stream.busy_since = None
        if done.cancelled() or done.exception() is not None:
            return
        live = self._lives.get(stream.room)
        if live is not None and stream in self._rooms.get(stream.room, ()):
            self._send(stream, live)


def event(seq: int, body: bytes) -> bytes:
    """Return a state as a server-sent event."""
    return b"id: %d\nevent: state\ndata: %s\n\n" % (seq, body)
