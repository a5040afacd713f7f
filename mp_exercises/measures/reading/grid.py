"""The cells of a .csv or .xlsx file as they stand: bounded, and never evaluated."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ...marking.standard.archive import Bounds, DeclaresEntities, TooLarge
from ...marking.standard.workbook import NoSheet, read_page
from .faults import CellFault, TableError, whole

MOST_BYTES = 100_000_000
MOST_UNPACKED = 600_000_000
MOST_MEMBERS = 2_000
MOST_ROWS = 500_000
MOST_COLUMNS = 200

ENDINGS = (".csv", ".xlsx")

SHEET = "data"
"""Which sheet of several is read; the first, if there is none of this name."""


class Percent(float):
    """A number that the spreadsheet shows with a percent sign: 0.226 shown as 22.6%."""

    __slots__ = ()

    @property
    def shown(self) -> float:
        """What stands before the sign, without what floating point adds."""
        return float(f"{100 * self:.12g}")


@dataclass(frozen=True)
class Bad:
    """A cell that cannot be read, and why."""

    wrong: str
    right: str


Raw = str | int | float | bool | datetime | date | Bad | None


@dataclass(frozen=True)
class Opened:
    """How a file was opened where it might have been otherwise, so that it can be said.

    Attributes
    ----------
    sheet, others
        The sheet that was read since none is called as templates call it, and the sheets that were not.
    windows
        Whether its letters were taken for those of Windows, since they are not UTF-8.
    """

    sheet: str = ""
    others: tuple[str, ...] = ()
    windows: bool = False


@dataclass(frozen=True)
class Grid:
    """What stands in a file.

    Attributes
    ----------
    rows
        From the first; a row may be shorter than another. Text has no spaces round it, and an empty
        cell is None.
    merged
        A fault for each range of merged cells.
    """

    file: Path
    rows: Sequence[Sequence[Raw]]
    merged: tuple[CellFault, ...] = ()
    opened: Opened = Opened()

    def cell(self, row: int, column: int) -> Raw:
        """Return a cell by its place from 0; None where the row is shorter."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None


def read_grid(file: Path) -> Grid:
    """Return the cells of a .csv or .xlsx file.

    Raises
    ------
    TableError
        If it is not there, too large, or no spreadsheet.
    """
    if file.is_dir():
        raise whole(file, "a folder", "one .xlsx or .csv file that lies in it")
    if not file.is_file():
        raise whole(file, "there is no such file", "a .xlsx or .csv file")
    check_size(file, file.stat().st_size)
    return grid_of(file, file.read_bytes())


def check_size(file: Path, size: int) -> None:
    """Say whether a file of so many bytes may be read at all, before it is.

    Raises
    ------
    TableError
        If it is too large, or neither .csv nor .xlsx.
    """
    if file.suffix.lower() not in _READERS:
        raise whole(file, f"a file of kind {file.suffix or 'none'}", "a .xlsx or .csv file")
    if size > MOST_BYTES:
        raise whole(file, f"{size:,} bytes", f"at most {MOST_BYTES:,}")


def grid_of(file: Path, data: bytes) -> Grid:
    """Return the cells of a file that is held in memory; nothing is read or written elsewhere.

    Parameters
    ----------
    file
        What it is called; its ending says of which kind it is.

    Raises
    ------
    TableError
        If it is too large, or no spreadsheet.
    """
    check_size(file, len(data))
    grid = _READERS[file.suffix.lower()](file, data)
    width = max((len(row) for row in grid.rows), default=0)
    if len(grid.rows) > MOST_ROWS or width > MOST_COLUMNS:
        right = f"at most {MOST_ROWS:,} and {MOST_COLUMNS}; delete empty rows below the table"
        raise whole(file, f"{len(grid.rows):,} rows and {width} columns", right)
    return grid


def _read_csv(file: Path, data: bytes) -> Grid:
    text, windows = _decoded(file, data)
    rows: list[list[Raw]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)):
            rows.append([entry.strip() or None for entry in row])
            if len(row) > MOST_COLUMNS or len(rows) > MOST_ROWS:
                # It is refused by its size, and no more of it need be taken into memory.
                break
    except csv.Error as error:
        raise whole(file, f"it cannot be read ({error})", "a .csv file as a spreadsheet saves it") from error
    if rows and len(rows) <= MOST_ROWS and _left_open(text):
        wrong = "a quotation mark opens a cell, and none closes it"
        raise TableError(
            file, [CellFault(len(rows), len(rows[-1]), wrong, "a second one at the end of the cell")]
        )
    return Grid(file, rows, opened=Opened(windows=windows))


def _left_open(text: str) -> bool:
    """Whether a text ends inside a quoted cell, so that its last cell has swallowed the rest of the file.

    Only a reader that is strict says so; of what else it finds fault with, spreadsheets are full.
    """
    strict = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for _ in strict:
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _decoded(file: Path, raw: bytes) -> tuple[str, bool]:
    """Return the text, and whether it was taken for that of Windows."""
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16"), False
        if b"\0" in raw:
            raise whole(file, "no text", "a .csv file in UTF-8, or the .xlsx file itself")
        return raw.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        # What spreadsheets in Britain save as plain CSV.
        return raw.decode("cp1252", errors="replace"), True


def _separator(text: str) -> str:
    """Return the mark between columns, as the first line that has one shows it."""
    for line in io.StringIO(text):
        counts = {mark: line.count(mark) for mark in ",;\t"}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ","


def _read_xlsx(file: Path, data: bytes) -> Grid:
    plain = "an .xlsx file as a spreadsheet saves it"
    try:
        bounds = Bounds(MOST_UNPACKED, MOST_MEMBERS)
        page = read_page(data, SHEET, bounds, (MOST_ROWS + 1, MOST_COLUMNS + 1))
    except NoSheet as error:
        raise whole(file, str(error), "a sheet of cells") from error
    except TooLarge as error:
        raise whole(file, str(error), f"at most {MOST_UNPACKED:,} bytes") from error
    except DeclaresEntities as error:
        raise whole(file, "its parts define entities", plain) from error
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged file
        raise whole(file, "it cannot be opened", plain) from error
    merged = tuple(
        CellFault(row, column, f"merged cells {name}", "every cell by itself, and each head over one column")
        for row, column, name in page.merged
    )
    chosen = page.title.strip().lower() == SHEET
    opened = Opened() if chosen or not page.others else Opened(page.title, page.others)
    return Grid(file, [[_raw(cell) for cell in row] for row in page.rows], merged, opened)


def _raw(cell: Any) -> Raw:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Bad("a formula", "its value; copy the column and paste values only")
    if cell.data_type == "e":
        # #N/A is what people use for missing; other errors are errors.
        return str(value) if value == "#N/A" else Bad(f"the error {value}", "a value, or nothing")
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool | datetime | date):
        return value
    if isinstance(value, int | float):
        return Percent(value) if "%" in (cell.number_format or "") else value
    if isinstance(value, time):
        return Bad(f"a time, {value}", "a date, a number or text")
    return Bad("something else than text, a number or a date", "text, a number or a date")


_READERS: dict[str, Callable[[Path, bytes], Grid]] = {".csv": _read_csv, ".xlsx": _read_xlsx}
