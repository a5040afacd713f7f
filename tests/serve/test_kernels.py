"""Which kernel makes room for another visitor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

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
