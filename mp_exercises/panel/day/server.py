"""The server of the day: a handful of routes on Tornado, with no kernel behind them."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import Any

from tornado.web import Application

from ...serve.faults import part_ended
from ...serve.web import web_server
from .handlers import Answers, Day, Home, Nothing, Progress, Score, Talks
from .parts import Part

MOST_BODY = 200_000
"""More than a sheet holds."""

PLACE = r"([a-z0-9][a-z0-9-]{0,59})/([A-Za-z0-9][A-Za-z0-9-]{0,59})"
MEMBER = r"/m/([0-9a-f]{32})/"


def application(day: Day) -> Application:
    """Return the members' pages, with nothing beside them."""
    found = [*routes(day), nothing(day)]
    return Application(found, log_function=part_ended, compress_response=True)


def nothing(day: Day) -> Any:
    """Return the route of every address that is none."""
    return (r".*", Nothing, {"day": day})


def routes(day: Day) -> list[Any]:
    """Return the routes of the members' pages."""
    given = {"day": day}
    return [
        (MEMBER, Home, given),
        (rf"{MEMBER}progress", Progress, given),
        (rf"{MEMBER}answers", Answers, given),
        (r"/parts/([a-z-]+\.(?:js|css))", Part),
        (rf"{MEMBER}{PLACE}", Score, given),
        (rf"{MEMBER}{PLACE}/talk", Talks, given),
    ]


async def plain(
    day: Day,
    sockets: list[socket.socket],
    tls: ssl.SSLContext | None,
    ready: Callable[[], None],
) -> None:
    """Serve the members' pages alone, until cancelled."""
    web = web_server(application(day), tls=tls, most_body=MOST_BODY)
    web.add_sockets(sockets)
    ready()
    try:
        await asyncio.Event().wait()
    finally:
        web.stop()
        await web.close_all_connections()
