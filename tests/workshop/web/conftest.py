"""A server to ask: the participants' side, in a thread of its own, with rooms in a file."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import pytest

from mp_exercises.workshop.store import Store, open_store
from mp_exercises.workshop.web.desk import Desk
from tests.workshop.bare import bare


@dataclass(frozen=True)
class Served:
    """A running server.

    Attributes
    ----------
    store
        The same store as the server's, by connections of one's own.
    """

    url: str
    desk: Desk
    store: Store
    loop: asyncio.AbstractEventLoop


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Yield a running server."""
    place = str(tmp_path / "rooms.sqlite")
    store = open_store(place)
    ready: Future[tuple[str, Desk, asyncio.AbstractEventLoop]] = Future()
    ended = threading.Event()

    async def serve() -> None:
        async with bare(place) as (url, desk):
            ready.set_result((url, desk, asyncio.get_running_loop()))
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    url, desk, loop = ready.result(30)
    yield Served(url, desk, store, loop)
    ended.set()
    thread.join(30)
    store.close()
