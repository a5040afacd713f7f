"""A small table as rows of plain values: every fault at its cell, nothing guessed, nothing evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...measures.reading.faults import CellFault, TableError, named, whole
from ...measures.reading.grid import Grid, Raw, read_grid
from .kinds import Column, Sheet, sheet
from .values import Bad, value_of

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_OTHERS = 20

Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """What a table holds.

    Attributes
    ----------
    rows
        By column; what is empty is None.
    places
        The row of the file in which each stands, from 1.
    others
        The heads that the table may have and this one has, as they stand.
    """

    file: Path
    rows: tuple[Row, ...]
    places: tuple[int, ...]
    others: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def fault(self, place: int, wrong: str, right: str) -> CellFault:
        """Return a fault of the row at ``place``, counted from 0."""
        return CellFault(self.places[place], 0, wrong, right)


def read_rows(file: Path, name: str) -> Rows:
    """Read a table.

    Parameters
    ----------
    name
        Which; ``columns.yaml`` has its columns.

    Raises
    ------
    TableError
        With every fault, each at its cell.
    """
    wanted = sheet(name)
    if file.is_file() and file.stat().st_size > MOST_BYTES:
        raise whole(file, f"{file.stat().st_size:,} bytes", f"at most {MOST_BYTES:,}")
    grid = read_grid(file)
    if grid.merged:
        raise TableError(file, grid.merged)
    if len(grid.rows) > MOST_ROWS:
        raise whole(file, f"{len(grid.rows):,} rows", f"at most {MOST_ROWS:,}")
    head = _head_row(grid, wanted)
    placed, others, faults = _heads(grid, head, wanted)
    filled = [row for row in range(head + 1, len(grid.rows)) if any(c is not None for c in grid.rows[row])]
    rows = []
    for row in filled:
        values, wrong = _row(grid, row, {**placed, **others}, wanted)
        faults += _beyond(grid, head, row)
        rows.append(values)
        faults += wrong
    faults += _twice(rows, filled, wanted)
    if faults:
        raise TableError(file, faults)
    return Rows(file, tuple(rows), tuple(row + 1 for row in filled), tuple(others))


def _plain(cell: Raw) -> str:
    return "_".join(str(cell).casefold().replace("_", " ").split()) if isinstance(cell, str) else ""


def _head_row(grid: Grid, wanted: Sheet) -> int:
    """Return the row of heads: the first one that is not a label in one cell."""
    heads = ", ".join(name for name, column in wanted.columns.items() if column.needed)
    for row, cells in enumerate(grid.rows[:5]):
        if "candidate" in map(_plain, cells) or set(map(_plain, cells)) & set(wanted.columns):
            return row
    raise whole(grid.file, "no row has the heads", f"a first row with {heads}")


def _heads(grid: Grid, head: int, wanted: Sheet) -> tuple[dict[str, int], dict[str, int], list[CellFault]]:
    placed: dict[str, int] = {}
    others: dict[str, int] = {}
    faults = []
    for place, cell in enumerate(grid.rows[head]):
        if cell is None:
            if any(grid.cell(row, place) is not None for row in range(head + 1, len(grid.rows))):
                faults.append(CellFault(head + 1, place + 1, "a column without a head", "a head"))
            continue
        name = _plain(cell)
        if name in placed or (not name) or str(cell) in others:
            faults.append(CellFault(head + 1, place + 1, f"the head {named(cell)} stands twice", "each once"))
        elif name in wanted.columns:
            placed[name] = place
        elif wanted.others is not None and len(others) < MOST_OTHERS:
            others[str(cell)] = place
        else:
            right = f"one of {', '.join(wanted.columns)}"
            faults.append(CellFault(head + 1, place + 1, f"unknown head {named(cell)}", right))
    for name, column in wanted.columns.items():
        if column.needed and name not in placed:
            faults.append(CellFault(head + 1, 0, f"no column is headed '{name}'", f"'{name}'"))
    return placed, others, faults


def _row(grid: Grid, row: int, places: dict[str, int], wanted: Sheet) -> tuple[Row, list[CellFault]]:
    values: Row = dict.fromkeys(wanted.columns)
    faults = []
    for name, place in places.items():
        column = wanted.columns.get(name) or Column(type=wanted.others or "text")
        read = value_of(grid.cell(row, place), column)
        if isinstance(read, Bad):
            faults.append(CellFault(row + 1, place + 1, read.wrong, read.right))
        else:
            values[name] = read
    return values, faults


def _beyond(grid: Grid, head: int, row: int) -> Iterator[CellFault]:
    """Yield the cells of a row that stand further right than any head."""
    for place in range(len(grid.rows[head]), len(grid.rows[row])):
        if grid.rows[row][place] is not None:
            yield CellFault(row + 1, place + 1, "a cell beyond the heads", "nothing there")


def _twice(rows: Sequence[Row], places: Sequence[int], wanted: Sheet) -> Iterator[CellFault]:
    seen: dict[tuple[Any, ...], int] = {}
    for values, row in zip(rows, places, strict=True):
        key = tuple(values[name] for name in wanted.once)
        if not key or None in key:
            continue
        if key in seen:
            what = ", ".join(str(part) for part in key)
            yield CellFault(row + 1, 0, f"{named(what)} stands in row {seen[key]} too", "one row for each")
        seen.setdefault(key, row + 1)
