"""The web server under pages for tablets and phones: limits, connections that end, and TLS."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.web import Application

MOST_BODY = 1_000_000
IDLE_SECONDS = 75
BODY_SECONDS = 30


def web_server(
    app: Application,
    *,
    tls: ssl.SSLContext | None = None,
    proxied: bool = False,
    most_body: int = MOST_BODY,
    kind: Callable[..., HTTPServer] = HTTPServer,
) -> HTTPServer:
    """Return the server.

    Parameters
    ----------
    proxied
        Whether a proxy in front says where requests come from; otherwise anybody could say so.
    most_body
        Bytes that a request may have.
    kind
        Makes the server, where it does more with connections than Tornado's own.
    """
    return kind(
        app,
        ssl_options=tls,
        xheaders=proxied,
        max_body_size=most_body,
        max_header_size=16_384,
        idle_connection_timeout=IDLE_SECONDS,
        body_timeout=BODY_SECONDS,
    )


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
