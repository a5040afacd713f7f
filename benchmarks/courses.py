"""A course to measure on, made by the project's own commands."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from benchmarks.watch import ROOT, watch
from mp_exercises.course.build import build
from mp_exercises.course.folder import CONFIG, Course, checkout_course, new_course

ASSESSMENT = "choosing-people-well"
"""The assessment that has some twenty items."""

_GRADES = """
    select submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade
    from grade
    join base_cell on base_cell.id = grade.cell_id
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    order by 1, 2
"""


def environment() -> dict[str, str]:
    """Return the environment in which nbgrader and its kernels find this checkout."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    programs = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PATH": os.pathsep.join(programs)}


def made_course(folder: Path, slug: str = ASSESSMENT) -> Course:
    """Return a new course with one assessment built and released."""
    course = new_course(folder, content=checkout_course())
    build(course, slug)
    watch(["nbgrader", "generate_assignment", slug], course.root, environment())
    return course


def stock(course: Course) -> None:
    """Give a course nbgrader's own steps again, so that it runs the notebooks."""
    with (course.root / CONFIG).open("a", encoding="utf-8") as file:
        file.write("\ndel c.Autograde.sanitize_preprocessors, c.Autograde.autograde_preprocessors\n")
        file.write("del c.GenerateFeedback.preprocessors\n")


def grades(course: Course) -> dict[tuple[str, str], tuple[float | None, bool]]:
    """Return every mark in a course's gradebook, by trainee and cell."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        rows = database.execute(_GRADES).fetchall()
    return {(trainee, cell): (score, bool(waits)) for trainee, cell, score, waits in rows}
