"""What one worker does with a batch of submissions: read, mark, write the notebook, return the marks."""

from __future__ import annotations

import errno
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..folder import Course
from ..gradebook.detail import pack
from ..gradebook.entry import Entry
from ..gradebook.moment import utc_of
from ..incoming import Unreadable, record_bytes
from .files import marked_notebook, replace, submission, unsafe
from .one import Marked, Marking, digest_of, mark_data

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True)
class Job:
    """One submission to mark.

    Attributes
    ----------
    known
        The digests (record, marking) that its result came from, if it has one.
    """

    trainee: str
    known: tuple[str, str] | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one job: an entry for the gradebook, a reason to set it aside, or neither.

    Attributes
    ----------
    notebook
        The marked notebook, where it has not been written yet.
    """

    trainee: str
    entry: Entry | None = None
    aside: str = ""
    notebook: str = ""


_marking: Marking | None = None
_course: Course | None = None


def begin(marking: Marking, root: str) -> None:
    """Give a worker process what it marks by; the terminal's Ctrl-C is its parent's to answer."""
    global _marking, _course
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _marking, _course = marking, Course(Path(root))


def work(jobs: Sequence[Job]) -> list[Outcome]:
    """Mark a batch in a process that `begin` has prepared."""
    assert _marking is not None
    assert _course is not None
    return [here(_marking, _course, job) for job in jobs]


def here(marking: Marking, course: Course, job: Job) -> Outcome:
    """Mark one submission from its folder, and write its notebook.

    Raises
    ------
    OSError
        If the disk is full: that is no submission's fault, and ends the run.
    """
    taken = take(course, marking, job)
    if isinstance(taken, Outcome):
        return taken
    return store(course, marking.assessment, marked(marking, job.trainee, *taken))


def take(course: Course, marking: Marking, job: Job) -> Outcome | tuple[bytes, datetime | None]:
    """Return a submission's record and when it was handed in, or what is settled without marking it."""
    folder = submission(course, job.trainee, marking.assessment)
    reason = unsafe(course, job.trainee, marking.assessment)
    if reason:
        return Outcome(job.trainee, aside=reason)
    try:
        data, submitted = record_bytes(folder), _submitted(folder)
    except Unreadable as error:
        return Outcome(job.trainee, aside=str(error))
    same = job.known == (digest_of(data), marking.digest)
    if same and marked_notebook(course, job.trainee, marking.assessment).is_file():
        return Outcome(job.trainee)
    return data, submitted


def marked(marking: Marking, trainee: str, data: bytes, submitted: datetime | None) -> Outcome:
    """Mark a record's bytes; nothing in them may stop the others' marking."""
    try:
        found = mark_data(marking, data)
    except Unreadable as error:
        return Outcome(trainee, aside=str(error))
    except (ValueError, ArithmeticError, LookupError, TypeError, RecursionError, MemoryError) as error:
        return Outcome(trainee, aside=f"the record could not be marked ({type(error).__name__}: {error})")
    return Outcome(trainee, _entry(marking, trainee, found, submitted), notebook=found.notebook)


def store(course: Course, assessment: str, outcome: Outcome) -> Outcome:
    """Write the notebook of an outcome, and return it without.

    Raises
    ------
    OSError
        If the disk is full.
    """
    if not outcome.notebook:
        return outcome
    try:
        replace(marked_notebook(course, outcome.trainee, assessment), outcome.notebook)
    except OSError as error:
        if error.errno in FULL:
            raise
        aside = f"the marked notebook could not be written: {error.strerror}"
        return Outcome(outcome.trainee, aside=aside)
    return Outcome(outcome.trainee, outcome.entry)


def _entry(marking: Marking, trainee: str, found: Marked, submitted: datetime | None) -> Entry:
    scores: Mapping[str, float] = {
        entry.exercise: min(entry.points, entry.most) for entry in found.sections if entry.most
    }
    return Entry(
        trainee=trainee,
        submitted=submitted,
        scores=scores,
        record=found.record,
        marking=marking.digest,
        damaged=found.damaged,
        points=sum(scores.values()),
        most=sum(entry.most for entry in found.sections),
        detail=pack(found.sections, found.seconds, found.picked, marking.evidence),
    )


def _submitted(folder: Path) -> datetime | None:
    """Return the time in ``timestamp.txt``, in UTC without a zone."""
    file = folder / "timestamp.txt"
    if file.is_symlink() or not file.is_file():
        return None
    try:
        text = file.read_bytes()[:200].decode().strip()
        return utc_of(text) if text else None
    except (ValueError, OverflowError) as error:
        raise Unreadable("timestamp.txt is no time; write one such as 2026-11-25 17:00:00 UTC") from error
