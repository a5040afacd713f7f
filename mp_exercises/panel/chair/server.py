"""The server of the day: the members' pages, and the chair's room behind a token."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application
from traitlets.config import Config

from ...serve.behind_token import GuardedHouse, Place
from ...serve.config import APPS
from ...serve.faults import part_ended
from ...serve.guarded import Guarded, guarded_config
from ...serve.keys import Keys
from ...serve.web import web_server
from ..day.handlers import Day
from ..day.place import CHAIR_ADDRESS
from ..day.server import MOST_BODY, nothing, routes

MOST_PAGES = 8


@dataclass(frozen=True)
class Settings(Place):
    """What is served, and where.

    Attributes
    ----------
    keys
        What lets the chair in.
    day
        The members' pages.
    tls
        What TLS needs; None without it.
    """

    keys: Keys
    day: Day
    tls: ssl.SSLContext | None = None


class PanelServer(GuardedHouse[Settings]):
    """The members at ``/m/``, the chair at ``/chair/``."""

    guarded = Guarded(CHAIR_ADDRESS, APPS / "panel.ipynb", Path(__file__).parent / "notices", MOST_PAGES)
    logged: Callable[[Any], None] = staticmethod(part_ended)

    @classmethod
    def configured(cls, settings: Settings) -> Config:
        keys = settings.keys
        return guarded_config(keys.token, keys.cookie, "mp-panel-chair", tls=settings.tls is not None)

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        day = self._settings.day
        return [*routes(day), *self.guarded_routes(), nothing(day)]

    def listening(self, app: Application) -> HTTPServer:
        return web_server(app, tls=self._settings.tls, most_body=MOST_BODY)
