"""The one server: Voila's application with only the routes that it needs, and the handbook beside them."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient

from .config import APP, NOTEBOOK, SIT, SITTING_NOTEBOOK
from .house import House
from .routes import routes


@dataclass(frozen=True)
class Settings:
    """What is served, and where.

    Attributes
    ----------
    handbook
        The folder of the built handbook.
    sockets
        Sockets that listen already.
    url
        Their address, with no slash at its end.
    kernels
        How many visitors may use the app at a time.
    sitting
        Whether there is an assessment to sit.
    """

    handbook: Path
    sockets: list[socket.socket]
    url: str
    kernels: int
    sitting: bool = False


class Server(House):
    """The handbook at ``/``, the scenario app at ``/app/``, an assessment at ``/sit/`` if one is given."""

    def __init__(self, settings: Settings, **traits: Any) -> None:
        super().__init__(settings.sockets, **traits)
        self._settings = settings

    @classmethod
    def of(cls, settings: Settings) -> Server:
        """Return the server, ready to run."""
        server: Server = cls.made(settings, notebook=NOTEBOOK, base_url=APP)
        return server

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        return routes(
            self.page(NOTEBOOK),
            sitting=self.page(SITTING_NOTEBOOK) if self._settings.sitting else None,
            static=self.static_paths,
            extensions=self.labextensions_path,
            handbook=self._settings.handbook,
            kernels=self._settings.kernels,
        )

    def notebooks(self) -> list[str]:
        return [NOTEBOOK.name, *([SITTING_NOTEBOOK.name] if self._settings.sitting else [])]

    async def answering(self) -> None:
        client = AsyncHTTPClient()
        await client.fetch(f"{self._settings.url}/")
        for address in (APP, SIT) if self._settings.sitting else (APP,):
            await client.fetch(f"{self._settings.url}{address}", method="HEAD")
