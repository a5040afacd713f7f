"""The history of changed marks, and how a run that was stopped goes on as if it had not been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, delete, insert, inspect, select

from ..folder import CourseError
from ..judging import Judge
from .compare import Change
from .tables import BEGUN, UNDER_WAY

MOST_WHO = 128


@dataclass(frozen=True)
class Reason:
    """Who marks again, and why: it is kept with every mark that changes.

    Raises
    ------
    CourseError
        If it says nobody or nothing, or names somebody with too many letters.
    """

    who: str
    why: str

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise CourseError('--write needs a reason that will be read later: --why "line 7 is advice"')
        if not 0 < len(self.who.strip()) <= MOST_WHO:
            raise CourseError(f"--who is the name of whoever decides, in at most {MOST_WHO} letters")


def rows_of(change: Change, assessment: str, marking: str, reason: Reason) -> Iterator[dict[str, Any]]:
    """Yield the rows of a change: one for each section whose points change, and one for the whole."""
    common = {
        "assessment": assessment,
        "trainee": change.trainee,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": reason.who.strip(),
        "why": reason.why.strip(),
        "old_decision": change.old_band,
        "new_decision": change.new_band,
        "old_marking": change.marking,
        "new_marking": marking,
    }
    for cell, (old, new) in change.sections.items():
        yield {**common, "cell": cell, "old": old, "new": new}
    yield {**common, "cell": assessment, "old": change.old, "new": change.new}


def judge_before(engine: Engine, assessment: str, marking: str, judge: Judge) -> Judge:
    """Return how the cohort was judged before marking by these keys began.

    Parameters
    ----------
    judge
        As the cohort is judged now, which is right if it has not begun.
    """
    if not inspect(engine).has_table(BEGUN.name):
        return judge
    query = select(BEGUN.c.error, BEGUN.c.assumed).where(
        BEGUN.c.assessment == assessment, BEGUN.c.marking == marking
    )
    with engine.connect() as connection:
        found = connection.execute(query).one_or_none()
    return judge if found is None else Judge(judge.cut, found.error, found.assumed)


def begin(engine: Engine, assessment: str, marking: str, before: Judge) -> None:
    """Keep how the cohort is judged before the first mark is changed."""
    row = {"assessment": assessment, "marking": marking, "error": before.error, "assumed": before.assumed}
    UNDER_WAY.create_all(engine)
    with engine.begin() as connection:
        connection.execute(delete(BEGUN).where(BEGUN.c.assessment == assessment))
        connection.execute(insert(BEGUN), row)


def end(engine: Engine, assessment: str) -> None:
    """Note that all marks are changed, and the keys in their place."""
    with engine.begin() as connection:
        connection.execute(delete(BEGUN).where(BEGUN.c.assessment == assessment))
