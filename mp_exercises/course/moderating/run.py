"""What ``mp moderate`` does: each step that changes something, on an open gradebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..alone import alone
from ..cohort.calling import call_by_name
from ..folder import Course
from ..gradebook.connection import gradebook_of
from ..gradebook.settings import settings_of
from .draw import Made, Wish, make_draw
from .issue import issue_sheet
from .receive import Received, receive
from .rename import Renamed, Renaming, rename
from .settle import Settled, settle


@dataclass(frozen=True)
class Issued:
    """A draw, and the files for its second marker."""

    made: Made
    files: list[Path]


def run_draw(course: Course, assessment: str, wish: Wish, *, key: bool) -> Issued:
    """Draw a sample, record it, and write the sheet for the second marker.

    Raises
    ------
    CourseError
        As `make_draw` and `issue_sheet` do.
    """
    course.require(assessment)
    with alone(course), gradebook_of(settings_of(course)) as engine:
        # What hides a writer's name takes it from the gradebook, which nbgrader's own marking gives none.
        call_by_name(engine, course)
        made = make_draw(course, engine, assessment, wish)
        return Issued(made, issue_sheet(course, engine, assessment, key=key))


def run_sheet(course: Course, assessment: str, *, key: bool) -> list[Path]:
    """Write the sheet of the last draw again."""
    course.require(assessment)
    with alone(course), gradebook_of(settings_of(course)) as engine:
        return issue_sheet(course, engine, assessment, key=key)


def run_read(course: Course, assessment: str, file: Path, who: str, *, partly: bool) -> Received:
    """Read a filled sheet."""
    course.require(assessment)
    with gradebook_of(settings_of(course)) as engine:
        return receive(course, engine, assessment, file, who, partly=partly)


def run_rename(course: Course, assessment: str, asked: Renaming) -> Renamed:
    """Correct a marker's name."""
    course.require(assessment)
    with gradebook_of(settings_of(course)) as engine:
        return rename(engine, assessment, asked)


def run_settle(
    course: Course, assessment: str, which: str, item: str, mark: float, *, who: str, why: str
) -> Settled:
    """Settle the mark of an answer."""
    course.require(assessment)
    with gradebook_of(settings_of(course)) as engine:
        return settle(engine, assessment, which, item, mark, who, why)
