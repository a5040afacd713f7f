"""The draws of an assessment, as they were recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from ...plain import has_unseen, shown
from ..folder import CourseError
from .levels import Levels, pack, unpack
from .meanwhile import first_or_told
from .names import by_place, corrected, corrections, draw_place
from .tables import DRAW, DRAWN, SECOND

MOST_NAME = 128
MOST_WHY = 2000


@dataclass(frozen=True)
class Draw:
    """One draw.

    Attributes
    ----------
    number
        From 1; the last draw of an assessment is the one that counts.
    over
        The difference in points above which two marks must be settled.
    share, count, least
        How much was asked for: ``count`` answers, or ``share`` of them and at least ``least``.
    first_by
        Who gave the first marks, where somebody said so; as it was corrected, if it was.
    """

    number: int
    at: str
    who: str
    why: str
    seed: int
    over: float
    cut: float
    least: int
    share: float | None = None
    count: int | None = None
    first_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """An answer that was drawn.

    Attributes
    ----------
    first
        The first mark as it was at the draw.
    record
        The digest of the record that the text is from.
    text
        As the second marker is shown it; empty where it was not asked for.
    """

    code: str
    number: int
    trainee: str
    cell: str
    section: str
    item: str
    points: float
    first: float
    levels: Levels
    stratum: str
    borderline: bool
    record: str
    text: str = ""


@dataclass(frozen=True)
class Second:
    """A second mark, who gave it, with the name as it was corrected, and when it was read."""

    code: str
    mark: float
    levels: Levels
    remark: str
    who: str
    at: str


def now() -> str:
    """Return the time in UTC, as our tables keep it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def name_given(name: str, what: str) -> str:
    """Return somebody's name as it is kept.

    Raises
    ------
    CourseError
        If it is empty, too long, or has what cannot be seen.
    """
    name = name.strip()
    if not name or len(name) > MOST_NAME or has_unseen(name):
        raise CourseError(f"{what} {shown(name, 40)!r} is no name; right would be such as {what} 'A. Marker'")
    return name


def reason_given(why: str) -> str:
    """Return a reason as it is kept.

    Raises
    ------
    CourseError
        If there is none, or it is too long.
    """
    why = " ".join(why.split())
    if not why or len(why) > MOST_WHY:
        raise CourseError(
            f"the reason has {len(why)} characters; right would be a sentence for whoever asks later, "
            "with --why"
        )
    return shown(why, MOST_WHY)


def draws(connection: Connection, assessment: str) -> list[Draw]:
    """Return the draws of an assessment, the one that counts last."""
    query = select(DRAW).where(DRAW.c.assessment == assessment).order_by(DRAW.c.number)
    names = by_place(corrections(connection, assessment))
    return [
        Draw(
            number=row.number,
            at=row.at,
            who=row.who,
            why=row.why,
            seed=row.seed,
            over=row.over,
            cut=row.cut,
            least=row.least,
            share=row.share,
            count=row._mapping["count"],
            first_by=tuple(
                corrected(name, draw_place(row.number), names) for name in json.loads(row.first_by)
            ),
        )
        for row in connection.execute(query)
    ]


def drawn(connection: Connection, assessment: str, *, texts: bool = False) -> list[Drawn]:
    """Return every answer that any draw has drawn, by code number.

    Parameters
    ----------
    texts
        Whether to load what was written.
    """
    columns = [
        column for column in DRAWN.c if column.name != "assessment" and (texts or column.name != "text")
    ]
    query = select(*columns).where(DRAWN.c.assessment == assessment).order_by(DRAWN.c.code)
    return [Drawn(**{**row, "levels": unpack(row["levels"])}) for row in connection.execute(query).mappings()]


def seconds(connection: Connection, assessment: str) -> dict[str, Second]:
    """Return the second marks by code number."""
    query = select(SECOND).where(SECOND.c.assessment == assessment)
    names = by_place(corrections(connection, assessment))
    found = {}
    for row in connection.execute(query):
        who = corrected(row.who, row.code, names)
        found[row.code] = Second(row.code, row.mark, unpack(row.levels), row.remark, who, row.at)
    return found


def save_draw(engine: Engine, assessment: str, draw: Draw, rows: Sequence[Drawn]) -> None:
    """Record a draw, whole or not at all.

    Raises
    ------
    CourseError
        If somebody else drew meanwhile.
    """
    head = {**vars(draw), "assessment": assessment, "first_by": json.dumps(draw.first_by)}
    data: list[dict[str, Any]] = [
        {**vars(row), "assessment": assessment, "levels": pack(row.levels)} for row in rows
    ]
    told = f"somebody else drew from {assessment!r} at the same time, and that draw stands"
    with first_or_told(engine, f"{told}; see it with: mp moderate status") as connection:
        connection.execute(insert(DRAW), head)
        connection.execute(insert(DRAWN), data)


def refuse_undrawn(made: Sequence[Draw], assessment: str) -> None:
    """Refuse what needs a draw where there is none.

    Raises
    ------
    CourseError
        If nothing was drawn.
    """
    if not made:
        raise CourseError(f"nothing of {assessment!r} was drawn yet; run: mp moderate draw")
