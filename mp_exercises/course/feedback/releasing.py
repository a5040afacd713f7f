"""Whether pages may show the keys."""

from __future__ import annotations

from sqlalchemy import Engine

from ..cohort.loading import load_marking
from ..folder import Course, CourseError
from ..gradebook.writer import Cells, marked_by_others
from ..holding import held


def refuse_release(course: Course, assessment: str, engine: Engine, cells: Cells) -> None:
    """Refuse to show keys too early, and keys that the marks do not come from.

    Raises
    ------
    CourseError
        Which says what the release waits for.
    """
    reason = held(engine, assessment)
    if reason:
        raise CourseError(f"the keys stay where they are: {reason}")
    marking = load_marking(course, assessment, engine, cells)
    others = sorted(marked_by_others(engine, assessment, marking.digest))
    if others:
        who = others[0] if len(others) == 1 else f"{others[0]} and {len(others) - 1} more"
        raise CourseError(
            f"other keys than those that would be shown marked {who}; "
            f"run: mp remark {course.root} {assessment}"
        )
