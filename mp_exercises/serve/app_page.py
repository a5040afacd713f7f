"""A notebook's page: one kernel for each visit, and a friendly word when there is none left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from .notices import notice_for
from .policy import COMMON_HEADERS, app_policy

FULL = 503
WAIT_SECONDS = 60


class Door:
    """Lets visitors in while there is room, also when many come at once.

    Parameters
    ----------
    most
        How many visitors may hold a kernel at a time.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._waiting = 0

    async def open_to(self, kernels: Any) -> bool:
        """Return whether there is room for one more, and make some where that can be."""
        while kernels.in_use() + self._waiting >= self.most:
            if not await kernels.make_room():
                return False
        return True

    @contextmanager
    def waiting(self) -> Iterator[Callable[[], None]]:
        """Count a visitor whose kernel is still being started; yields what ends that early."""
        self._waiting += 1
        done = False

        def arrived() -> None:
            nonlocal done
            self._waiting -= not done
            done = True

        try:
            yield arrived
        finally:
            arrived()


class AppPage(TornadoVoilaHandler):  # type: ignore[misc]
    """``/app/`` and ``/sit/``: Voila's page of one notebook, behind the door that both share."""

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
        if not await self._door.open_to(self.kernel_manager):
            raise HTTPError(FULL, reason="Full")
        if self.kernel_manager.next_is_ready(self.notebook_path):
            # A kernel that stood ready is the visitor's at once, and counts from now on.
            await self._send(lambda: None)
        else:
            with self._door.waiting() as arrived:
                await self._send(arrived)

    async def _send(self, begun: Callable[[], None]) -> None:
        """Write the page as it is made, and say when there is a kernel behind it."""
        # A visitor who goes before the page is whole leaves a kernel that may make room.
        with suppress(StreamClosedError):
            async for html in self.get_generator():
                begun()
                if not self._headers_written:
                    self.set_header("Content-Type", "text/html; charset=utf-8")
                self.write(html)
                await self.flush()

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if status_code == FULL:
            self.set_header("Retry-After", str(WAIT_SECONDS))
        self.finish(notice_for(status_code))
