"""What nbgrader calls by name from a course's settings."""

from __future__ import annotations

from pathlib import Path

from .built import keyed_sections
from .folder import Course


def keys_are_built(assignment: str, **_others: object) -> None:
    """Say in nbgrader's log what to do where the keys of an assessment have not been built.

    Parameters
    ----------
    assignment
        As nbgrader gives it, in the course's folder.

    Raises
    ------
    Unbuilt
        Which nbgrader logs; the marking cells then refuse each submission.
    """
    course = Course(Path.cwd())
    if assignment in course.slugs():
        keyed_sections(course.marking_file(assignment))
