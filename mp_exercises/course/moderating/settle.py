"""Settling a pair of marks: one mark, with its reason, into the gradebook and the history."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select, update

from ...plain import shown
from ..folder import CourseError
from ..gradebook.cells import Cells, cells_of
from ..gradebook.tables import HISTORY
from ..gradebook.theirs import GRADE, SUBMISSION, SUBMITTED
from .draws import name_given, now, reason_given, refuse_undrawn
from .meanwhile import first_or_told
from .pairs import Moderation, Pair, moderation
from .tables import SETTLED


@dataclass(frozen=True)
class Settled:
    """What was done: the pair as it was before, and the mark that stands now."""

    pair: Pair
    mark: float


def settle(
    engine: Engine, assessment: str, which: str, item: str, mark: float, who: str, why: str
) -> Settled:
    """Settle the mark of an answer that was marked twice.

    Parameters
    ----------
    which
        The answer's code number, or its trainee.
    item
        The item's id, with its section before it and a slash where two sections have one of that name.

    Raises
    ------
    CourseError
        If there is no such pair, the mark cannot be, or somebody changed it meanwhile.
    """
    who, why = name_given(who, "--by"), reason_given(why)
    cells = cells_of(engine, assessment)
    pair = _found(moderation(engine, assessment, cells), assessment, which, item)
    most = pair.drawn.points
    if not (math.isfinite(mark) and 0 <= mark <= most):
        raise CourseError(f"--mark {mark:g} is out of range; right would be a number from 0 to {most:g}")
    with first_or_told(engine, _changed(pair)) as connection:
        _write(connection, assessment, cells, pair, mark, who, why)
    return Settled(pair, mark)


def _found(found: Moderation, assessment: str, which: str, item: str) -> Pair:
    refuse_undrawn(found.draws, assessment)
    named = [pair for pair in found.pairs if which in (pair.drawn.code, pair.drawn.trainee)]
    if not named:
        raise CourseError(
            f"{shown(which, 40)!r} is neither a code number of the draw nor a trainee in it; "
            "see them with: mp moderate status"
        )
    mine = [pair for pair in named if item in (pair.drawn.item, f"{pair.drawn.section}/{pair.drawn.item}")]
    if len(mine) != 1:
        items = ", ".join(f"{pair.drawn.section}/{pair.drawn.item}" for pair in named)
        raise CourseError(
            f"{shown(item, 80)!r} names {len(mine)} answers of {which}; right would be one of {items}"
        )
    (pair,) = mine
    if pair.second is None:
        raise CourseError(f"{which} has no second mark for {item} yet; first run: mp moderate read")
    return pair


def _write(
    connection: Connection, assessment: str, cells: Cells, pair: Pair, mark: float, who: str, why: str
) -> None:
    """Write the grade first: only one of two who change it at once finds the mark that both have seen."""
    row = pair.drawn
    notebook = (
        select(SUBMITTED.c.id)
        .join(SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
        .where(SUBMITTED.c.notebook_id == cells.notebook, SUBMISSION.c.student_id == row.trainee)
        .scalar_subquery()
    )
    seen = GRADE.c.manual_score.is_(None) if pair.now is None else GRADE.c.manual_score == pair.now
    done = connection.execute(
        update(GRADE)
        .where(GRADE.c.cell_id == cells.tasks.get(row.cell, ""), GRADE.c.notebook_id == notebook, seen)
        .values(manual_score=mark, needs_manual_grade=False)
    )
    if done.rowcount != 1:
        raise CourseError(_changed(pair))
    at = now()
    who_and_when = {"assessment": assessment, "trainee": row.trainee, "cell": row.cell, "at": at, "who": who}
    turn = 1 if pair.settlement is None else pair.settlement.turn + 1
    connection.execute(
        insert(SETTLED),
        {
            **who_and_when,
            "turn": turn,
            "code": row.code,
            "old": pair.now,
            "mark": mark,
            "record": pair.record,
            "why": why,
        },
    )
    connection.execute(insert(HISTORY), {**who_and_when, "why": why, "old": pair.now, "new": mark})


def _changed(pair: Pair) -> str:
    return (
        f"the mark of {pair.drawn.code} was changed meanwhile, and nothing was written; "
        "look at it with mp moderate status, and settle it again"
    )
