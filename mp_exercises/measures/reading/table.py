"""A file as a table of one kind: values, gaps counted, notes on how it was read, and all faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .across import MOST_KEPT, across
from .beyond import headless, spilt
from .faults import CellFault, TableError, named
from .grid import Grid, Opened, Raw, read_grid
from .heads import Placed, find_heads
from .kinds import Column, kind
from .values import Gap, Read, Unreadable, read_value
from .which import kind_of


@dataclass(frozen=True)
class Gaps:
    """The cells of one column that hold no value.

    Attributes
    ----------
    empty, missing, suppressed
        How many are empty, hold a word such as n/a, or a letter for a suppressed figure.
    """

    empty: int = 0
    missing: int = 0
    suppressed: int = 0


@dataclass(frozen=True)
class Table:
    """What was read.

    Attributes
    ----------
    kind
        The name of its kind.
    frame
        A row for each row of the file. Numbers are float64 with NaN for gaps, dates datetime64[s] with
        NaT, all else text with None. Columns that the file does not have are not in it.
    rows
        The row of the file that each stands in, from 1.
    styles
        How each column was written: how many cells in each style.
    gaps
        By column.
    unused
        Heads that were left out.
    above
        How many filled rows stand above the heads.
    headless
        How many filled cells stand under no head.
    opened
        How the file was opened, where it might have been otherwise.
    """

    kind: str
    file: Path
    frame: pd.DataFrame
    rows: tuple[int, ...]
    styles: dict[str, dict[str, int]]
    gaps: dict[str, Gaps]
    unused: tuple[str, ...]
    above: int
    headless: int = 0
    opened: Opened = field(default_factory=Opened)

    @property
    def questions(self) -> tuple[str, ...]:
        """The columns that answer to a pattern, such as q1."""
        return tuple(name for name in self.frame if name not in kind(self.kind).columns)

    def has(self, *names: str) -> bool:
        """Whether each of these columns is there and holds a value."""
        return all(name in self.frame and bool(self.frame[name].notna().any()) for name in names)


def read_file(file: Path, name: str | None = None) -> Table:
    """Read a file.

    Parameters
    ----------
    name
        Its kind; without one, the kind whose columns it has.

    Raises
    ------
    TableError
        With every fault, each at its cell.
    LookupError
        If there is no such kind.
    """
    return table_of(read_grid(file), name)


def table_of(grid: Grid, name: str | None = None) -> Table:
    """Read the cells of a file; without a kind, as the kind whose columns it has.

    Raises
    ------
    TableError
        With every fault, each at its cell.
    LookupError
        If there is no such kind.
    """
    return read_table(grid, name if name is not None else kind_of(grid))


def read_table(grid: Grid, name: str) -> Table:
    """Read the cells of a file as one kind of data.

    Raises
    ------
    TableError
        With every fault, each at its cell.
    """
    wanted = kind(name)
    if grid.merged:
        raise TableError(grid.file, grid.merged)
    heads = find_heads(grid, wanted)
    places = [
        row for row in range(heads.row + 1, len(grid.rows)) if any(c is not None for c in grid.rows[row])
    ]
    faults = list(heads.faults)
    if not places:
        faults.append(
            CellFault(heads.row + 1, 0, "nothing stands below the heads", f"a row for {wanted.row}")
        )
    faults += islice(spilt(grid, heads.row, places), MOST_KEPT)
    read = {one.name: _column(grid, places, one, wanted.columns[one.column]) for one in heads.placed}
    for found in read.values():
        faults += found.faults
    frame = pd.DataFrame({name: found.series() for name, found in read.items()})
    faults += across(frame, places, heads, wanted)
    if faults:
        raise TableError(grid.file, faults)
    return Table(
        name,
        grid.file,
        frame,
        tuple(place + 1 for place in places),
        {name: found.styles for name, found in read.items()},
        {name: found.gaps for name, found in read.items()},
        heads.unused,
        sum(any(cell is not None for cell in row) for row in grid.rows[: heads.row]),
        headless(grid, heads.row, places),
        grid.opened,
    )


def gap_heads(table: Table) -> dict[str, Gaps]:
    """Return the columns that have gaps, by head."""
    columns = kind(table.kind).columns
    return {
        columns[name].head if name in columns else name: gaps
        for name, gaps in table.gaps.items()
        if gaps != Gaps()
    }


@dataclass
class _ColumnRead:
    column: Column
    values: list[Any]
    styles: dict[str, int]
    gaps: Gaps
    faults: list[CellFault]

    def series(self) -> pd.Series[Any]:
        if self.column.type in ("number", "whole"):
            return pd.Series(np.array([np.nan if v is None else v for v in self.values], dtype=np.float64))
        if self.column.type == "date":
            return pd.Series(np.array(self.values, dtype="datetime64[s]"))
        return pd.Series(self.values, dtype=object)


def _column(grid: Grid, places: Sequence[int], placed: Placed, column: Column) -> _ColumnRead:
    """Read one column; what stands in many cells is read once."""
    known: dict[tuple[type, Raw], Read | Gap | Unreadable] = {}
    values: list[Any] = []
    styles: dict[str, int] = {}
    empty = missing = suppressed = 0
    faults: list[CellFault] = []
    for row in places:
        raw = grid.cell(row, placed.place)
        at = (type(raw), raw)
        found = known.get(at)
        if found is None:
            found = known[at] = _attempt(raw, column)
        if isinstance(found, Read):
            values.append(found.value)
            if found.style:
                styles[found.style] = styles.get(found.style, 0) + 1
            continue
        values.append(None)
        if isinstance(found, Gap):
            empty += not found.symbol
            suppressed += found.suppressed
            missing += bool(found.symbol) and not found.suppressed
            fault = _needed(found, column)
        else:
            fault = found
        if fault is not None and len(faults) < MOST_KEPT:
            faults.append(CellFault(row + 1, placed.place + 1, fault.wrong, fault.right))
    faults += _mixed(grid, places, placed, column, values, styles)
    return _ColumnRead(column, values, styles, Gaps(empty, missing, suppressed), faults)


def _attempt(raw: Raw, column: Column) -> Read | Gap | Unreadable:
    try:
        return read_value(raw, column)
    except Unreadable as error:
        return error


def _needed(gap: Gap, column: Column) -> Unreadable | None:
    if not column.required:
        return None
    wrong = f"{named(gap.symbol)} stands for no value" if gap.symbol else "nothing stands here"
    return Unreadable(wrong, column.expected)


def _mixed(
    grid: Grid,
    places: Sequence[int],
    placed: Placed,
    column: Column,
    values: Sequence[Any],
    styles: dict[str, int],
) -> Iterator[CellFault]:
    """Yield what single cells do not show: percent signs in part of a column, or dates of two orders."""
    if column.percent and 0 < styles.get("percent", 0) < sum(value is not None for value in values):
        wrong = f"{styles['percent']} cells of this column have a percent sign and others have none"
        yield CellFault(places[0] + 1, placed.place + 1, wrong, "all in one way")
    if column.type != "date" or "slashed" not in styles:
        return
    texts = ((row, str(grid.cell(row, placed.place))) for row in places)
    month_first = next((row for row, text in texts if _has_month_first(text)), None)
    if month_first is None:
        return
    for row, value in zip(places, values, strict=True):
        text = grid.cell(row, placed.place)
        if isinstance(text, str) and "/" in text and isinstance(value, date) and value.day <= 12:
            right = f"{value:%Y-%m-%d} or {value.year}-{value.day:02d}-{value.month:02d}"
            wrong = f"{named(text)} may be either order, since row {month_first + 1} has the month first"
            yield CellFault(row + 1, placed.place + 1, wrong, right)


def _has_month_first(text: str) -> bool:
    first, _, rest = text.replace(".", "/").partition("/")
    second = rest.partition("/")[0]
    return first.isdecimal() and second.isdecimal() and int(second) > 12 >= int(first)
