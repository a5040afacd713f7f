"""From nothing to a workshop that answers."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import tempfile
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import URL

from ...serve.address import base_url, bind, is_loopback, own_addresses
from ...serve.inherited import inherit
from ...serve.stopping import until_stopped
from ...serve.web import tls_from
from ..joining import ADDRESSES_VARIABLE
from ..store import IN_FILE, STORE_VARIABLE, open_store
from ..words import say
from .keys import keys_in
from .served import many_connections, patient

Report = Callable[[str], None]

FEW_CONNECTIONS = 2_000


@dataclass(frozen=True)
class Wish:
    """What somebody asked to be served.

    Attributes
    ----------
    port_named
        Whether they asked for just this port.
    store
        A path or a URL; None for where rooms are kept by default.
    new_token
        Whether nobody who had the old token is let in.
    address
        By which phones reach this server, where it cannot know: behind a proxy or a tunnel.
    certificate, key
        Files for TLS; None without it.
    proxied
        Whether a proxy in front says where requests come from.
    """

    ip: str
    port: int
    port_named: bool
    store: str | None = None
    new_token: bool = False
    address: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    proxied: bool = False
    open_browser: bool = False


def serve(wish: Wish, report: Report) -> None:
    """Serve a workshop until interrupted.

    Raises
    ------
    PortTaken
        If the port cannot be had.
    StoreError
        If the store cannot be opened.
    ValueError
        If there is no such certificate, or the address is none.
    RuntimeError
        If the control room does not start.
    """
    tls = None if wish.certificate is None else tls_from(wish.certificate, wish.key)
    named = () if wish.address is None else (public_address(wish.address),)
    keys = keys_in(fresh=wish.new_token)
    store = open_store(wish.store)
    port, sockets = bind(wish.ip, wish.port, named=wish.port_named)
    patient(sockets)
    url = _with_scheme(base_url(wish.ip, port), tls=tls is not None)
    if port != wish.port and wish.port:
        report(say("said_other_port", wanted=wish.port, port=port))
    connections = many_connections()
    report(say("said_starting"))
    addresses = (*named, *addresses_of(wish.ip, port, tls=tls is not None))

    def ready() -> None:
        # What is here now stays: looking through it for garbage again and again would hold up the room.
        gc.collect()
        gc.freeze()
        report(say("said_store", store=store.database.shown))
        if connections is not None and connections < FEW_CONNECTIONS:
            report(say("said_few_connections", connections=connections))
        for line in reach(wish.ip, addresses, tls=tls is not None):
            report(line)
        report(say("said_control", url=f"{url}/control/?token={keys.token}"))
        report(say("said_ready", url=url))
        report(say("said_stop"))
        if wish.open_browser:
            webbrowser.open(f"{url}/control/?token={keys.token}")

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError), _told(store.database.url) as told:
        inherit(**{STORE_VARIABLE: told, ADDRESSES_VARIABLE: " ".join(addresses)})
        from .server import Settings, WorkshopServer

        settings = Settings(sockets, url, (*addresses, url)[0], store, keys, tls=tls, proxied=wish.proxied)
        server = WorkshopServer.of(settings)
        asyncio.run(until_stopped(server.run(ready)))


@contextlib.contextmanager
def _told(url: URL) -> Iterator[str]:
    """Yield how kernels are told where the store is: where it has a password, by a file of this user's."""
    if not url.password:
        yield url.render_as_string()
        return
    number, name = tempfile.mkstemp(prefix="mp-store-", text=True)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(url.render_as_string(hide_password=False))
        yield f"{IN_FILE}{name}"
    finally:
        Path(name).unlink(missing_ok=True)


def reach(ip: str, addresses: Sequence[str], *, tls: bool) -> list[str]:
    """Return what is to be said of who can reach this server, and by which addresses."""
    lines = [say("said_room", url=f"{address}/join") for address in addresses]
    if is_loopback(ip):
        return [*lines, say("said_proxy" if addresses else "said_loopback")]
    if not addresses:
        lines.append(say("said_no_address"))
    lines.append(say("said_open"))
    if not tls:
        lines.append(say("said_plain"))
    return lines


def addresses_of(ip: str, port: int, *, tls: bool) -> list[str]:
    """Return the addresses by which phones reach this server; none where only this machine does."""
    found = [] if is_loopback(ip) else own_addresses(ip)
    return [_with_scheme(base_url(each, port), tls=tls) for each in found]


def public_address(given: str) -> str:
    """Return an address that somebody named, with no slash at its end.

    Raises
    ------
    ValueError
        If it is no address of a whole server.
    """
    parts = urlsplit(given.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(f"--address {given}; write it as https://room.example.org, with nothing behind it")
    return f"{parts.scheme}://{parts.netloc}"


def _with_scheme(url: str, *, tls: bool) -> str:
    return url.replace("http://", "https://", 1) if tls else url
