"""What a cohort earned: the marks of the record and those of people, trainee by trainee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import fsum
from typing import Any, TypeVar

from sqlalchemy import Engine, func, select

from .gradebook.detail import TASK as TASK
from .gradebook.detail import ItemDetail, unpack
from .gradebook.tables import RESULT
from .gradebook.theirs import ASSIGNMENT, COMMENT, GRADE, STUDENT, SUBMISSION, SUBMITTED
from .gradebook.writer import Cells
from .result import Place as Place
from .result import Result as Result

AT_ONCE = 100

K = TypeVar("K")


def results(engine: Engine, assessment: str, cells: Cells) -> Iterator[Result]:
    """Yield the result of each marked trainee, by id, holding few in memory at a time."""
    with engine.connect() as connection:
        names = list(
            connection.scalars(
                select(RESULT.c.trainee).where(RESULT.c.assessment == assessment).order_by(RESULT.c.trainee)
            )
        )
    for start in range(0, len(names), AT_ONCE):
        yield from _some(engine, assessment, cells, names[start : start + AT_ONCE])


def count_of(engine: Engine, assessment: str) -> int:
    """Return how many trainees are marked, and still in nbgrader's gradebook."""
    query = (
        select(func.count())
        .select_from(RESULT)
        .join(SUBMISSION, SUBMISSION.c.student_id == RESULT.c.trainee)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id)
        .where(RESULT.c.assessment == assessment, ASSIGNMENT.c.name == assessment)
    )
    with engine.connect() as connection:
        return int(connection.scalar(query) or 0)


def result_of(engine: Engine, assessment: str, cells: Cells, trainee: str) -> Result | None:
    """Return one trainee's result; None where there is none."""
    return next(_some(engine, assessment, cells, [trainee]), None)


def _some(engine: Engine, assessment: str, cells: Cells, names: Sequence[str]) -> Iterator[Result]:
    own = select(RESULT).where(RESULT.c.assessment == assessment, RESULT.c.trainee.in_(names))
    whole = (
        select(
            STUDENT.c.id,
            STUDENT.c.first_name,
            STUDENT.c.last_name,
            SUBMISSION.c.timestamp,
            SUBMISSION.c.extension,
            ASSIGNMENT.c.duedate,
            SUBMITTED.c.id.label("notebook"),
            SUBMITTED.c.late_submission_penalty,
        )
        .join(SUBMISSION, SUBMISSION.c.student_id == STUDENT.c.id)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id)
        .join(SUBMITTED, SUBMITTED.c.assignment_id == SUBMISSION.c.id)
        .where(SUBMISSION.c.assignment_id == cells.assignment, SUBMITTED.c.notebook_id == cells.notebook)
        .where(STUDENT.c.id.in_(names))
    )
    with engine.connect() as connection:
        ours = {row.trainee: row for row in connection.execute(own)}
        theirs = {row.id: row for row in connection.execute(whole)}
        notebooks = [row.notebook for row in theirs.values()]
        grades = _by_notebook(connection.execute(select(GRADE).where(GRADE.c.notebook_id.in_(notebooks))))
        said = _by_notebook(connection.execute(select(COMMENT).where(COMMENT.c.notebook_id.in_(notebooks))))
    cell_names = {key: name for name, key in [*cells.graded.items(), *cells.tasks.items()]}
    for name in names:
        if name in ours and name in theirs:
            notebook = theirs[name].notebook
            found = grades.get(notebook, []), said.get(notebook, [])
            yield _result(ours[name], theirs[name], *found, cell_names)


def _by_notebook(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.notebook_id, []).append(row)
    return found


def _result(
    own: Any, whole: Any, grades: Sequence[Any], comments: Sequence[Any], cells: Mapping[str, str]
) -> Result:
    by_cell = {cells[grade.cell_id]: grade for grade in grades if grade.cell_id in cells}
    by_record = {name: grade for name, grade in by_cell.items() if TASK not in name}
    items = tuple(_with_person(item, by_cell) for item in unpack(own.detail))
    written = {
        (item.section, item.item): by_cell[_task(item.section, item.item)]
        for item in items
        if _task(item.section, item.item) in by_cell
    }
    earned = fsum(map(_score, grades))
    penalty = whole.late_submission_penalty or 0.0
    return Result(
        trainee=own.trainee,
        name=" ".join(filter(None, (whole.first_name, whole.last_name))) or own.trainee,
        items=items,
        scores=_given({name: grade.auto_score for name, grade in by_record.items()}),
        overruled=_given({name: grade.manual_score for name, grade in by_record.items()}),
        given=_given({place: grade.manual_score for place, grade in written.items()}),
        extra=_extra(by_cell),
        earned=earned,
        penalty=penalty,
        points=max(0.0, earned - penalty),
        most=own.most + sum(item.points for item in items if (item.section, item.item) in written),
        waiting=tuple(place for place, grade in written.items() if grade.manual_score is None),
        comments=_comments(comments, cells),
        submitted=whole.timestamp,
        late=_late(whole),
        at=own.at,
        record=own.record,
        marking=own.marking,
        damaged=own.damaged,
    )


def _given(scores: Mapping[K, float | None]) -> dict[K, float]:
    return {name: score for name, score in scores.items() if score is not None}


def _extra(grades: Mapping[str, Any]) -> dict[str, float]:
    """Return the extra credit that counts, by section: nbgrader counts none where there is no mark."""
    found: dict[str, float] = {}
    for name, grade in grades.items():
        marked = grade.manual_score is not None or grade.auto_score is not None
        if marked and grade.extra_credit:
            section = name.partition(TASK)[0]
            found[section] = found.get(section, 0.0) + float(grade.extra_credit)
    return found


def _late(whole: Any) -> float:
    """Return the seconds after the deadline, as ``SubmittedAssignment.total_seconds_late`` has them."""
    if whole.timestamp is None or whole.duedate is None:
        return 0.0
    due: datetime = whole.duedate + (whole.extension or timedelta())
    handed_in: datetime = whole.timestamp
    return max(0.0, (handed_in - due).total_seconds())


def _with_person(item: ItemDetail, grades: Mapping[str, Any]) -> ItemDetail:
    """Return an item with the mark that a person gave it, as a share of its points."""
    grade = grades.get(_task(item.section, item.item))
    if grade is None:
        return item
    if grade.manual_score is None:
        return replace(item, value=None)
    value = min(1.0, max(0.0, grade.manual_score / item.points)) if item.points else 0.0
    return replace(item, value=value)


def _comments(rows: Sequence[Any], cells: Mapping[str, str]) -> dict[Place, str]:
    """Return what markers said, by (section, item)."""
    found: dict[Place, str] = {}
    for row in rows:
        section, _, item = cells.get(row.cell_id, "").partition(TASK)
        text = row.manual_comment or row.auto_comment
        if item and text:
            found[section, item] = str(text)
    return found


def _task(section: str, item: str) -> str:
    return f"{section}{TASK}{item}"


def _score(grade: Any) -> float:
    """Return a grade's score by nbgrader's own rule."""
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if given is None else float(given) + (grade.extra_credit or 0.0)
