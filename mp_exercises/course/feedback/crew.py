"""Who writes the pages: this process, or copies of it where the system can copy a running one."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Protocol

from ..folder import CourseError
from ..pool import AHEAD, in_order, submitted
from ..results import Result

BATCH = 25

FEW = 2 * BATCH
"""So few pages are done sooner than a second process has begun."""


class Writes(Protocol):
    """Writes one trainee's page."""

    def __call__(self, result: Result, /) -> None: ...


_writes: Writes | None = None
"""What a copied process writes with; it was made before the copy, and is not sent."""


def write_all(writes: Writes, results: Iterable[Result], *, total: int, workers: int) -> Iterator[int]:
    """Write the pages, and yield how many were written at a time.

    Parameters
    ----------
    workers
        Processes; 1 writes in this one.

    Raises
    ------
    CourseError
        If a process was killed.
    """
    batches = _batches(results)
    # A fresh process would need longer to load what this one has than a cohort's pages take.
    if workers == 1 or total <= FEW or sys.platform != "linux":
        return _here(writes, batches)
    return _copies(writes, batches, workers)


def _here(writes: Writes, batches: Iterable[list[Result]]) -> Iterator[int]:
    for batch in batches:
        for result in batch:
            writes(result)
        yield len(batch)


def _copies(writes: Writes, batches: Iterable[list[Result]], workers: int) -> Iterator[int]:
    global _writes
    _writes = writes
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("fork"))
    try:
        yield from in_order((submitted(pool, _batch, batch) for batch in batches), workers * AHEAD)
    except BrokenProcessPool as error:
        raise CourseError(
            "a process was killed, perhaps for want of memory; what was written stands, so run again"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _writes = None


def _batch(batch: list[Result]) -> int:
    if _writes is None:
        raise RuntimeError("this process was not copied from one that writes")
    for result in batch:
        _writes(result)
    return len(batch)


def _batches(results: Iterable[Result]) -> Iterator[list[Result]]:
    left = iter(results)
    while batch := list(islice(left, BATCH)):
        yield batch
