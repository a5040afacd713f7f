"""The server of the day: a handful of routes on Tornado, with no kernel behind them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from ...serve.address import base_url, bind, is_loopback
from ...serve.faults import hush, request_ended
from ...serve.stopping import until_stopped
from ..folder import RECORDS, Folder
from ..wording import say
from .desk import Desk
from .handlers import Answers, Day, Home, Nothing, Progress, Score, Talks
from .links import links_of
from .parts import Part

Report = Callable[[str], None]

MOST_BODY = 200_000
IDLE_SECONDS = 75
PLACE = r"([a-z0-9][a-z0-9-]{0,59})/([A-Za-z0-9][A-Za-z0-9-]{0,59})"
MEMBER = r"/m/([0-9a-f]{32})/"


@dataclass(frozen=True)
class Wish:
    """What somebody asked to be served.

    Attributes
    ----------
    certificate, key
        Files for TLS; None without it.
    fresh
        Whether all links are made anew.
    """

    ip: str
    port: int
    port_named: bool
    certificate: Path | None = None
    key: Path | None = None
    fresh: bool = False


def serve(folder: Folder, wish: Wish, report: Report) -> None:
    """Serve the day until interrupted.

    Raises
    ------
    PortTaken
        If the port cannot be had.
    ValueError
        If there is no such certificate.
    """
    tls = None if wish.certificate is None else _tls(wish.certificate, wish.key)
    links = links_of(folder, fresh=wish.fresh)
    port, sockets = bind(wish.ip, wish.port, named=wish.port_named)
    if port != wish.port and wish.port:
        report(say("day.said_other_port", wanted=wish.port, port=port))
    hush()

    def ready() -> None:
        _tell(folder, wish, links, port, report)

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(until_stopped(_run(folder, links, sockets, tls, ready)))


def application(folder: Folder, links: dict[str, str]) -> Application:
    """Return every route there is."""
    day = {"day": Day(Desk(folder), links)}
    routes: list[Any] = [
        (MEMBER, Home, day),
        (rf"{MEMBER}progress", Progress, day),
        (rf"{MEMBER}answers", Answers, day),
        (r"/parts/([a-z-]+\.(?:js|css))", Part),
        (rf"{MEMBER}{PLACE}", Score, day),
        (rf"{MEMBER}{PLACE}/talk", Talks, day),
        (r".*", Nothing, day),
    ]
    return Application(routes, log_function=request_ended)


async def _run(
    folder: Folder,
    links: dict[str, str],
    sockets: list[socket.socket],
    tls: ssl.SSLContext | None,
    ready: Callable[[], None],
) -> None:
    web = HTTPServer(
        application(folder, links),
        ssl_options=tls,
        max_body_size=MOST_BODY,
        max_header_size=16_384,
        idle_connection_timeout=IDLE_SECONDS,
    )
    web.add_sockets(sockets)
    ready()
    try:
        await asyncio.Event().wait()
    finally:
        web.stop()
        await web.close_all_connections()


def _tell(folder: Folder, wish: Wish, links: dict[str, str], port: int, report: Report) -> None:
    url = base_url(wish.ip, port)
    if wish.ip in ("0.0.0.0", "::", ""):
        url = f"http://{socket.gethostname()}:{port}"
    if wish.certificate is not None:
        url = url.replace("http://", "https://", 1)
    report(say("day.said_record", folder=folder.path / RECORDS))
    report(say("day.said_links"))
    for member in folder.campaign.members:
        report(say("day.said_link", member=member.id, who=member.who, url=f"{url}/m/{links[member.id]}/"))
    if not is_loopback(wish.ip):
        report(say("day.said_open"))
        if wish.certificate is None:
            report(say("day.said_plain"))
    report(say("day.said_ready", url=url))


def _tls(certificate: Path, key: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # A key that wants a password is refused: nobody may be there to type it.
        context.load_cert_chain(certificate, key, password="")
    except (OSError, ssl.SSLError) as error:
        wrong = f"--certfile {certificate} and --keyfile {key or certificate} are no certificate with its key"
        raise ValueError(f"{wrong}: {error.strerror or error}") from error
    return context
