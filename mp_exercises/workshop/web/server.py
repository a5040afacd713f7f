"""The server of a workshop: Voila's application for the trainer, and plain routes for everybody else."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.web import Application

from ...serve.faults import part_ended
from ...serve.house import House
from ...serve.keys import Keys
from ...serve.web import web_server
from ..store import Store
from .control import CONTROL, LOGIN, NOTEBOOK, control_routes, trainer_config
from .desk import Desk
from .routes import nothing, routes
from .served import Packing


@dataclass(frozen=True)
class Settings:
    """What is served, and where.

    Attributes
    ----------
    sockets
        Sockets that listen already.
    url
        Their address, with no slash at its end.
    address
        The one by which phones reach this server.
    store
        Where the rooms are.
    keys
        What lets the trainer in.
    tls
        What TLS needs; None without it.
    proxied
        Whether a proxy in front says where requests come from.
    """

    sockets: list[socket.socket]
    url: str
    address: str
    store: Store
    keys: Keys
    tls: ssl.SSLContext | None = None
    proxied: bool = False


class WorkshopServer(House):
    """Participants at ``/join``, the projector at ``/screen/``, the trainer at ``/control/``."""

    ready = 1
    transform = Packing
    logged: Callable[[Any], None] = staticmethod(part_ended)

    def __init__(self, settings: Settings, **traits: Any) -> None:
        super().__init__(settings.sockets, **traits)
        self._settings = settings

    @classmethod
    def of(cls, settings: Settings) -> WorkshopServer:
        """Return the server, ready to run."""
        trainer = trainer_config(settings.keys, tls=settings.tls is not None)
        server: WorkshopServer = cls.made(settings, notebook=NOTEBOOK, base_url=CONTROL, settings=trainer)
        return server

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        return [
            *routes(self._desk),
            *control_routes(
                self.page(NOTEBOOK), static=self.static_paths, extensions=self.labextensions_path
            ),
            *nothing(self._desk),
        ]

    def listening(self, app: Application) -> HTTPServer:
        return web_server(app, tls=self._settings.tls, proxied=self._settings.proxied)

    async def opened(self) -> None:
        self._desk = Desk(self._settings.store, self._settings.address)
        self._desk.start()

    async def answering(self) -> None:
        client = AsyncHTTPClient()
        for address in ("/join", LOGIN):
            # This asks itself whether it answers, not who it is.
            await client.fetch(f"{self._settings.url}{address}", validate_cert=False)

    async def closing(self) -> None:
        await self._desk.stop()
