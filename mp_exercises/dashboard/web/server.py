"""The server of the dashboard: one page of a notebook behind a token, and nothing else."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient
from tornado.web import RedirectHandler
from traitlets.config import Config

from ...serve.config import APPS
from ...serve.guarded import Guarded, guarded_config, guarded_routes
from ...serve.house import House

NOTEBOOK = APPS / "dashboard.ipynb"
MOST_PAGES = 4

GUARDED = Guarded("/measures/", Path(__file__).parent / "notices", MOST_PAGES)


@dataclass(frozen=True)
class Settings:
    """What is served, and where.

    Attributes
    ----------
    sockets
        Sockets that listen already.
    url
        Their address, with no slash at its end.
    token
        What lets somebody in.
    """

    sockets: list[socket.socket]
    url: str
    token: str


class DashboardServer(House):
    """The dashboard at ``/measures/``."""

    ready = 1

    def __init__(self, settings: Settings, **traits: Any) -> None:
        super().__init__(settings.sockets, **traits)
        self._settings = settings

    @classmethod
    def of(cls, settings: Settings) -> DashboardServer:
        """Return the server, ready to run."""
        wanted = dashboard_config(settings.token)
        made: DashboardServer = cls.made(
            settings, notebook=NOTEBOOK, base_url=GUARDED.address, settings=wanted
        )
        return made

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        guarded = guarded_routes(
            GUARDED, self.page(NOTEBOOK), static=self.static_paths, extensions=self.labextensions_path
        )
        return [("/", RedirectHandler, {"url": GUARDED.address, "permanent": False}), *guarded]

    async def answering(self) -> None:
        await AsyncHTTPClient().fetch(f"{self._settings.url}{GUARDED.login}")


def dashboard_config(token: str) -> Config:
    """Return what is set otherwise than for ``mp serve``."""
    config = guarded_config(token, secrets.token_bytes(32), "mp-dashboard")
    # A download of many rows is one message, which Jupyter would drop for its size.
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    return config
