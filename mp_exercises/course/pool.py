"""Processes that share work on this machine: started quietly, answered in order, stopped with everything."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Batches that wait for each worker: enough that none is idle, few enough that memory stays flat."""


def workers_here() -> int:
    """Return how many processes this machine has cores for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], batch: T) -> Future[R]:
    """Give a batch to a pool, which starts its processes as they are needed.

    They inherit that Ctrl-C is held: on a terminal it goes to all, and is this process's to answer.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, batch)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, batch)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def in_order(futures: Iterator[Future[Any]], ahead: int) -> Iterator[Any]:
    """Yield results in order, with at most ``ahead`` of them under way."""
    under_way: deque[Future[Any]] = deque()
    for future in futures:
        under_way.append(future)
        if len(under_way) >= ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
