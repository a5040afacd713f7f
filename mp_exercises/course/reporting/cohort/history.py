"""The log of marks that were changed by a corrected key, from the gradebook's database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, case, func, select

from ....plain import shown
from ...gradebook.tables import HISTORY

AT_ONCE = 1000
MOST = 1000
"""Letters of a reason that the page shows; the table has the whole."""


@dataclass(frozen=True)
class Regrade:
    """One correction, over all whom it changed.

    Attributes
    ----------
    at
        When its first mark was changed.
    trainees
        How many people's marks it changed.
    decisions
        How many people's decisions it changed.
    """

    at: str
    who: str
    why: str
    marking: str
    trainees: int
    decisions: int


def regrades(engine: Engine, assessment: str) -> list[Regrade]:
    """Return the corrections of an assessment, the first one first."""
    whole = (HISTORY.c.assessment == assessment, HISTORY.c.cell == assessment)
    changed = func.sum(case((HISTORY.c.old_decision != HISTORY.c.new_decision, 1), else_=0))
    query = (
        select(
            func.min(HISTORY.c.at),
            HISTORY.c.who,
            HISTORY.c.why,
            HISTORY.c.new_marking,
            func.count(func.distinct(HISTORY.c.trainee)),
            changed,
        )
        .where(*whole)
        .group_by(HISTORY.c.who, HISTORY.c.why, HISTORY.c.new_marking)
        .order_by(func.min(HISTORY.c.id))
    )
    with engine.connect() as connection:
        return [
            Regrade(at, shown(who), shown(why, MOST), marking or "", int(trainees), int(decisions or 0))
            for at, who, why, marking, trainees, decisions in connection.execute(query)
        ]


def changes(engine: Engine, assessment: str) -> Iterator[dict[str, Any]]:
    """Yield each row of the log, a few in memory at a time."""
    query = select(HISTORY).where(HISTORY.c.assessment == assessment).order_by(HISTORY.c.id)
    with engine.connect() as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query).mappings():
            yield dict(row)
