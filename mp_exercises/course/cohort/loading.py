"""What an assessment's submissions are marked by: its keys as built, and the notebook as released."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Engine, select

from ..built import keyed_sections, sections_of
from ..folder import Course, CourseError
from ..gradebook.cells import Cells
from ..gradebook.theirs import GRADE_CELL, SOURCE_CELL
from .one import Marking
from .sheet import Sheet, SourceCell, sheet_from


def load_marking(course: Course, assessment: str, engine: Engine, cells: Cells) -> Marking:
    """Load what marks an assessment.

    Raises
    ------
    Unbuilt
        If its keys have not been built.
    CourseError
        If the notebook has not been released, or was released from other questions.
    """
    file = course.marking_file(assessment)
    keyed_sections(file)
    return marking_from(course, assessment, engine, cells, file.read_text(encoding="utf-8"))


def marking_from(course: Course, assessment: str, engine: Engine, cells: Cells, built: str) -> Marking:
    """Return what marks an assessment by keys that are given as a marking file's text.

    Raises
    ------
    CourseError
        As `load_marking` does.
    """
    sections = tuple(sections_of(built).values())
    sheet = _sheet(course, assessment, engine, cells)
    marking = Marking(assessment, sections, sheet, _digest(built.encode(), sheet))
    _check_points(marking, engine, cells)
    return marking


def _sheet(course: Course, assessment: str, engine: Engine, cells: Cells) -> Sheet:
    file = course.root / "release" / assessment / f"{assessment}.ipynb"
    try:
        notebook: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        sources = _sources(engine, cells)
        return sheet_from(notebook, sources)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"{file} cannot be used; run: nbgrader generate_assignment {assessment} --force"
        ) from error


def _sources(engine: Engine, cells: Cells) -> dict[str, SourceCell]:
    table = SOURCE_CELL
    query = select(table.c.name, table.c.source, table.c.checksum).where(
        table.c.notebook_id == cells.notebook
    )
    with engine.connect() as connection:
        return {
            name: SourceCell(source or "", checksum or "")
            for name, source, checksum in connection.execute(query)
        }


def _check_points(marking: Marking, engine: Engine, cells: Cells) -> None:
    """Refuse keys whose points are not those that trainees were promised."""
    table = GRADE_CELL
    with engine.connect() as connection:
        rows = connection.execute(select(table.c.id, table.c.max_score))
        promised: dict[str, float] = dict(rows.all())
    most = {
        section.slug: sum(item.points for item in section.items if item.full() is not None)
        for section in marking.sections
    }
    for name, points in most.items():
        found = promised.get(cells.graded.get(name, ""), 0.0)
        if found != points:
            raise CourseError(
                f"{name} has {points:g} points by its keys and {found:g} in the gradebook; "
                f"run: mp course build {marking.assessment}, then nbgrader generate_assignment "
                f"{marking.assessment} --force"
            )


def _digest(keys: bytes, sheet: Sheet) -> str:
    digest = hashlib.sha256(keys)
    for part in sheet.parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()
