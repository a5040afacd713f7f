"""Collect an assessment: every source, every trainee, and a receipt for each attempt."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..alone import alone
from ..folder import Course, CourseError
from ..receipts.issue import Received, issue
from .attempts import Attempts
from .choosing import Deadline, keep_deadline, kept_deadline
from .claims import Reader
from .clock import Clock
from .found import Aside, Found
from .groups import Group, grouped, lone_notebooks
from .intake import Intake
from .layout import Layout
from .matching import Matcher
from .people import People
from .placing import Placer, Released
from .roster import people_of
from .settling import Settling
from .sources import files_of, refuse_own
from .summary import Row, Summary
from .zips import Shelf

STAGING = ".collecting"
Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much."""


@dataclass(frozen=True)
class Wish:
    """How to collect.

    Attributes
    ----------
    deadline
        A new deadline; None for that of the run before.
    received
        When all of it was received, where the assessor knows better than the files.
    ignore_folders
        Whether folders are not named by trainee.
    """

    clock: Clock = field(default_factory=Clock)
    deadline: Deadline | None = None
    received: datetime | None = None
    ignore_folders: bool = False


def collect(
    course: Course, assessment: str, sources: Sequence[Path], wish: Wish, progress: Progress
) -> tuple[Summary, Deadline]:
    """Collect what trainees sent, and return what became of it, and the deadline that held.

    Raises
    ------
    CourseError
        If the assessment is not released, a source is not there, or another command is at work.
    RosterError
        If the list of trainees is faulty.

    Notes
    -----
    Attempts are kept first, each in one step. What counts is worked out from all of them, so that a
    run that was stopped anywhere, and run again, ends like one that was not.
    """
    course.require(assessment)
    for source in sources:
        refuse_own(course, source)
    released = Released(course, assessment)
    people = people_of(course, wish.clock)
    with alone(course), _staging(course) as staging:
        deadline = kept_deadline(course, assessment) if wish.deadline is None else wish.deadline
        if wish.deadline is not None:
            keep_deadline(course, assessment, deadline)
        attempts, summary = Attempts(course, assessment), Summary()
        for folder in attempts.damaged:
            summary.set_aside(
                Aside(str(folder), "its attempt.json is damaged; right would be the one of a backup")
            )
        matcher = Matcher(people, assessment, ignore_folders=wish.ignore_folders)
        intake = Intake(attempts, matcher, released.sections, assessment, wish.received, staging)
        _take_in(course, sources, people, wish, intake, summary, progress)
        placer = Placer(course, attempts, released, staging)
        settling = Settling(attempts, people, deadline, placer, assessment)
        settling.settle(summary, progress)
        summary.rows[:0] = [
            Row(taken.where, settling.outcome(taken), settling.now(taken.attempt)) for taken in intake.taken
        ]
        _give_receipts(course, assessment, attempts)
    return summary, deadline


def _take_in(
    course: Course,
    sources: Sequence[Path],
    people: People,
    wish: Wish,
    intake: Intake,
    summary: Summary,
    progress: Progress,
) -> None:
    shelf = Shelf()
    reader = Reader(wish.clock, _neutral(course))
    try:
        listed = [(source, list(files_of(shelf, source, wish.clock.to_utc_if_any))) for source in sources]
        work: list[tuple[Group, Layout]] = []
        for source, found in listed:
            files = [file for file in found if isinstance(file, Found)]
            layout = Layout((file.parts for file in files), source.resolve().stem, reader, people)
            groups, aside = grouped(files, layout, intake.assessment)
            for each in (
                *(file for file in found if isinstance(file, Aside)),
                *aside,
                *lone_notebooks(groups),
            ):
                summary.set_aside(each)
            work += [(group, layout) for group in groups]
        total, done = sum(len(group.records) for group, _ in work), 0
        for group, layout in work:
            for aside_or_note in intake.take(group, layout):
                if isinstance(aside_or_note, Aside):
                    summary.set_aside(aside_or_note)
                else:
                    summary.notes.append(aside_or_note)
            done += len(group.records)
            progress("Collecting", done, total)
    finally:
        shelf.close()


def _neutral(course: Course) -> list[str]:
    """Return the folder names that are an assessment's."""
    slugs = course.slugs()
    return [*slugs, *(slug.replace("-", " ") for slug in slugs)]


def _give_receipts(course: Course, assessment: str, attempts: Attempts) -> None:
    every = [attempt for trainee in sorted(attempts.by_trainee) for attempt in attempts.by_trainee[trainee]]
    every.sort(key=lambda attempt: (attempt.trainee, attempt.order))
    if every:
        issue(course, assessment, (Received(each.trainee, each.sha256, each.moment) for each in every))


@contextmanager
def _staging(course: Course) -> Iterator[Path]:
    """Give a folder for what is half done, and leave none behind, nor that of a run that was stopped."""
    folder = course.root / STAGING
    if folder.is_symlink():
        raise CourseError(f"{folder} is a link; remove it")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
