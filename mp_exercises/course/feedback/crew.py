"""Who writes the pages: this process, or others, which load what it takes while this one reads on.

One process, the lead, loads everything and copies itself. It begins before this one has loaded much, so that
on two cores neither waits for the other.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from ..folder import Course, CourseError
from ..pool import interrupts_held

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from .found import Found
    from .scribe import Scribe

    Pair = tuple[Connection[Any, Any], Connection[Any, Any]]

BATCH = 10
"""Pages: few, so that at the end no process waits long for another."""

AHEAD = 2
"""Batches that each writer has: one to write, and one to go on with."""


READ = 50
"""Batches that are read before anybody asks for them; few enough that memory stays flat."""


@dataclass(frozen=True)
class Task:
    """What pages are to be written; a process makes all else from it.

    Attributes
    ----------
    release
        Whether they show the keys.
    provisional
        Whether they say that they are not final.
    """

    course: Course
    assessment: str
    release: bool
    provisional: bool = False


class Crew:
    """Those who write, to be used in a ``with`` block.

    Parameters
    ----------
    workers
        Processes; 1 writes in this one, and so does a system that cannot copy a running process.
    """

    def __init__(self, workers: int) -> None:
        self._free: dict[Connection[Any, Any], int] = {}
        self._lead: Any = None
        if workers > 1 and sys.platform == "linux":
            self._begin(workers)

    def _begin(self, workers: int) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        pairs = [context.Pipe() for _ in range(workers)]
        self._lead = context.Process(target=_lead, args=(pairs,))
        with interrupts_held():
            self._lead.start()
        self._free = {ours: AHEAD for ours, _ in pairs}
        for _, theirs in pairs:
            theirs.close()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self._free:
            connection.close()
        if self._lead is not None:
            self._lead.join()

    def write(self, task: Task, found: Iterable[Found]) -> Iterator[int]:
        """Write the pages, and yield how many were written at a time.

        Raises
        ------
        CourseError
            If a process was killed, or could not write a page.
        """
        batches = _batches(found)
        if self._lead is None:
            scribe = _scribe(task)
            return (scribe.write(batch) for batch in batches)
        return self._given_out(task, batches)

    def _given_out(self, task: Task, batches: Iterator[list[Found]]) -> Iterator[int]:
        read: deque[list[Found]] = deque()
        try:
            while read or (read := deque(islice(batches, 1))):
                while not any(self._free.values()):
                    # While all are busy, or still loading, this process reads on; then it waits as they do.
                    more = len(read) < READ and next(batches, None)
                    read.extend([more] if more else [])
                    yield from self._done(timeout=0 if more else None)
                next_one = max(self._free, key=self._free.__getitem__)
                next_one.send((task, read.popleft()))
                self._free[next_one] -= 1
                yield from self._done(timeout=0)
            while min(self._free.values()) < AHEAD:
                yield from self._done()
        except (EOFError, ConnectionError) as error:
            raise CourseError(
                "a process was killed, perhaps for want of memory; what was written stands, so run again"
            ) from error

    def _done(self, timeout: float | None = None) -> Iterator[int]:
        """Yield what was done meanwhile, and wait until there is something if there is no timeout."""
        from multiprocessing.connection import wait

        for found in wait(list(self._free), timeout):
            connection = cast("Connection[Any, Any]", found)
            said: int | CourseError = connection.recv()
            if isinstance(said, CourseError):
                raise said
            self._free[connection] += 1
            yield said


def _lead(pairs: Sequence[Pair]) -> None:
    """Load what writing takes, and then be copied once for each writer."""
    # On a terminal Ctrl-C goes to all, and is for the first process to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is missing is missed again where it is used, and told from there.
    with contextlib.suppress(ImportError):
        _load()
    copies = [pid for place in range(len(pairs)) if (pid := _copy(pairs, place))]
    _close(pairs)
    for pid in copies:
        os.waitpid(pid, 0)


def _load() -> None:
    # Nothing of it is ever garbage: to look for some would cost time while it loads, and memory when a copy
    # writes down what it saw.
    gc.disable()
    # Pydantic would look through every installed package for plugins, and the models have none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from .rendering import template
    from .scribe import Scribe as Scribe

    template()
    gc.freeze()
    gc.enable()


def _copy(pairs: Sequence[Pair], place: int) -> int:
    """Copy this process, and return the copy's id; the copy itself serves, and does not return."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _, mine = pairs[place]
        _close(pair for pair in pairs if pair is not pairs[place])
        pairs[place][0].close()
        _serve(mine)
        code = 0
    finally:
        os._exit(code)


def _close(pairs: Iterable[Pair]) -> None:
    """Close what is another's: only then does it show that one of them has ended."""
    for pair in pairs:
        for connection in pair:
            connection.close()


def _serve(connection: Connection[Any, Any]) -> None:
    """Write what comes, until the other side is closed or gone."""
    while True:
        try:
            task, batch = connection.recv()
        except EOFError:
            return
        try:
            said: int | CourseError = _kept_scribe(task).write(batch)
        except (ImportError, ValueError, LookupError, OSError, RuntimeError) as error:
            # Not every error can be sent; what it says can.
            said = CourseError(str(error) or type(error).__name__)
        connection.send(said)


def _scribe(task: Task) -> Scribe:
    from .scribe import Scribe

    return Scribe(task.course, task.assessment, release=task.release, provisional=task.provisional)


_kept_scribe = cache(_scribe)
"""In a process that lives for one task."""


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    left = iter(found)
    while batch := list(islice(left, BATCH)):
        yield batch
