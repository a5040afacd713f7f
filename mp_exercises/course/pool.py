"""Processes that share work on this machine: started quietly, answered in order, stopped with everything."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Batches that wait for each worker: enough that none is idle, few enough that memory stays flat."""


def workers_here() -> int:
    """Return how many processes this machine has cores for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C while a process is started: on a terminal it goes to all, and is this one's to answer."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def follow_parent() -> None:
    """Leave Ctrl-C to this process's parent, and end with it; a pool would leave it waiting for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], batch: T) -> Future[R]:
    """Give a batch to a pool, which starts its processes as they are needed."""
    with interrupts_held():
        return pool.submit(work, batch)


def in_order(futures: Iterator[Future[Any]], ahead: int) -> Iterator[Any]:
    """Yield results in order, with at most ``ahead`` of them under way."""
    under_way: deque[Future[Any]] = deque()
    for future in futures:
        under_way.append(future)
        if len(under_way) >= ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
