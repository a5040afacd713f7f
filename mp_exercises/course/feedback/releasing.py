"""What feedback pages wait for, and whether they may show the keys."""

from __future__ import annotations

from sqlalchemy import Engine

from ..cohort.loading import load_marking
from ..folder import Course, CourseError
from ..gradebook.cells import Cells
from ..gradebook.connection import gradebook_of
from ..gradebook.settings import Settings
from ..gradebook.writer import marked_by_others
from ..holding import held, held_trainees, refuse_moderated

OTHERWISE = "; for pages of all others, --provisional"


def waiting(
    settings: Settings, assessment: str, cells: Cells, *, release: bool, provisional: bool
) -> frozenset[str]:
    """Return whose result a second marking still holds, where pages are written all the same.

    Raises
    ------
    CourseError
        If none may be written before it is settled, or the keys may not be shown.
    """
    with gradebook_of(settings) as engine:
        waits = held_trainees(engine, assessment)
        if release or not provisional:
            refuse_moderated(engine, assessment, OTHERWISE)
        if release:
            _refuse_release(settings.course, assessment, engine, cells)
    return waits


def _refuse_release(course: Course, assessment: str, engine: Engine, cells: Cells) -> None:
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
