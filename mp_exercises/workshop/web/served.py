"""What a room of phones asks of a server: compression, connections that end, and how many there may be."""

from __future__ import annotations

import contextlib
import socket

from tornado.httputil import HTTPHeaders
from tornado.web import GZipContentEncoding

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
