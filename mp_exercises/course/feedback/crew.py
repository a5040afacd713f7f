"""Who writes the pages: this process, or others, which load what it takes while this one reads on."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ..folder import Course, CourseError
from ..pool import AHEAD, follow_parent, in_order, submitted
from .ready import METHOD, get_ready, several

if TYPE_CHECKING:
    from ..result import Result
    from .scribe import Scribe

BATCH = 10
"""Pages: few, so that at the end no process waits long for another."""


@dataclass(frozen=True)
class Task:
    """What pages are to be written; a process makes all else from it.

    Attributes
    ----------
    release
        Whether they show the keys.
    """

    course: Course
    assessment: str
    release: bool


def write_all(task: Task, results: Iterable[Result], *, workers: int) -> Iterator[int]:
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
    if not several(workers):
        scribe = _scribe(task)
        return (scribe.write(batch) for batch in batches)
    return _others(task, batches, workers)


def _others(task: Task, batches: Iterable[list[Result]], workers: int) -> Iterator[int]:
    get_ready(workers)
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context(METHOD), follow_parent)
    jobs = ((task, batch) for batch in batches)
    try:
        yield from in_order((submitted(pool, _job, job) for job in jobs), workers * AHEAD)
    except BrokenProcessPool as error:
        raise CourseError(
            "a process was killed, perhaps for want of memory; what was written stands, so run again"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _job(job: tuple[Task, list[Result]]) -> int:
    task, batch = job
    return _kept_scribe(task).write(batch)


def _scribe(task: Task) -> Scribe:
    from .scribe import Scribe

    return Scribe(task.course, task.assessment, release=task.release)


_kept_scribe = cache(_scribe)
"""In a process that lives for one task."""


def _batches(results: Iterable[Result]) -> Iterator[list[Result]]:
    left = iter(results)
    while batch := list(islice(left, BATCH)):
        yield batch
