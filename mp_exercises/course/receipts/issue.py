"""Give receipts: first into the assessor's list, then as a text for each trainee."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..cohort.files import submission, trainees_of, unsafe
from ..disk import write_whole
from ..folder import RECORD, Course, CourseError
from ..incoming import Unreadable, plain_bytes, record_bytes
from .ledger import ledger
from .receipt import Receipt, digest, stamp
from .secret import secret_or_new
from .slip import slip_name, slip_text

BATCH = 200
TIMESTAMP = "timestamp.txt"
MOST_TIME_BYTES = 200


@dataclass(frozen=True)
class Received:
    """A record that came in."""

    trainee: str
    sha256: str
    time: datetime


def issue(course: Course, assessment: str, records: Iterable[Received]) -> list[Receipt]:
    """Give a receipt for each record that has none, and return the new ones.

    Notes
    -----
    Each receipt is on disk in the assessor's list before the trainee's text exists. A run that was
    stopped in between is made whole by the next.
    """
    key, known, name = secret_or_new(course), ledger(course, assessment), course.course_id
    listed = set(known.receipts)
    wanted = [
        Receipt(stamp(record.time), assessment, record.trainee, record.sha256, name).signed(key)
        for record in records
    ]
    fresh = [receipt for receipt in dict.fromkeys(wanted) if receipt not in listed]
    for start in range(0, len(fresh), BATCH):
        known.add(fresh[start : start + BATCH])
    _write_slips(course, assessment, wanted)
    return fresh


def submitted_records(
    course: Course, assessment: str, trainees: Sequence[str] = (), aside: dict[str, str] | None = None
) -> list[Received]:
    """Return the records in ``submitted/`` for which no receipt was given yet.

    Parameters
    ----------
    trainees
        Whose; without any, everyone's.
    aside
        Filled in with why a record cannot be taken, by trainee: it keeps nobody else from a receipt.

    Raises
    ------
    CourseError
        If one that was asked for is not there.
    """
    there = [name for name in trainees_of(course, assessment) if _has_record(course, name, assessment)]
    for trainee in trainees:
        if trainee not in there:
            raise CourseError(f"there is no {course.submitted(trainee, assessment) / RECORD}")
    listed = {(receipt.trainee, receipt.sha256) for receipt in ledger(course, assessment).receipts}
    found, left = [], {} if aside is None else aside
    for trainee in trainees or there:
        received = _received(course, trainee, assessment)
        if isinstance(received, str):
            left[trainee] = received
        elif (trainee, received.sha256) not in listed:
            found.append(received)
    return found


def _received(course: Course, trainee: str, assessment: str) -> Received | str:
    """Return the record that a trainee handed in, or why it cannot be taken."""
    folder = submission(course, trainee, assessment)
    reason = unsafe(course, trainee, assessment)
    if reason:
        return reason
    try:
        return Received(trainee, digest(record_bytes(folder)), _when(folder))
    except Unreadable as error:
        return str(error)


def _has_record(course: Course, trainee: str, assessment: str) -> bool:
    return os.path.lexists(submission(course, trainee, assessment) / RECORD)


def _when(folder: Path) -> datetime:
    """Return when nbgrader received a submission; now, where it does not say."""
    from nbgrader.utils import parse_utc

    text = (plain_bytes(folder / TIMESTAMP, MOST_TIME_BYTES) or b"").decode(errors="replace").strip()
    try:
        found: datetime = parse_utc(text)
        return found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return datetime.now(UTC)


def _write_slips(course: Course, assessment: str, receipts: Iterable[Receipt]) -> None:
    folder = course.receipts / assessment
    folder.mkdir(parents=True, exist_ok=True)
    for receipt in receipts:
        file, text = folder / slip_name(receipt), slip_text(receipt).encode()
        if not file.exists() or file.stat().st_size != len(text):
            write_whole(file, text, sync=False)
