"""Which kernel makes room for another visitor."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager

from mp_exercises.serve.kernels import ABANDONED, Kernels
from tests.workshop.looping import run


def kernels_with(**activity: datetime | None) -> Kernels:
    """Return a manager that lists kernels without running them; None is one that is still being started."""
    manager = Kernels()
    for name, when in activity.items():
        manager._kernels[name] = ServerKernelManager(**({} if when is None else {"last_activity": when}))
    return manager


def test_a_kernel_that_still_starts_is_left_alone() -> None:
    """A kernel that is listed before it is watched makes no room, and is no fault."""
    assert run(kernels_with(starting=None).make_room()) is False


def test_the_longest_left_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those without a page, the one that has been so for longest makes room."""
    now = datetime.now(UTC)
    manager = kernels_with(starting=None, older=now - 3 * ABANDONED, old=now - 2 * ABANDONED)
    ended = []

    async def shutdown(kernel_id: str, now: bool = False) -> None:
        ended.append(kernel_id)

    monkeypatch.setattr(manager, "shutdown_kernel", shutdown)
    assert run(manager.make_room()) is True
    assert ended == ["older"]


def test_one_left_a_moment_ago_stays() -> None:
    """A phone that lost its page just now finds its kernel again."""
    recent = datetime.now(UTC) - timedelta(seconds=5)
    assert run(kernels_with(recent=recent).make_room()) is False


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let a kernel be listed as soon as it is begun, and be there once this is set."""
    event = asyncio.Event()

    async def start(self: Kernels, *, kernel_id: str, **_: object) -> str:
        self._kernels[kernel_id] = ServerKernelManager()
        await event.wait()
        return kernel_id

    monkeypatch.setattr(AsyncMappingKernelManager, "start_kernel", start)
    return event


def warming(manager: Kernels) -> asyncio.Future[str]:
    """Begin a kernel as the pool does."""
    return asyncio.ensure_future(manager.start_kernel(env={"VOILA_PREHEAT": "True"}))


def test_a_kernel_that_is_being_started_for_the_pool_takes_nobody_s_place(go_on: asyncio.Event) -> None:
    """From before it is listed until a visitor has it, a kernel of the pool does not count as held."""
    manager = kernels_with(held=datetime.now(UTC))

    async def visits() -> None:
        task = warming(manager)
        manager._pools = {"app.ipynb": [task]}
        await asyncio.sleep(0)
        assert (len(manager.list_kernel_ids()), manager.in_use()) == (2, 1)
        go_on.set()
        await task
        assert manager.in_use() == 1
        manager._pools["app.ipynb"].pop()
        assert manager.in_use() == 2

    run(visits())


def test_a_visitor_who_waits_for_a_starting_kernel_is_counted_once(go_on: asyncio.Event) -> None:
    """Taken from the pool while it starts, a kernel counts once it is there: before, its visitor waits."""
    manager = kernels_with()

    async def visits() -> None:
        task = warming(manager)
        await asyncio.sleep(0)
        assert (len(manager.list_kernel_ids()), manager.in_use()) == (1, 0)
        go_on.set()
        await task
        assert manager.in_use() == 1

    run(visits())
