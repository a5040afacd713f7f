"""Which attempt counts: the last before the deadline, or before a trainee's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..disk import write_whole
from ..folder import Course, CourseError
from ..receipts.receipt import stamp
from .attempts import BASES, Attempt
from .people import Trainee

FILE = "deadline.json"


@dataclass(frozen=True)
class Deadline:
    """Until when an attempt is in time; without a moment, always."""

    moment: datetime | None = None

    def of(self, trainee: Trainee | None, assessment: str) -> datetime | None:
        """Return a trainee's deadline: an extension that is later than everyone's, or everyone's."""
        if self.moment is None:
            return None
        extensions: Mapping[str, datetime] = trainee.extensions if trainee else {}
        own = extensions.get(assessment, extensions.get(""))
        return max(self.moment, own) if own else self.moment


def kept_deadline(course: Course, assessment: str) -> Deadline:
    """Return the deadline that an earlier run was given.

    Raises
    ------
    CourseError
        If it cannot be read.
    """
    file = _file(course, assessment)
    if not file.exists():
        return Deadline()
    try:
        text = json.loads(file.read_text(encoding="utf-8"))["deadline"]
        return Deadline(datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(f"{file} cannot be read; give --deadline or --no-deadline") from error


def keep_deadline(course: Course, assessment: str, deadline: Deadline) -> None:
    """Keep a deadline for the runs to come."""
    file = _file(course, assessment)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = stamp(deadline.moment) if deadline.moment else None
    write_whole(file, (json.dumps({"deadline": text}) + "\n").encode())


def choose(attempts: Iterable[Attempt], limit: datetime | None) -> tuple[Attempt | None, set[Attempt]]:
    """Return the attempt that counts, if any, and those that are late.

    Notes
    -----
    The same record may have come twice, with times of different worth: then only the time that rests
    on most counts, and of several such the earliest.
    """
    best: dict[str, Attempt] = {}
    every = sorted(attempts, key=lambda attempt: (-BASES.index(attempt.basis), attempt.order))
    for attempt in every:
        best.setdefault(attempt.sha256, attempt)
    late = {attempt for attempt in every if limit is not None and best[attempt.sha256].moment > limit}
    in_time = [attempt for attempt in best.values() if attempt not in late]
    return max(in_time, key=lambda attempt: attempt.order, default=None), late


def _file(course: Course, assessment: str) -> Path:
    return course.attempts(assessment) / FILE
