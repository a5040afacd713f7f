"""The scenario app's page: one kernel for each visit, and a friendly word when there is none left."""

from __future__ import annotations

from typing import Any

from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from .notices import notice_for
from .policy import COMMON_HEADERS, app_policy

FULL = 503
WAIT_SECONDS = 60


class Door:
    """Counts who is on the way in, so that many who come at once do not pass the limit together.

    Parameters
    ----------
    most
        How many visitors may hold a kernel at a time.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._arriving = 0

    async def enter(self, kernels: Any) -> bool:
        """Count a visitor in, unless the house is full."""
        while kernels.in_use() + self._arriving >= self.most:
            if not await kernels.make_room():
                return False
        self._arriving += 1
        return True

    def arrived(self) -> None:
        """Stop counting a visitor who has a kernel by now, or gave up."""
        self._arriving -= 1


class AppPage(TornadoVoilaHandler):  # type: ignore[misc]
    """``/app/``: Voila's page of the one notebook, behind the door."""

    def initialize(self, door: Door, **kwargs: Any) -> None:
        super().initialize(**kwargs)
        self._door = door

    def set_default_headers(self) -> None:
        super().set_default_headers()
        for name, value in COMMON_HEADERS.items():
            self.set_header(name, value)

    @property
    def content_security_policy(self) -> str:
        return app_policy(self.request.host)

    async def head(self) -> None:
        """Answer without taking a kernel."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish()

    async def get(self, path: str | None = None) -> None:
        await self.kernel_manager.drop_broken()
        if not await self._door.enter(self.kernel_manager):
            raise HTTPError(FULL, reason="Full")
        arriving = True
        try:
            async for html in self.get_generator():
                if arriving:
                    self._door.arrived()
                    arriving = False
                    self.set_header("Content-Type", "text/html; charset=utf-8")
                self.write(html)
                await self.flush()
        finally:
            if arriving:
                self._door.arrived()

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if status_code == FULL:
            self.set_header("Retry-After", str(WAIT_SECONDS))
        self.finish(notice_for(status_code))
