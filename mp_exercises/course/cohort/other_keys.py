"""Marks by other keys: nobody's should stand beside them, and none is overwritten without its history."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine

from ..folder import Course, CourseError
from ..gradebook.writer import marked_by_others
from ..incoming import Unreadable, record_bytes
from .files import submission
from .one import Marking, digest_of


def refuse_other_keys(engine: Engine, course: Course, marking: Marking, names: Iterable[str]) -> None:
    """Refuse to mark trainees whom other keys marked, before anything is written.

    A record that came after those marks is not refused: `mp remark` leaves it to be marked here.

    Raises
    ------
    CourseError
        If there are any.
    """
    before = marked_by_others(engine, marking.assessment, marking.digest)
    others = [
        name for name in names if name in before and _still(course, marking.assessment, name, before[name])
    ]
    if others:
        who = others[0] if len(others) == 1 else f"{others[0]} and {len(others) - 1} more"
        raise CourseError(
            f"other keys marked {who} before; run: mp remark, which shows who would change before anything "
            "is written"
        )


def _still(course: Course, assessment: str, trainee: str, record: str) -> bool:
    """Whether a trainee's record is the one that was marked."""
    try:
        return digest_of(record_bytes(submission(course, trainee, assessment))) == record
    except Unreadable:
        return False
