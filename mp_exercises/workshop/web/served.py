"""The web server under a workshop: compression, connections that end, and how many of them there may be."""

from __future__ import annotations

import contextlib
import socket
import ssl
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.web import Application, GZipContentEncoding, RequestHandler

from ...serve.faults import LOG

MOST_BODY = 1_000_000
IDLE_SECONDS = 75
BODY_SECONDS = 30
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


def web_server(app: Application, *, tls: ssl.SSLContext | None = None, proxied: bool = False) -> HTTPServer:
    """Return the server.

    Parameters
    ----------
    proxied
        Whether a proxy in front says where requests come from; otherwise anybody could say so.
    """
    return HTTPServer(
        app,
        ssl_options=tls,
        xheaders=proxied,
        max_body_size=MOST_BODY,
        max_header_size=16_384,
        idle_connection_timeout=IDLE_SECONDS,
        body_timeout=BODY_SECONDS,
    )


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


def tls_from(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """Return what TLS needs.

    Raises
    ------
    ValueError
        If the files are no certificate and its key.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # A key that wants a password is refused: nobody may be there to type it.
        context.load_cert_chain(certificate, key, password="")
    except (OSError, ssl.SSLError) as error:
        raise ValueError(
            f"--certfile {certificate} and --keyfile {key or certificate} are no certificate with its key: "
            f"{error.strerror or error}"
        ) from error
    return context


def request_ended(handler: RequestHandler) -> None:
    """Log what went wrong here: which part, and no address, since addresses here hold codes and secrets."""
    if handler.get_status() >= 500 and handler.get_status() != 503:
        LOG.error("%s in %s", handler.get_status(), type(handler).__name__)
