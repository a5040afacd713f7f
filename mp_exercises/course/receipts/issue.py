"""Give receipts: first into the assessor's list, then as a text for each trainee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ...plain import is_id
from ..disk import write_whole
from ..folder import RECORD, Course, CourseError
from ..incoming import record_bytes
from .ledger import ledger
from .receipt import Receipt, digest, stamp
from .secret import secret_or_new
from .slip import slip_name, slip_text

BATCH = 200
TIMESTAMP = "timestamp.txt"


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


def submitted_records(course: Course, assessment: str, trainees: Sequence[str] = ()) -> list[Received]:
    """Return the records in ``submitted/`` for which no receipt was given yet.

    Parameters
    ----------
    trainees
        Whose; without any, everyone's.

    Raises
    ------
    CourseError
        If one that was asked for is not there.
    Unreadable
        If a record cannot be taken as it is.
    """
    folder = course.root / "submitted"
    there = sorted(file.parent.parent.name for file in folder.glob(f"*/{assessment}/{RECORD}"))
    for trainee in trainees:
        if trainee not in there:
            raise CourseError(f"there is no {course.submitted(trainee, assessment) / RECORD}")
    listed = {(receipt.trainee, receipt.sha256) for receipt in ledger(course, assessment).receipts}
    found = []
    for trainee in trainees or there:
        submission = course.submitted(trainee, assessment)
        sha256 = digest(record_bytes(submission))
        if is_id(trainee) and (trainee, sha256) not in listed:
            found.append(Received(trainee, sha256, _when(submission)))
    return found


def _when(folder: Path) -> datetime:
    """Return when nbgrader received a submission; now, where it does not say."""
    from nbgrader.utils import parse_utc

    try:
        found: datetime = parse_utc((folder / TIMESTAMP).read_text(encoding="utf-8")[:100].strip())
        return found.replace(tzinfo=UTC)
    except (OSError, ValueError, OverflowError):
        return datetime.now(UTC)


def _write_slips(course: Course, assessment: str, receipts: Iterable[Receipt]) -> None:
    folder = course.receipts / assessment
    folder.mkdir(parents=True, exist_ok=True)
    for receipt in receipts:
        file, text = folder / slip_name(receipt), slip_text(receipt).encode()
        if not file.exists() or file.stat().st_size != len(text):
            write_whole(file, text, sync=False)
