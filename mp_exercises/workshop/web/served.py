"""What a room of phones asks of a server: compression, connections that end, and how many there may be."""

from __future__ import annotations

import contextlib
import json
import socket
from collections import Counter
from functools import cache
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream, StreamClosedError
from tornado.web import GZipContentEncoding

from ..words import say
from .limits import network

FAIR = 0.5
"""Which part of all connections one network may hold."""

LINGER_SECONDS = 1.0
AGAIN_SECONDS = 3
"""After how long whoever holds too many connections may try again."""

UNREAD_MS = 40_000
"""After how long a phone that acknowledges nothing of what was sent is taken for gone."""

_TCP_USER_TIMEOUT = getattr(socket, "TCP_USER_TIMEOUT", None)


class Packing(GZipContentEncoding):
    """Compression of answers, but not of streams: each would hold a compressor of a quarter of a megabyte."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        if headers.get("Content-Type", "").startswith("text/event-stream"):
            self._gzipping = False
            return status_code, headers, chunk
        return super().transform_first_chunk(status_code, headers, chunk, finishing)


class FairServer(HTTPServer):
    """A server that one network cannot fill with connections: where it holds too many, it is told so.

    Parameters
    ----------
    most_from_one
        How many connections one network may hold; None where all come from one proxy, or nobody knows how
        many there may be.
    """

    def initialize(self, *arguments: Any, most_from_one: int | None = None, **options: Any) -> None:
        super().initialize(*arguments, **options)
        self._most = most_from_one
        self._held: Counter[str] = Counter()

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Serve a connection, or say that there are too many from its address and close it."""
        who = network(str(address[0]))
        if self._most is not None and self._held[who] >= self._most:
            # What it asks is not read, so that it costs nothing; the answer needs a moment to arrive.
            with contextlib.suppress(StreamClosedError):
                stream.write(too_many()).add_done_callback(lambda done: done.cancelled() or done.exception())
            IOLoop.current().call_later(LINGER_SECONDS, stream.close)
            return
        self._held[who] += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:
        """Count a connection down that has ended."""
        who = network(str(server_conn.context.address[0]))
        self._held[who] -= 1
        if not self._held[who]:
            del self._held[who]
        super().on_close(server_conn)


@cache
def too_many() -> bytes:
    """Return the answer to whoever holds too many connections, whatever they ask."""
    body = json.dumps({"why": "too_many_here", "say": say("too_many_here")}).encode()
    head = (
        "HTTP/1.1 503 Service Unavailable",
        "Content-Type: application/json; charset=utf-8",
        f"Content-Length: {len(body)}",
        f"Retry-After: {AGAIN_SECONDS}",
        "Connection: close",
    )
    return "\r\n".join((*head, "", "")).encode() + body


def share(connections: int | None, *, proxied: bool) -> int | None:
    """Return how many of a process's connections one network may hold; None for any number."""
    return None if connections is None or proxied else max(1, int(connections * FAIR))


def patient(sockets: list[socket.socket]) -> None:
    """Let connections that these sockets accept end where the other side has gone without a word."""
    for each in sockets:
        with contextlib.suppress(OSError):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            if _TCP_USER_TIMEOUT is not None:
                each.setsockopt(socket.IPPROTO_TCP, _TCP_USER_TIMEOUT, UNREAD_MS)


def many_connections() -> int | None:
    """Let this process have as many connections as the system allows it; return how many that is."""
    try:
        import resource
    except ImportError:
        return None
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else 65_536
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
