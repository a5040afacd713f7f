"""The server of a workshop: Voila's application for the trainer, and plain routes for everybody else."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.web import Application
from traitlets.config import Config

from ...serve.behind_token import GuardedHouse, Place
from ...serve.faults import part_ended
from ...serve.keys import Keys
from ...serve.web import web_server
from ..store import Store
from .control import CONTROL, trainer_config
from .desk import Desk
from .routes import nothing, routes
from .served import FairServer, Packing, many_connections, share


@dataclass(frozen=True)
class Settings(Place):
    """What is served, and where.

    Attributes
    ----------
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

    address: str
    store: Store
    keys: Keys
    tls: ssl.SSLContext | None = None
    proxied: bool = False


class WorkshopServer(GuardedHouse[Settings]):
    """Participants at ``/join``, the projector at ``/screen/``, the trainer at ``/control/``."""

    guarded = CONTROL
    transform = Packing
    logged: Callable[[Any], None] = staticmethod(part_ended)

    @classmethod
    def configured(cls, settings: Settings) -> Config:
        return trainer_config(settings.keys, tls=settings.tls is not None)

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        return [*routes(self._desk), *self.guarded_routes(), *nothing(self._desk)]

    def listening(self, app: Application) -> HTTPServer:
        proxied = self._settings.proxied
        fair = partial(FairServer, most_from_one=share(many_connections(), proxied=proxied))
        return web_server(app, tls=self._settings.tls, proxied=proxied, kind=fair)

    async def opened(self) -> None:
        self._desk = Desk(self._settings.store, self._settings.address)
        self._desk.start()

    async def answering(self) -> None:
        await super().answering()
        await AsyncHTTPClient().fetch(f"{self._settings.url}/join", validate_cert=False)

    async def closing(self) -> None:
        await self._desk.stop()
