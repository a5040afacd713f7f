"""The projector's addresses: a secret of its own opens them, and they only show."""

from __future__ import annotations

import secrets
from functools import partial

from ..codes import is_token
from ..store import Room
from .base import Base, Fault
from .hub import Stream
from .live import Live
from .screens import counts, screen_body, screen_data
from .stream import Streaming


class ScreenState(Base):
    """``GET /screen/SECRET/state``."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, secret: str) -> None:
        live = await _room(self, secret)
        found = await self.desk.lives.ask(counts, self.desk.store, live)
        self.reply({**screen_data(live, self.desk.address), **found})


class ScreenStream(Streaming):
    """``GET /screen/SECRET/stream``: the same as events ``state`` and ``counts``."""

    async def get(self, secret: str) -> None:
        live = await _room(self, secret)
        self.full()
        body = partial(screen_body, base=self.desk.address)
        await self.hold(Stream(live.room.id, None, self, body), live)


async def _room(handler: Base, secret: str) -> Live:
    """Return the room whose projector this is.

    Raises
    ------
    Fault
        If it is nobody's.
    """
    if not is_token(secret):
        raise Fault(404, "missing")
    room: Room | None = await handler.desk.lives.ask(handler.desk.store.rooms.by_screen, secret)
    if room is None or not secrets.compare_digest(room.screen, secret):
        raise Fault(404, "missing")
    return await handler.desk.lives.get(room.id)
