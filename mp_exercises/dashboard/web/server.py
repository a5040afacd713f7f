"""The server of the dashboard: one page of a notebook behind a token, and nothing else."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.web import RedirectHandler
from traitlets.config import Config

from ...serve.behind_token import GuardedHouse, Place
from ...serve.config import APPS
from ...serve.guarded import Guarded, guarded_config

MOST_PAGES = 4

GUARDED = Guarded("/measures/", APPS / "dashboard.ipynb", Path(__file__).parent / "notices", MOST_PAGES)


@dataclass(frozen=True)
class Settings(Place):
    """What is served, and where.

    Attributes
    ----------
    token
        What lets somebody in.
    """

    token: str


class DashboardServer(GuardedHouse[Settings]):
    """The dashboard at ``/measures/``."""

    guarded = GUARDED

    @classmethod
    def configured(cls, settings: Settings) -> Config:
        config = guarded_config(settings.token, secrets.token_bytes(32), "mp-dashboard")
        # A download of many rows is one message, which Jupyter would drop for its size.
        config.ZMQChannelsWebsocketConnection.limit_rate = False
        return config

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        home = {"url": self.guarded.address, "permanent": False}
        return [("/", RedirectHandler, home), *self.guarded_routes()]
