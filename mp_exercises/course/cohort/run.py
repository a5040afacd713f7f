"""Marking a whole cohort: plan, mark, write in batches; stopped at any point, it goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Engine

from ...plain import is_id
from ..folder import Course, CourseError
from ..gradebook.cells import Cells, cells_of
from ..gradebook.connection import gradebook_of
from ..gradebook.entry import Entry
from ..gradebook.late import LatePenalties
from ..gradebook.settings import Settings, settings_of
from ..gradebook.writer import Writer, known_records
from ..pool import workers_here
from .calling import call_by_name
from .crew import crew_of
from .files import FULL, batches, trainees_of
from .interrupt import FAILURES, held_back
from .loading import load_marking
from .one import Marking
from .other_keys import refuse_other_keys
from .worker import Job, Outcome

BATCH = 50
WRITTEN_AT_ONCE = 4
"""Batches in one transaction: a stop loses at most this much work, and no marks."""

Progress = Callable[[int, int], None]


@dataclass
class Summary:
    """What a run did.

    Attributes
    ----------
    marked, unchanged
        How many submissions.
    aside
        Why each submission that was set aside was, by trainee.
    damaged
        How many fragments of each marked record were passed over, by trainee, where any were.
    """

    total: int = 0
    marked: int = 0
    unchanged: int = 0
    aside: dict[str, str] = field(default_factory=dict)
    damaged: dict[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many submissions have been looked at."""
        return self.marked + self.unchanged + len(self.aside)


def mark_cohort(
    course: Course,
    assessment: str,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    summary: Summary | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Summary:
    """Mark every submission of an assessment that has no marks from this record and these keys.

    Parameters
    ----------
    workers
        Processes; by default one for each core.
    scheduler
        The address of a Dask scheduler that does the work instead.
    summary
        Filled in as the work goes on, so that a caller who stops it knows how far it came.
    progress
        Called with how many submissions are done, and of how many.

    Raises
    ------
    CourseError, Unbuilt
        If the assessment cannot be marked, or the disk is full, with what to do.
    """
    settings = settings_of(course)
    summary = summary if summary is not None else Summary()
    names = trainees_of(settings.course, assessment)
    if not names:
        raise CourseError(
            f"{settings.course.root / 'submitted'} holds nothing for {assessment!r}; run: mp collect"
        )
    summary.total = len(names)
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        marking = load_marking(settings.course, assessment, engine, cells)
        refuse_other_keys(engine, settings.course, marking, names)
        size = max(1, min(BATCH, len(names) // (2 * (workers or workers_here())) or 1))
        jobs = _jobs(engine, marking, cells, names, size)
        count = 1 if len(names) <= size else workers or workers_here()
        found = crew_of(marking, settings.course, count, jobs, scheduler)
        try:
            _write(_Sink(settings, engine, marking, cells), found, summary, progress)
        except OSError as error:
            if error.errno not in FULL:
                raise
            raise CourseError(
                f"the disk of {settings.course.root} is full, or read-only; what was saved stands, so make "
                "room and run again"
            ) from error
        call_by_name(engine, settings.course)
    return summary


def _jobs(engine: Engine, marking: Marking, cells: Cells, names: list[str], size: int) -> Iterator[list[Job]]:
    """Yield the jobs in batches."""
    for batch in batches(names, size):
        # No database takes every name that a folder can have.
        known = known_records(engine, marking.assessment, cells, [name for name in batch if is_id(name)])
        yield [Job(trainee, known.get(trainee)) for trainee in batch]


class _Sink:
    """Where entries go."""

    def __init__(self, settings: Settings, engine: Engine, marking: Marking, cells: Cells) -> None:
        self._engine = engine
        self._writer = Writer(engine, marking.assessment, cells)
        self._late = LatePenalties(settings, cells)

    def save(self, entries: list[Entry], unchanged: list[str]) -> None:
        """Write marks and late penalties in one transaction, and what an extension changes for others."""
        self._writer.save(entries, self._late)
        if unchanged:
            with self._engine.begin() as connection:
                self._late(connection, unchanged)


def _write(sink: _Sink, found: Iterator[list[Outcome]], summary: Summary, progress: Progress) -> None:
    waiting: list[Entry] = []
    unchanged: list[str] = []
    held = 0
    try:
        for outcomes in found:
            held += 1
            waiting.extend(outcome.entry for outcome in outcomes if outcome.entry)
            unchanged.extend(outcome.trainee for outcome in outcomes if outcome.unchanged)
            _count(summary, outcomes)
            if held >= WRITTEN_AT_ONCE:
                with held_back():
                    sink.save(waiting, unchanged)
                    waiting, unchanged, held = [], [], 0
            progress(summary.done, summary.total)
    except KeyboardInterrupt as stop:
        # Where the gradebook has just refused, it is not asked again.
        if stop.__cause__ is not None or not _saved(sink, waiting, unchanged):
            summary.marked -= len(waiting)
            summary.unchanged -= len(unchanged)
        raise
    except BaseException:
        # What is marked is not marked again, also after a full disk.
        sink.save(waiting, unchanged)
        raise
    with held_back():
        sink.save(waiting, unchanged)


def _saved(sink: _Sink, waiting: list[Entry], unchanged: list[str]) -> bool:
    """Save what is marked; return False where a busy gradebook does not take it: the next run marks it."""
    try:
        with held_back():
            sink.save(waiting, unchanged)
    except FAILURES:
        return False
    except KeyboardInterrupt as stop:
        return stop.__cause__ is None
    return True


def _count(summary: Summary, outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.aside:
            summary.aside[outcome.trainee] = outcome.aside
        elif outcome.unchanged:
            summary.unchanged += 1
        else:
            summary.marked += 1
            if outcome.entry and outcome.entry.damaged:
                summary.damaged[outcome.trainee] = outcome.entry.damaged
