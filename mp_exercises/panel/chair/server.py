"""The server of the day: the members' pages, and the chair's room behind a token."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.web import Application

from ...serve.config import APPS
from ...serve.faults import part_ended
from ...serve.guarded import Guarded, guarded_config, guarded_routes
from ...serve.house import House
from ...serve.keys import Keys
from ...serve.web import web_server
from ..day.place import CHAIR_ADDRESS
from ..day.server import MOST_BODY, nothing, routes
from ..folder import Folder

NOTEBOOK = APPS / "panel.ipynb"
MOST_PAGES = 8

GUARDED = Guarded(CHAIR_ADDRESS, Path(__file__).parent / "notices", MOST_PAGES)


@dataclass(frozen=True)
class Settings:
    """What is served, and where.

    Attributes
    ----------
    sockets
        Sockets that listen already.
    url
        Their address, with no slash at its end.
    keys
        What lets the chair in.
    links
        Each member's secret.
    tls
        What TLS needs; None without it.
    """

    sockets: list[socket.socket]
    url: str
    keys: Keys
    folder: Folder
    links: dict[str, str]
    tls: ssl.SSLContext | None = None


class PanelServer(House):
    """The members at ``/m/``, the chair at ``/chair/``."""

    ready = 1
    logged: Callable[[Any], None] = staticmethod(part_ended)

    def __init__(self, settings: Settings, **traits: Any) -> None:
        super().__init__(settings.sockets, **traits)
        self._settings = settings

    @classmethod
    def of(cls, settings: Settings) -> PanelServer:
        """Return the server, ready to run."""
        wanted = guarded_config(
            settings.keys.token, settings.keys.cookie, "mp-panel-chair", tls=settings.tls is not None
        )
        made: PanelServer = cls.made(settings, notebook=NOTEBOOK, base_url=GUARDED.address, settings=wanted)
        return made

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        folder, links = self._settings.folder, self._settings.links
        chair = guarded_routes(
            GUARDED, self.page(NOTEBOOK), static=self.static_paths, extensions=self.labextensions_path
        )
        return [*routes(folder, links), *chair, nothing(folder, links)]

    def listening(self, app: Application) -> HTTPServer:
        return web_server(app, tls=self._settings.tls, most_body=MOST_BODY)

    async def answering(self) -> None:
        # This asks itself whether it answers, not who it is.
        await AsyncHTTPClient().fetch(f"{self._settings.url}{GUARDED.login}", validate_cert=False)
