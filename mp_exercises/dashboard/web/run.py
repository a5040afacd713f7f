"""From nothing to a dashboard that answers."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ...serve.address import base_url, bind
from ...serve.inherited import inherit
from ...serve.stopping import until_stopped
from ..app import FOLDER_VARIABLE
from ..wording import say

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Wish:
    """What somebody asked to be served.

    Attributes
    ----------
    port_named
        Whether they asked for just this port.
    folder
        Of tables that are read at the start.
    """

    port: int
    port_named: bool
    folder: Path | None = None
    open_browser: bool = False


def serve(wish: Wish, report: Callable[[str], None]) -> None:
    """Serve the dashboard to this machine alone, until interrupted.

    Raises
    ------
    PortTaken
        If the port cannot be had.
    ValueError
        If the folder is none.
    RuntimeError
        If the page does not start.
    """
    if wish.folder is not None and not wish.folder.is_dir():
        raise ValueError(f"{wish.folder} is no folder; right would be one with .csv or .xlsx tables")
    port, sockets = bind(LOOPBACK, wish.port, named=wish.port_named)
    url = base_url(LOOPBACK, port)
    if port != wish.port and wish.port:
        report(say("said_other_port", wanted=wish.port, port=port))
    report(say("said_starting"))
    inherit(**{FOLDER_VARIABLE: None if wish.folder is None else str(wish.folder.resolve())})
    from .server import GUARDED, DashboardServer, Settings

    token = secrets.token_hex(24)
    server = DashboardServer.of(Settings(sockets, url, token))
    address = f"{url}{GUARDED.address}?token={token}"

    def ready() -> None:
        report(say("said_memory"))
        report(say("said_where", url=address))
        report(say("said_ready", url=url))
        report(say("said_stop"))
        if wish.open_browser:
            webbrowser.open(address)

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(until_stopped(server.run(ready)))
