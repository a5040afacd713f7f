"""The written answers of a cohort: who has which first mark, and what each wrote."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, select

from ...answers import latest
from ...exercise import Exercise
from ...exercise.kinds.reflection import ReflectionItem
from ...plain import shown
from ...shown import text_of
from ..cohort.files import submission, unsafe
from ..cohort.one import digest_of
from ..folder import Course, CourseError
from ..gradebook.cells import Cells
from ..gradebook.detail import unpack
from ..gradebook.tables import RESULT
from ..gradebook.theirs import GRADE, STUDENT, SUBMISSION, SUBMITTED
from ..incoming import Unreadable, reading_of, record_bytes
from ..judging import Judge
from ..results import TASK, Result
from .levels import levels_in
from .sample import Candidate
from .wording import Known, cleaned, without_name

AT_ONCE = 500

Items = Mapping[tuple[str, str], ReflectionItem]
Marks = Mapping[tuple[str, str], float | None]


@dataclass
class Found:
    """The written answers of a cohort.

    Attributes
    ----------
    candidates
        Those with a first mark.
    waiting
        How many have none yet.
    blank
        How many items were left blank, or hold what cannot be read: there is nothing to mark twice.
    """

    candidates: list[Candidate] = field(default_factory=list)
    waiting: int = 0
    blank: int = 0


def written_items(sections: Iterable[Exercise]) -> dict[tuple[str, str], ReflectionItem]:
    """Return the items that are answered in writing, by section and item, in their order."""
    return {
        (section.slug, item.id): item
        for section in sections
        for item in section.items
        if isinstance(item, ReflectionItem)
    }


def cell_of(section: str, item: str) -> str:
    """Return the ``grade_id`` of the cell in which a person marks an item."""
    return f"{section}{TASK}{item}"


def marks_now(connection: Connection, cells: Cells) -> dict[tuple[str, str], float | None]:
    """Return what people gave, as the gradebook has it, by trainee and ``grade_id``."""
    names = {key: name for name, key in cells.tasks.items()}
    query = (
        select(SUBMISSION.c.student_id, GRADE.c.cell_id, GRADE.c.manual_score)
        .join(SUBMITTED, SUBMITTED.c.assignment_id == SUBMISSION.c.id)
        .join(GRADE, GRADE.c.notebook_id == SUBMITTED.c.id)
        .where(SUBMITTED.c.notebook_id == cells.notebook, GRADE.c.cell_id.in_(list(names)))
    )
    return {(trainee, names[cell]): mark for trainee, cell, mark in connection.execute(query)}


def blank_items(connection: Connection, assessment: str) -> set[tuple[str, str, str]]:
    """Return what was left blank, as (trainee, section, item): marked without a person, and not answered."""
    query = select(RESULT.c.trainee, RESULT.c.detail).where(RESULT.c.assessment == assessment)
    return {
        (trainee, detail.section, detail.item)
        for trainee, packed in connection.execute(query)
        for detail in unpack(packed)
        if detail.kind == "reflection" and detail.value is not None
    }


def written_answers(
    marked: Iterable[Result],
    items: Items,
    marks: Marks,
    blank: Container[tuple[str, str, str]],
    judge: Judge,
) -> Found:
    """Return the written answers of a cohort with their first marks.

    Raises
    ------
    CourseError
        If a first mark is none that the item allows.
    """
    found = Found()
    for result in marked:
        borderline = judge.whole(result).band == "borderline"
        for detail in result.items:
            item = items.get((detail.section, detail.item))
            if item is None:
                continue
            mark = marks.get((result.trainee, cell_of(detail.section, detail.item)))
            if (result.trainee, detail.section, detail.item) in blank:
                found.blank += 1
            elif mark is None:
                found.waiting += 1
            else:
                found.candidates.append(_candidate(result, detail.section, item, mark, borderline))
    return found


def _candidate(
    result: Result, section: str, item: ReflectionItem, mark: float, borderline: bool
) -> Candidate:
    if not (math.isfinite(mark) and 0 <= mark <= item.points):
        raise CourseError(
            f"{result.trainee} has {mark:g} points for {section}/{item.id}; right would be a mark "
            f"from 0 to {item.points:g}, in formgrader"
        )
    comment = result.comments.get((section, item.id), "")
    return Candidate(
        trainee=result.trainee,
        section=section,
        item=item.id,
        points=item.points,
        first=mark,
        borderline=borderline,
        record=result.record,
        levels=levels_in(comment, item.rubric),
    )


def called(engine: Engine, trainees: Sequence[str]) -> dict[str, Known]:
    """Return what trainees are called in the gradebook."""
    columns = STUDENT.c.id, STUDENT.c.first_name, STUDENT.c.last_name, STUDENT.c.email
    found = {}
    with engine.connect() as connection:
        for start in range(0, len(trainees), AT_ONCE):
            some = STUDENT.c.id.in_(trainees[start : start + AT_ONCE])
            for name, *others in connection.execute(select(*columns).where(some)):
                found[name] = Known(name, *(other or "" for other in others))
    return found


def text_for(course: Course, assessment: str, one: Candidate, item: ReflectionItem, known: Known) -> str:
    """Return what a trainee wrote, as a second marker may see it.

    Raises
    ------
    CourseError
        If the record is not there as it was marked.
    """
    reason = unsafe(course, one.trainee, assessment)
    try:
        data = b"" if reason else record_bytes(submission(course, one.trainee, assessment))
    except Unreadable as error:
        reason = str(error)
    if not reason and digest_of(data) != one.record:
        reason = f"the record is not the one that was marked; run: mp mark {course.root} {assessment}"
    if reason:
        raise CourseError(f"{shown(one.trainee)}: {reason}")
    line = latest(reading_of(data).lines).get((one.section, one.item))
    return without_name(cleaned(text_of(item, line)), known)
