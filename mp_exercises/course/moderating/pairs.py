"""First and second marks side by side, and what is still open about each pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, inspect, select

from ..gradebook.cells import Cells
from ..gradebook.tables import RESULT
from .draws import Draw, Drawn, Second, drawn, draws, seconds
from .names import Correction, corrections
from .tables import DRAW, DRAWN, SETTLED
from .written import marks_now

State = Literal["waiting", "agreed", "apart", "changed", "anew", "settled"]

CLOSE = 1e-9
"""Points. Smaller differences are those of floating point."""


@dataclass(frozen=True)
class Settlement:
    """How an answer was settled.

    Attributes
    ----------
    turn
        From 1, for each time that the answer was settled.
    record
        The digest of the record that the mark is for.
    """

    turn: int
    mark: float
    record: str
    who: str
    at: str
    why: str


@dataclass(frozen=True)
class Pair:
    """An answer with both its marks.

    Attributes
    ----------
    now
        The mark in nbgrader's gradebook; None where it was taken away.
    record
        The digest of the record that the gradebook's result is from.
    state
        ``waiting`` for the second mark; ``agreed`` within the set size; ``apart`` beyond it;
        ``changed``, where the mark in the gradebook is no longer the one that was drawn or settled;
        ``anew``, where the trainee has handed in again; or ``settled``.
    """

    drawn: Drawn
    second: Second | None
    settlement: Settlement | None
    now: float | None
    record: str
    state: State

    @property
    def open(self) -> bool:
        """Whether a person has to settle it."""
        return self.state in ("apart", "changed", "anew")

    @property
    def difference(self) -> float | None:
        """The second mark less the first, in points; None where there is no second."""
        return None if self.second is None else self.second.mark - self.drawn.first


@dataclass(frozen=True)
class Moderation:
    """All draws of an assessment, the pairs that count, and what markers' names were corrected."""

    draws: tuple[Draw, ...]
    pairs: tuple[Pair, ...]
    corrections: tuple[Correction, ...] = ()

    def in_state(self, *states: State) -> list[Pair]:
        """Return the pairs in any of some states."""
        return [pair for pair in self.pairs if pair.state in states]


def moderation(engine: Engine, assessment: str, cells: Cells) -> Moderation:
    """Return what is known of an assessment's second marking; no draws where there was none."""
    if not inspect(engine).has_table(DRAW.name):
        return Moderation((), ())
    with engine.connect() as connection:
        made = draws(connection, assessment)
        if not made:
            return Moderation((), ())
        rows = drawn(connection, assessment)
        second = seconds(connection, assessment)
        settled = _settled(connection, assessment)
        marks = marks_now(connection, cells)
        records = _records(connection, assessment)
        names = corrections(connection, assessment)
    pairs = []
    for row in _that_count(rows, second, records, made[-1].number):
        pairs.append(
            _pair(
                row,
                second.get(row.code),
                settled.get((row.trainee, row.cell)),
                marks.get((row.trainee, row.cell)),
                records.get(row.trainee, ""),
                made[row.number - 1].over,
            )
        )
    return Moderation(tuple(made), tuple(pairs), tuple(names))


def _settled(connection: Connection, assessment: str) -> dict[tuple[str, str], Settlement]:
    """Return the last settlement of each answer, by trainee and cell."""
    query = select(SETTLED).where(SETTLED.c.assessment == assessment).order_by(SETTLED.c.turn)
    return {
        (row.trainee, row.cell): Settlement(row.turn, row.mark, row.record, row.who, row.at, row.why)
        for row in connection.execute(query)
    }


def _records(connection: Connection, assessment: str) -> dict[str, str]:
    """Return the digest of each drawn trainee's record, as it is marked now."""
    some = select(DRAWN.c.trainee).where(DRAWN.c.assessment == assessment)
    query = select(RESULT.c.trainee, RESULT.c.record).where(
        RESULT.c.assessment == assessment, RESULT.c.trainee.in_(some)
    )
    return {row.trainee: row.record for row in connection.execute(query)}


def _that_count(
    rows: Iterable[Drawn], second: Mapping[str, Second], records: Mapping[str, str], last: int
) -> Sequence[Drawn]:
    """Return one row for each answer: of the record as it is now, marked twice, of the latest draw.

    An answer of an earlier draw without a second mark is no longer asked for.
    """
    best: dict[tuple[str, str], tuple[tuple[bool, bool, int], Drawn]] = {}
    for row in rows:
        marked = row.code in second
        rank = row.record == records.get(row.trainee), marked, row.number
        there = best.get((row.trainee, row.cell))
        if (marked or row.number == last) and (there is None or rank > there[0]):
            best[row.trainee, row.cell] = rank, row
    return sorted((row for _, row in best.values()), key=lambda row: row.code)


def _pair(
    row: Drawn,
    second: Second | None,
    settlement: Settlement | None,
    mark: float | None,
    record: str,
    over: float,
) -> Pair:
    return Pair(row, second, settlement, mark, record, _state(row, second, settlement, mark, record, over))


def _state(
    row: Drawn,
    second: Second | None,
    settlement: Settlement | None,
    mark: float | None,
    record: str,
    over: float,
) -> State:
    if second is None:
        return "waiting"
    if settlement is not None and settlement.record == record:
        return "settled" if _same(settlement.mark, mark) else "changed"
    if row.record != record:
        return "anew"
    if not _same(row.first, mark):
        return "changed"
    return "apart" if abs(second.mark - row.first) > over + CLOSE else "agreed"


def _same(one: float, other: float | None) -> bool:
    return other is not None and abs(one - other) <= CLOSE
