"""nbgrader's tables, as far as we read and write them.

They are declared here because importing nbgrader takes longer than marking a few hundred trainees;
a test holds them equal to nbgrader's own.
"""

from __future__ import annotations

import uuid

from sqlalchemy import Boolean, Column, DateTime, Float, Interval, MetaData, String, Table, Text

THEIRS = MetaData()

STUDENT = Table(
    "student",
    THEIRS,
    Column("id", String(128), primary_key=True),
    Column("first_name", String(128)),
    Column("last_name", String(128)),
    Column("email", String(128)),
)
ASSIGNMENT = Table(
    "assignment",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("duedate", DateTime),
)
NOTEBOOK = Table(
    "notebook",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("assignment_id", String(32)),
)
BASE_CELL = Table(
    "base_cell",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("notebook_id", String(32)),
    Column("type", String(50)),
)
GRADE_CELL = Table(
    "grade_cells", THEIRS, Column("id", String(32), primary_key=True), Column("max_score", Float)
)
SOURCE_CELL = Table(
    "source_cell",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("source", Text),
    Column("checksum", String(128)),
    Column("notebook_id", String(32)),
)
SUBMISSION = Table(
    "submitted_assignment",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("assignment_id", String(32)),
    Column("student_id", String(128)),
    Column("timestamp", DateTime),
    Column("extension", Interval),
)
SUBMITTED = Table(
    "submitted_notebook",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("assignment_id", String(32)),
    Column("notebook_id", String(32)),
    Column("flagged", Boolean),
    Column("late_submission_penalty", Float(0)),
)
GRADE = Table(
    "grade",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("notebook_id", String(32)),
    Column("cell_id", String(32)),
    Column("auto_score", Float),
    Column("manual_score", Float),
    Column("extra_credit", Float),
    Column("needs_manual_grade", Boolean),
)
COMMENT = Table(
    "comment",
    THEIRS,
    Column("id", String(32), primary_key=True),
    Column("notebook_id", String(32)),
    Column("cell_id", String(32)),
    Column("auto_comment", Text),
    Column("manual_comment", Text),
)


def new_id() -> str:
    """Return an id as nbgrader makes them."""
    return uuid.uuid4().hex
