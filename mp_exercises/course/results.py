"""What a cohort earned: the marks of the record and those of people, trainee by trainee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from math import fsum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .gradebook.asks import Asks, asks_of, moment, span
from .gradebook.cells import Cells
from .gradebook.detail import TASK as TASK
from .gradebook.detail import ItemDetail, unpack
from .result import Place as Place
from .result import Result as Result

if TYPE_CHECKING:
    from sqlalchemy import Engine

AT_ONCE = 100

K = TypeVar("K")

_TRAINEES = "select trainee from mp_result where assessment = :assessment order by trainee"

_COUNT = """
    select count(*)
    from mp_result
    join submitted_assignment on submitted_assignment.student_id = mp_result.trainee
    join assignment on assignment.id = submitted_assignment.assignment_id
    where mp_result.assessment = :assessment and assignment.name = :assessment
"""

_OWN = """
    select trainee, record, marking, at, damaged, most, detail
    from mp_result
    where assessment = :assessment and trainee in :names
"""

_WHOLE = """
    select
        student.id, student.first_name, student.last_name,
        submitted_assignment.timestamp, submitted_assignment.extension, assignment.duedate,
        submitted_notebook.id, submitted_notebook.late_submission_penalty
    from student
    join submitted_assignment on submitted_assignment.student_id = student.id
    join assignment on assignment.id = submitted_assignment.assignment_id
    join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id
    where submitted_assignment.assignment_id = :assignment
        and submitted_notebook.notebook_id = :notebook
        and student.id in :names
"""

_GRADES = """
    select notebook_id, cell_id, auto_score, manual_score, extra_credit
    from grade where notebook_id in :notebooks
"""

_COMMENTS = """
    select notebook_id, cell_id, auto_comment, manual_comment
    from comment where notebook_id in :notebooks
"""


class _Own(NamedTuple):
    trainee: str
    record: str
    marking: str
    at: str
    damaged: int
    most: float
    detail: str


class _Whole(NamedTuple):
    trainee: str
    first_name: str | None
    last_name: str | None
    timestamp: object
    extension: object
    duedate: object
    notebook: str
    penalty: float | None


class _Grade(NamedTuple):
    notebook: str
    cell: str
    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None


class _Comment(NamedTuple):
    notebook: str
    cell: str
    auto: str | None
    manual: str | None


N = TypeVar("N", _Grade, _Comment)


def results(gradebook: Asks | Engine, assessment: str, cells: Cells) -> Iterator[Result]:
    """Yield the result of each marked trainee, by id, holding few in memory at a time."""
    asks = asks_of(gradebook)
    names = [name for (name,) in asks.rows(_TRAINEES, assessment=assessment)]
    for start in range(0, len(names), AT_ONCE):
        yield from _some(asks, assessment, cells, names[start : start + AT_ONCE])


def count_of(gradebook: Asks | Engine, assessment: str) -> int:
    """Return how many trainees are marked, and still in nbgrader's gradebook."""
    return int(asks_of(gradebook).rows(_COUNT, assessment=assessment)[0][0])


def result_of(gradebook: Asks | Engine, assessment: str, cells: Cells, trainee: str) -> Result | None:
    """Return one trainee's result; None where there is none."""
    return next(_some(asks_of(gradebook), assessment, cells, [trainee]), None)


def _some(asks: Asks, assessment: str, cells: Cells, names: Sequence[str]) -> Iterator[Result]:
    own = [_Own(*row) for row in asks.rows(_OWN, assessment=assessment, names=names)]
    ours = {row.trainee: row for row in own}
    asked = asks.rows(_WHOLE, assignment=cells.assignment, notebook=cells.notebook, names=names)
    theirs = {row.trainee: row for row in (_Whole(*row) for row in asked)}
    notebooks = [row.notebook for row in theirs.values()]
    grades, said = dict[str, list[_Grade]](), dict[str, list[_Comment]]()
    if notebooks:
        grades = _by_notebook(_Grade(*row) for row in asks.rows(_GRADES, notebooks=notebooks))
        said = _by_notebook(_Comment(*row) for row in asks.rows(_COMMENTS, notebooks=notebooks))
    cell_names = {key: name for name, key in [*cells.graded.items(), *cells.tasks.items()]}
    for name in names:
        if name in ours and name in theirs:
            notebook = theirs[name].notebook
            found = grades.get(notebook, []), said.get(notebook, [])
            yield _result(ours[name], theirs[name], *found, cell_names)


def _by_notebook(rows: Iterator[N]) -> dict[str, list[N]]:
    found: dict[str, list[N]] = {}
    for row in rows:
        found.setdefault(row.notebook, []).append(row)
    return found


def _result(
    own: _Own,
    whole: _Whole,
    grades: Sequence[_Grade],
    comments: Sequence[_Comment],
    cells: Mapping[str, str],
) -> Result:
    by_cell = {cells[grade.cell]: grade for grade in grades if grade.cell in cells}
    by_record = {name: grade for name, grade in by_cell.items() if TASK not in name}
    items = tuple(_with_person(item, by_cell) for item in unpack(own.detail))
    written = {
        (item.section, item.item): by_cell[_task(item.section, item.item)]
        for item in items
        if _task(item.section, item.item) in by_cell
    }
    earned = fsum(map(_score, grades))
    penalty = whole.penalty or 0.0
    submitted = moment(whole.timestamp)
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
        submitted=submitted,
        late=_late(submitted, whole),
        at=own.at,
        record=own.record,
        marking=own.marking,
        damaged=own.damaged,
    )


def _given(scores: Mapping[K, float | None]) -> dict[K, float]:
    return {name: score for name, score in scores.items() if score is not None}


def _extra(grades: Mapping[str, _Grade]) -> dict[str, float]:
    """Return the extra credit that counts, by section: nbgrader counts none where there is no mark."""
    found: dict[str, float] = {}
    for name, grade in grades.items():
        marked = grade.manual_score is not None or grade.auto_score is not None
        if marked and grade.extra_credit:
            section = name.partition(TASK)[0]
            found[section] = found.get(section, 0.0) + float(grade.extra_credit)
    return found


def _late(submitted: datetime | None, whole: _Whole) -> float:
    """Return the seconds after the deadline, as ``SubmittedAssignment.total_seconds_late`` has them."""
    due = moment(whole.duedate)
    if submitted is None or due is None:
        return 0.0
    return max(0.0, (submitted - due - span(whole.extension)).total_seconds())


def _with_person(item: ItemDetail, grades: Mapping[str, _Grade]) -> ItemDetail:
    """Return an item with the mark that a person gave it, as a share of its points."""
    grade = grades.get(_task(item.section, item.item))
    if grade is None:
        return item
    if grade.manual_score is None:
        return replace(item, value=None)
    value = min(1.0, max(0.0, grade.manual_score / item.points)) if item.points else 0.0
    return replace(item, value=value)


def _comments(rows: Sequence[_Comment], cells: Mapping[str, str]) -> dict[Place, str]:
    """Return what markers said, by (section, item)."""
    found: dict[Place, str] = {}
    for row in rows:
        section, _, item = cells.get(row.cell, "").partition(TASK)
        text = row.manual or row.auto
        if item and text:
            found[section, item] = str(text)
    return found


def _task(section: str, item: str) -> str:
    return f"{section}{TASK}{item}"


def _score(grade: _Grade) -> float:
    """Return a grade's score by nbgrader's own rule."""
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if given is None else float(given) + (grade.extra_credit or 0.0)
