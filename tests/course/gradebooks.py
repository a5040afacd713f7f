"""What a gradebook holds, by names in place of its random ids, so that two can be compared."""

import json

import nbformat
from nbconvert.preprocessors.coalescestreams import CoalesceStreamsPreprocessor
from nbgrader import api
from sqlalchemy import create_engine, inspect, text

from mp_exercises.answers import Record
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.marking import mark_record
from tests.course.trainees import SLUG

OWN = {"mp_result": "at", "mp_history": "id, at"}
"""Our tables, and their columns that tell when or in which order a row was written."""

_JOINED = """
    from submitted_notebook
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    join assignment on assignment.id = submitted_assignment.assignment_id
"""
QUERIES = {
    "student": "select * from student",
    "submission": """
        select assignment.name, student_id, submitted_assignment.timestamp, submitted_assignment.extension,
            submitted_notebook.flagged, submitted_notebook.late_submission_penalty
    """
    + _JOINED,
    "grade": """
        select assignment.name, student_id, base_cell.name as cell, grade.auto_score, grade.manual_score,
            grade.extra_credit, grade.needs_manual_grade
    """
    + _JOINED
    + """
        join grade on grade.notebook_id = submitted_notebook.id
        join base_cell on base_cell.id = grade.cell_id
    """,
    "comment": """
        select assignment.name, student_id, base_cell.name as cell, comment.auto_comment,
            comment.manual_comment
    """
    + _JOINED
    + """
        join comment on comment.notebook_id = submitted_notebook.id
        join base_cell on base_cell.id = comment.cell_id
    """,
}
"""Every column of every row that marking writes, but for ids and the times at which it wrote."""


def gradebook(course):
    """Return all rows of a course's gradebook that concern submissions, sorted, by table."""
    engine = create_engine(settings_of(course).db_url)
    try:
        with engine.connect() as connection:
            found = {name: _rows(connection.execute(text(query))) for name, query in QUERIES.items()}
            tables = set(inspect(engine).get_table_names())
            for name, left_out in OWN.items():
                rows = connection.execute(text(f"select * from {name}")) if name in tables else ()
                found[name] = _rows(rows, left_out.split(", "))
    finally:
        engine.dispose()
    return found


def _rows(found, left_out=()):
    rows = [
        {name: _plain(value) for name, value in row._mapping.items() if name not in left_out} for row in found
    ]
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def _plain(value):
    """Return a value as it is compared: databases differ in how they keep a yes, a time or a whole number."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float | int):
        return float(value)
    return None if value is None else str(value)


def notebooks(course, slug=SLUG):
    """Return the bytes of every marked notebook, by trainee."""
    files = sorted((course.root / "autograded").glob(f"*/{slug}/{slug}.ipynb"))
    return {file.parts[-3]: file.read_bytes() for file in files}


def shown_cells(course, trainee, slug=SLUG):
    """Return a marked notebook's cells without what only tells how they were run."""
    file = course.root / "autograded" / trainee / slug / f"{slug}.ipynb"
    # A kernel on a busy machine may send one print in two pieces.
    whole, _ = CoalesceStreamsPreprocessor().preprocess(nbformat.read(file, as_version=4), {})
    cells = whole.cells
    for cell in cells:
        cell.metadata.pop("execution", None)
    return [dict(cell) for cell in cells]


def marks(course, trainee, slug=SLUG):
    """Return a trainee's automatic marks by section; nothing where the gradebook has none."""
    rows = gradebook(course)["grade"]
    found = {row["cell"]: row["auto_score"] for row in rows if row["student_id"] == trainee}
    return {cell: score for cell, score in found.items() if "__task__" not in cell}


def pure(course, trainee, slug=SLUG):
    """Return what the pure function gives for the record that a trainee handed in."""
    lines = Record(course.root / "submitted" / trainee / slug / "answers.jsonl").read().lines
    found = [mark_record(section, lines) for section in course.load(slug).keyed]
    return {entry.exercise: entry.points for entry in found if entry.most}


def change(course, work):
    """Do something to a course's gradebook as nbgrader does, and save it."""
    settings = settings_of(course)
    with api.Gradebook(settings.db_url, settings.course_id) as opened:
        work(opened)
        opened.db.commit()
