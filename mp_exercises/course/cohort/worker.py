"""What one worker does with a batch of submissions: read, mark, write the notebook, return the marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..folder import Course
from ..gradebook.detail import pack
from ..gradebook.entry import Entry, Known
from ..gradebook.moment import utc_of
from ..incoming import Unreadable, plain_bytes, record_bytes
from ..pool import follow_parent
from .files import marked_notebook, submission, unsafe, write_notebook
from .one import Marked, Marking, digest_of, mark_data

TIMESTAMP = "timestamp.txt"
MOST_TIME_BYTES = 200


@dataclass(frozen=True)
class Job:
    """One submission to mark.

    Attributes
    ----------
    known
        What its result came from, if it has one.
    """

    trainee: str
    known: Known | None = None


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

    @property
    def unchanged(self) -> bool:
        """Whether the gradebook has its marks already."""
        return self.entry is None and not self.aside


_marking: Marking | None = None
_course: Course | None = None


def begin(marking: Marking, root: str) -> None:
    """Give a worker process what it marks by; the terminal's Ctrl-C is its parent's to answer."""
    global _marking, _course
    follow_parent()
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
    if job.known is not None and job.known.holds(digest_of(data), marking.digest, submitted):
        notebook = marked_notebook(course, job.trainee, marking.assessment)
        if notebook.is_file() and not notebook.is_symlink():
            return Outcome(job.trainee)
    return data, submitted


def marked(marking: Marking, trainee: str, data: bytes, submitted: datetime | None) -> Outcome:
    """Mark a record's bytes; nothing in them may stop the others' marking."""
    try:
        found = mark_data(marking, data)
    except Unreadable as error:
        return Outcome(trainee, aside=str(error))
    except Exception as error:  # whatever a record may bring about, the others are marked
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
    aside = write_notebook(course, outcome.trainee, assessment, outcome.notebook)
    return Outcome(outcome.trainee, aside=aside) if aside else Outcome(outcome.trainee, outcome.entry)


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
        detail=pack(found.sections, found.seconds, found.picked, marking.evidence, found.texts),
    )


def _submitted(folder: Path) -> datetime | None:
    """Return the time in ``timestamp.txt``, in UTC without a zone; None where it says nothing."""
    data = plain_bytes(folder / TIMESTAMP, MOST_TIME_BYTES) or b""
    try:
        text = data.decode().strip()
        return utc_of(text) if text else None
    except ValueError as error:
        raise Unreadable(f"{TIMESTAMP} is no time; write one such as 2026-11-25 17:00:00 UTC") from error
