"""Which row has the heads, and which column each stands over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .faults import CellFault, named, whole
from .grid import Grid
from .kinds import Kind, kinds, plain_head

FIRST_ROWS = 10
"""How far down the row of heads is looked for."""


@dataclass(frozen=True)
class Placed:
    """A column of the kind, where it stands in the file.

    Attributes
    ----------
    name
        What the table calls it: the kind's name for it, or a question's own head.
    column
        Its key in the kind.
    place
        From 0.
    """

    name: str
    column: str
    place: int


@dataclass(frozen=True)
class Heads:
    """The row of heads.

    Attributes
    ----------
    row
        From 0.
    placed
        The columns that were found.
    unused
        Heads that the kind does not know.
    """

    row: int
    placed: tuple[Placed, ...]
    unused: tuple[str, ...]
    faults: tuple[CellFault, ...]


def find_heads(grid: Grid, kind: Kind) -> Heads:
    """Return the row of heads: of the first rows, the one that has most columns of the kind.

    Raises
    ------
    TableError
        If the file is empty, or no row has a head of the kind.
    """
    rows = range(min(FIRST_ROWS, len(grid.rows)))
    best = max(rows, key=lambda row: (len(_placed(grid, row, kind)), -row), default=None)
    needed = ", ".join(kind.columns[name].head for name in kind.needed)
    if best is None or not any(cell is not None for row in rows for cell in grid.rows[row]):
        raise whole(grid.file, "it is empty", f"a row of heads ({needed}), and the rows below it")
    placed = _placed(grid, best, kind)
    if not placed:
        raise whole(grid.file, f"none of the first {FIRST_ROWS} rows has the heads", f"a row with {needed}")
    faults = [*_missing(best, placed, kind), *_double(best, placed, kind)]
    known = {one.place for one in placed}
    unused = tuple(
        str(cell) for place, cell in enumerate(grid.rows[best]) if cell is not None and place not in known
    )
    return Heads(best, tuple(_once(placed)), unused, tuple(faults))


def fitting(grid: Grid) -> tuple[str, ...]:
    """Return the kinds whose needed columns the file has, the one with most heads first; ties together."""
    scores: dict[str, int] = {}
    for name, kind in kinds().items():
        for row in range(min(FIRST_ROWS, len(grid.rows))):
            found = {one.column for one in _placed(grid, row, kind)}
            if set(kind.needed) <= found:
                scores[name] = max(scores.get(name, 0), len(found))
    most = max(scores.values(), default=0)
    return tuple(name for name, score in scores.items() if score == most)


def _placed(grid: Grid, row: int, kind: Kind) -> list[Placed]:
    found = []
    for place, cell in enumerate(grid.rows[row]):
        if not isinstance(cell, str):
            continue
        for key, column in kind.columns.items():
            if column.answers_to(cell):
                name = plain_head(cell).replace(" ", "") if column.like else key
                found.append(Placed(name, key, place))
                break
    return found


def _missing(row: int, placed: list[Placed], kind: Kind) -> Iterator[CellFault]:
    there = {one.column for one in placed}
    for name in kind.needed:
        if name not in there:
            heads = " or ".join(f"'{head}'" for head in kind.columns[name].heads)
            yield CellFault(row + 1, 0, f"no column is headed '{kind.columns[name].head}'", heads)


def _double(row: int, placed: list[Placed], kind: Kind) -> Iterator[CellFault]:
    seen: dict[str, int] = {}
    for one in placed:
        if one.name in seen:
            wrong = f"a second column for {named(kind.columns[one.column].head)}"
            yield CellFault(row + 1, one.place + 1, wrong, "one column for each thing")
        seen.setdefault(one.name, one.place)


def _once(placed: list[Placed]) -> Iterator[Placed]:
    seen = set()
    for one in placed:
        if one.name not in seen:
            seen.add(one.name)
            yield one
