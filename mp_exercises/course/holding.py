"""Whether an assessment's results may go out, or what they wait for."""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from .gradebook.writer import GRADE, SUBMITTED, cells_of


def held(engine: Engine, assessment: str) -> str:
    """Return why an assessment's results are held; nothing where they may go out.

    Raises
    ------
    CourseError
        If the gradebook does not know the assessment.
    """
    cells = cells_of(engine, assessment)
    waiting = (
        select(func.count())
        .select_from(GRADE)
        .join(SUBMITTED, SUBMITTED.c.id == GRADE.c.notebook_id)
        .where(SUBMITTED.c.notebook_id == cells.notebook)
        .where(GRADE.c.cell_id.in_(list(cells.tasks.values())), GRADE.c.manual_score.is_(None))
    )
    with engine.connect() as connection:
        count = connection.scalar(waiting) or 0
    return f"{count} written answers wait for a marker, in formgrader" if count else ""
