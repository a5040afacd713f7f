"""A server of ours whose notebook stands behind a token, with whatever else it has beside it."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar

from tornado.httpclient import AsyncHTTPClient
from traitlets.config import Config

from .guarded import Guarded, guarded_routes
from .house import House


@dataclass(frozen=True)
class Place:
    """Where something is served.

    Attributes
    ----------
    sockets
        Sockets that listen already.
    url
        Their address, with no slash at its end.
    """

    sockets: list[socket.socket]
    url: str


SettingsT = TypeVar("SettingsT", bound=Place)


class GuardedHouse(House, Generic[SettingsT]):
    """A server with one guarded page; a subclass says which, how it is set, and what else there is."""

    ready = 1
    guarded: ClassVar[Guarded]

    def __init__(self, settings: SettingsT, **traits: Any) -> None:
        super().__init__(settings.sockets, **traits)
        self._settings = settings

    @classmethod
    def of(cls, settings: SettingsT) -> Self:
        """Return the server, ready to run."""
        made: Self = cls.made(
            settings,
            notebook=cls.guarded.notebook,
            base_url=cls.guarded.address,
            settings=cls.configured(settings),
        )
        return made

    @classmethod
    def configured(cls, settings: SettingsT) -> Config:
        """Return what is set otherwise than for ``mp serve``: the token first of all."""
        raise NotImplementedError

    def guarded_routes(self) -> list[Any]:
        """Return the routes of the guarded page."""
        page = self.page(self.guarded.notebook)
        return guarded_routes(
            self.guarded, page, static=self.static_paths, extensions=self.labextensions_path
        )

    async def answering(self) -> None:
        # This asks itself whether it answers, not who it is.
        await AsyncHTTPClient().fetch(f"{self._settings.url}{self.guarded.login}", validate_cert=False)
