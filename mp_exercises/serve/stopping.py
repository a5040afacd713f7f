"""Stopping: as quietly for SIGTERM as for Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from typing import Any


async def until_stopped(serving: Coroutine[Any, Any, None]) -> None:
    """Run, and end as quietly for SIGTERM as for Ctrl-C."""
    task = asyncio.ensure_future(serving)
    if os.name == "posix":
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await task
