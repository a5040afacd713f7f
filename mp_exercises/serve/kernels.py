"""The visitors' kernels: how many there are, which may go, and the few that wait ready."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import default
from voila.utils import ENV_VARIABLE

from .faults import LOG

ABANDONED = timedelta(minutes=2)
"""How long a kernel must have had no page before it makes room for another visitor."""

START_SECONDS = 10
LONGEST_SOCKET_PATH = 100
_LONGEST_NAME = len("/mp_12345678/kernel-12345678-1234-1234-1234-123456789012-ipc-1")


class OnlyThisPython(KernelSpecManager):
    """Knows this interpreter's kernel alone, whatever else the user has under the same name."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


class Kernels(AsyncMappingKernelManager):
    """Kernels of which a page left behind by a phone makes room when room is short.

    Voila adds its pool of ready kernels to this class when it makes the manager.
    """

    def __init__(self, **kwargs: Any) -> None:
        self._warmed_by: dict[str, Any] = {}
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    async def start_kernel(self, *, kernel_id: str | None = None, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel, and note before it is listed which task of the pool it is for."""
        if kernel_id is None and (kwargs.get("env") or {}).get(ENV_VARIABLE.VOILA_PREHEAT) == "True":
            kernel_id = self.new_kernel_id(**kwargs)
            known = {one: task for one, task in self._warmed_by.items() if one in self or not task.done()}
            self._warmed_by = {**known, kernel_id: asyncio.current_task()}
        return await super().start_kernel(kernel_id=kernel_id, **kwargs)

    def in_use(self) -> int:
        """Return how many kernels visitors hold."""
        return len(self._held())

    async def drop_broken(self) -> None:
        """Take out of the pool what can be shown to nobody: a kernel that failed or has died."""
        for name, pool in self._pool().items():
            for task in [task for task in pool if task.done() and not self._usable(task)]:
                pool.remove(task)
            self.fill_if_needed(delay=0, notebook_name=name)  # type: ignore[attr-defined]

    def keep_ready(self, number: int, notebook: str) -> None:
        """Have this many kernels wait from now on, the notebook run in each."""
        self.kernel_pools_config = {"default": {"pool_size": number}}
        self.fill_if_needed(delay=0, notebook_name=notebook)  # type: ignore[attr-defined]

    async def make_room(self) -> bool:
        """Shut down the kernel that has been without a page for longest, if there is one."""
        left = [
            (self._last_used(kernel_id), kernel_id)
            for kernel_id in self._held()
            if not self._kernel_connections.get(kernel_id)
        ]
        if not left:
            return False
        since, kernel_id = min(left)
        if datetime.now(UTC) - since < ABANDONED:
            return False
        with contextlib.suppress(KeyError, RuntimeError):
            await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]
        return True

    def next_page(self, notebook: str) -> Any:
        """Return the task that makes the page which the next visitor of a notebook gets, or None."""
        return next(iter(self._pool().get(notebook, [])), None)

    def next_is_ready(self, notebook: str) -> bool:
        """Return whether the next visitor of a notebook gets a kernel that runs already."""
        page = self.next_page(notebook)
        return page is not None and page.done()

    async def end_all(self) -> None:
        """End every kernel, those that are only just starting too."""
        coming = [task for pool in self._pool().values() for task in pool if not task.done()]
        self._pool().clear()
        # One that is being started can be ended only once it is there.
        if coming or self._pending_kernels:
            await asyncio.wait([*coming, *self._pending_kernels.values()], timeout=START_SECONDS)
        # Some may have ended by themselves by now, which is as well.
        ends = [self.shutdown_kernel(kernel_id, now=True) for kernel_id in self.list_kernel_ids()]  # type: ignore[no-untyped-call]
        await asyncio.gather(*ends, return_exceptions=True)

    def _last_used(self, kernel_id: str) -> datetime:
        """Return when a kernel last did something; one that is listed while it still starts does so now."""
        kernel: Any = self.get_kernel(kernel_id)
        # Before anything is known of it, to ask alone is an error.
        if not kernel.trait_has_value("last_activity"):
            return datetime.now(UTC)
        last: datetime = kernel.last_activity
        return last

    def _handle_kernel_died(self, kernel_id: str) -> None:
        super()._handle_kernel_died(kernel_id)  # type: ignore[no-untyped-call]
        LOG.warning("a kernel died; a visitor who held it is told, and keeps what was saved")

    def _pool(self) -> dict[str, list[Any]]:
        return getattr(self, "_pools", {})

    def _held(self) -> list[str]:
        """Return the kernels that a visitor has.

        One of the pool is nobody's while its task is there, and also while it only starts for somebody: that
        visitor is counted as waiting.
        """
        pooled = {id(task) for pool in self._pool().values() for task in pool}
        started = {one: self._warmed_by.get(one) for one in self.list_kernel_ids()}
        return [
            one for one, task in started.items() if task is None or (task.done() and id(task) not in pooled)
        ]

    def _usable(self, task: Any) -> bool:
        if task.cancelled() or task.exception() is not None:
            return False
        return task.result()["kernel_id"] in self


def socket_folder() -> Path | None:
    """Return a parent for the kernels' sockets that leaves their paths short enough, or None.

    A Unix socket's path holds 104 bytes on macOS, whose own temporary folder takes half of them.
    """
    for folder in (Path(tempfile.gettempdir()), Path("/tmp")):
        if folder.is_dir() and len(str(folder)) + _LONGEST_NAME <= LONGEST_SOCKET_PATH:
            return folder
    return None
