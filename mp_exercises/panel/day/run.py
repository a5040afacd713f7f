"""From nothing to a day that answers: the members' pages, and the chair's room beside them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...serve.address import base_url, bind, is_loopback, own_addresses
from ...serve.faults import hush
from ...serve.inherited import inherit
from ...serve.keys import Keys, kept_keys
from ...serve.stopping import until_stopped
from ...serve.web import tls_from
from ..folder import CHAIR, RECORDS, Folder
from ..wording import say
from .desk import Desk
from .handlers import Day
from .links import links_of, said_link
from .place import ADDRESS_VARIABLE, CHAIR_ADDRESS, FOLDER_VARIABLE
from .server import plain

Report = Callable[[str], None]


@dataclass(frozen=True)
class Wish:
    """What somebody asked to be served.

    Attributes
    ----------
    certificate, key
        Files for TLS; None without it.
    fresh
        Whether all links are made anew, and the chair's token too.
    room
        Whether the chair's room is served beside the members' pages.
    """

    ip: str
    port: int
    port_named: bool
    certificate: Path | None = None
    key: Path | None = None
    fresh: bool = False
    room: bool = True


@dataclass(frozen=True)
class Place:
    """Where the day is served.

    Attributes
    ----------
    url
        As this machine's own browser opens it.
    outside
        As tablets open it.
    """

    sockets: list[socket.socket]
    url: str
    outside: str
    tls: ssl.SSLContext | None


def serve(folder: Folder, wish: Wish, report: Report) -> None:
    """Serve the day until interrupted.

    Raises
    ------
    PortTaken
        If the port cannot be had.
    ValueError
        If there is no such certificate.
    RuntimeError
        If the chair's room does not start.
    """
    tls = None if wish.certificate is None else tls_from(wish.certificate, wish.key)
    links = links_of(folder, fresh=wish.fresh)
    port, sockets = bind(wish.ip, wish.port, named=wish.port_named)
    if port != wish.port and wish.port:
        report(say("day.said_other_port", wanted=wish.port, port=port))
    place = _place(wish, port, sockets, tls)
    day = Day(Desk(folder), links, place.outside, report)
    keys = kept_keys(folder.path / CHAIR, fresh=wish.fresh) if wish.room else None

    def ready() -> None:
        for line in _told(folder, wish, links, place, keys):
            report(line)

    if keys is None:
        hush()
        serving = plain(day, sockets, tls, ready)
    else:
        report(say("chair.said_starting"))
        serving = _with_room(day, place, keys).run(ready)
    try:
        with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(until_stopped(serving))
    except RuntimeError as error:
        raise RuntimeError(say("chair.said_failed", why=error, folder=folder.path)) from error


def _with_room(day: Day, place: Place, keys: Keys) -> Any:
    """Return the server with the chair's room, its kernels told where the campaign is and nothing else."""
    inherit(**{FOLDER_VARIABLE: str(day.desk.folder.path.resolve()), ADDRESS_VARIABLE: place.outside})
    # Voila is slow to load, and nobody waits for it who goes without the room.
    from ..chair.server import PanelServer, Settings

    settings = Settings(place.sockets, place.url, keys, day, place.tls)
    return PanelServer.of(settings)


def _place(wish: Wish, port: int, sockets: list[socket.socket], tls: ssl.SSLContext | None) -> Place:
    own = [] if is_loopback(wish.ip) else own_addresses(wish.ip)
    urls = [base_url(wish.ip, port), base_url(own[0] if own else wish.ip, port)]
    here, outside = (one.replace("http://", "https://", 1) if tls else one for one in urls)
    return Place(sockets, here, outside, tls)


def _told(
    folder: Folder, wish: Wish, links: dict[str, str], place: Place, keys: Keys | None
) -> Iterator[str]:
    yield say("day.said_record", folder=folder.path / RECORDS)
    yield say("day.said_links")
    for member in folder.campaign.members:
        yield said_link(member, place.outside, links[member.id])
    if keys is not None:
        yield say("chair.said_room", url=f"{place.url}{CHAIR_ADDRESS}?token={keys.token}")
        yield say("chair.said_room_keep")
    if not is_loopback(wish.ip):
        yield say("day.said_open")
        if place.tls is None:
            yield say("day.said_plain")
    yield say("day.said_ready", url=place.url)
