"""Who does the marking: this process, a pool of processes, or an existing Dask cluster."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from ..folder import Course, CourseError
from ..pool import AHEAD, in_order, submitted
from .one import Marking
from .worker import Job, Outcome, begin, here, store, take, work

if TYPE_CHECKING:
    from .cluster import Cluster


def crew_of(
    marking: Marking, course: Course, workers: int, jobs: Iterable[list[Job]], scheduler: str | None = None
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each batch of jobs, in the batches' order.

    Parameters
    ----------
    workers
        Processes on this machine; 1 marks in this one.
    scheduler
        The address of a Dask scheduler that does the work instead.

    Raises
    ------
    CourseError
        If the cluster cannot be reached, or a worker process was killed.
    """
    if scheduler is not None:
        return _cluster(marking, course, jobs, scheduler)
    if workers == 1:
        return ([here(marking, course, job) for job in batch] for batch in jobs)
    return _pool(marking, course, jobs, workers)


def _pool(
    marking: Marking, course: Course, jobs: Iterable[list[Job]], workers: int
) -> Iterator[list[Outcome]]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, begin, (marking, str(course.root)))
    try:
        yield from in_order((submitted(pool, work, batch) for batch in jobs), workers * AHEAD)
    except BrokenProcessPool as error:
        raise CourseError(
            "a marking process was killed, perhaps for want of memory; what was saved stands, so run again"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _cluster(
    marking: Marking, course: Course, jobs: Iterable[list[Job]], address: str
) -> Iterator[list[Outcome]]:
    """Send records to a cluster and take marks back: its machines need not see the course's folder."""
    from .cluster import Cluster

    with Cluster(address, marking) as cluster:
        waiting: deque[tuple[list[Outcome], Any]] = deque()
        for batch in jobs:
            waiting.append(_sent(cluster, marking, course, batch))
            if len(waiting) >= cluster.size * AHEAD:
                yield _returned(cluster, course, marking.assessment, *waiting.popleft())
        while waiting:
            yield _returned(cluster, course, marking.assessment, *waiting.popleft())


def _sent(cluster: Cluster, marking: Marking, course: Course, batch: list[Job]) -> tuple[list[Outcome], Any]:
    """Read a batch here and send what must be marked; return what is settled already, and the rest."""
    settled, sent = [], []
    for job in batch:
        taken = take(course, marking, job)
        if isinstance(taken, Outcome):
            settled.append(taken)
        else:
            sent.append((job.trainee, *taken))
    return settled, cluster.submit(sent)


def _returned(
    cluster: Cluster, course: Course, assessment: str, settled: list[Outcome], future: Any
) -> list[Outcome]:
    return [*settled, *(store(course, assessment, outcome) for outcome in cluster.outcomes(future))]
