"""Whether an assessment's results may go out, or what they wait for."""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from .folder import CourseError
from .gradebook.cells import Cells, cells_of
from .gradebook.theirs import GRADE, SUBMITTED
from .moderating.pairs import moderation


def held(engine: Engine, assessment: str) -> str:
    """Return why an assessment's results are held; nothing where they may go out.

    They are held while written answers wait for a mark, while a second marking that was drawn is not
    complete, and while a pair of marks is open: further apart than the draw allows, or changed since.

    Raises
    ------
    CourseError
        If the gradebook does not know the assessment.
    """
    cells = cells_of(engine, assessment)
    reasons = [_unmarked(engine, cells), *_open(engine, assessment, cells)]
    return "; ".join(filter(None, reasons))


def refuse_moderated(engine: Engine, assessment: str, otherwise: str = "") -> None:
    """Refuse to give out marks that a second marking still holds.

    Parameters
    ----------
    otherwise
        What else can be done, as the end of the message.

    Raises
    ------
    CourseError
        If a second mark is not in, or a pair of marks is open; or the gradebook does not know the assessment.
    """
    reasons = _open(engine, assessment, cells_of(engine, assessment))
    if reasons:
        told = "; ".join(reasons)
        raise CourseError(
            f"the results of {assessment!r} are held: {told}; see: mp moderate status COURSE {assessment}"
            f"{otherwise}"
        )


def held_trainees(engine: Engine, assessment: str) -> frozenset[str]:
    """Return who has an answer that a second marking still holds.

    Raises
    ------
    CourseError
        If the gradebook does not know the assessment.
    """
    found = moderation(engine, assessment, cells_of(engine, assessment))
    return frozenset(pair.drawn.trainee for pair in found.pairs if pair.open or pair.state == "waiting")


def _unmarked(engine: Engine, cells: Cells) -> str:
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


def _open(engine: Engine, assessment: str, cells: Cells) -> list[str]:
    found = moderation(engine, assessment, cells)
    counts = {
        "second marks not in yet": len(found.in_state("waiting")),
        "differences between two marks not settled": len(found.in_state("apart")),
        "marks changed since they were drawn or settled": len(found.in_state("changed")),
        "answers handed in again since they were drawn": len(found.in_state("anew")),
    }
    return [f"{said}: {count} of {len(found.pairs)}" for said, count in counts.items() if count]
