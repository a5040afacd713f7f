"""Running a coroutine where a browser's tests may have left a loop in the thread."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a thread of its own, and return what it returns.

    Playwright's way of being called without ``await`` keeps a loop running in the main thread,
    where ``asyncio.run`` then refuses to begin another.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
