"""Connections: one address that takes as many as it can leaves some to everybody else."""

from __future__ import annotations

import asyncio
from pathlib import Path

from mp_exercises.workshop.web.served import share
from tests.workshop.bare import bare
from tests.workshop.looping import run
from tests.workshop.wire import Wire

from .asking import why

MOST = 5
STRANGER, HALL = "127.0.0.2", "127.0.0.1"


async def _state(wire: Wire) -> int:
    """Return the status of a request."""
    return (await wire.ask("GET", "/join")).status


def test_one_address_cannot_take_every_connection(tmp_path: Path) -> None:
    """Past its share it hears so; another address is served, and what the first lets go of it gets back."""

    async def session() -> None:
        async with bare(str(tmp_path / "rooms.sqlite"), most=MOST) as (url, _):
            held = [Wire(url, STRANGER) for _ in range(MOST)]
            assert [await _state(wire) for wire in held] == [200] * MOST
            refused = await Wire(url, STRANGER).ask("GET", "/join")
            assert why(refused) == (503, "too_many_here")
            assert int(refused.headers["retry-after"]) > 0
            assert await _state(Wire(url, HALL)) == 200
            held.pop().close()
            async with asyncio.timeout(60):
                while await _state(again := Wire(url, STRANGER)) != 200:
                    await asyncio.sleep(0.02)
            for wire in [*held, again]:
                wire.close()

    run(session())


def test_share_of_all_connections() -> None:
    """It is half; behind a proxy, from which all come, and where nobody knows the whole, there is none."""
    assert share(1_000, proxied=False) == 500
    assert share(1, proxied=False) == 1
    assert share(1_000, proxied=True) is None
    assert share(None, proxied=False) is None
