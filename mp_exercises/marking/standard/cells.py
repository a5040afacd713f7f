"""The cells of a spreadsheet, .csv or .xlsx, as people fill them in: nothing in it is run or evaluated."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from .archive import Bounds, DeclaresEntities, TooLarge
from .workbook import NoSheet, read_page

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_MEMBERS = 500
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_FAULTS = 100

FORMULA_STARTS = ("=", "+", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula; a minus sign alone begins a number."""


@dataclass(frozen=True, order=True)
class CellFault:
    """One fault of a spreadsheet: in which cell, what is wrong, what would be right.

    Attributes
    ----------
    row, column
        From 1; 0 for the whole file.
    """

    file: Path
    row: int
    column: int
    wrong: str
    right: str

    def __str__(self) -> str:
        place = f"{self.file}: {reference(self.row, self.column)}" if self.row else f"{self.file}"
        return f"{place}: {self.wrong}; right would be {self.right}"


class SheetError(ValueError):
    """A spreadsheet that cannot be used; carries its faults."""

    def __init__(self, faults: Iterable[CellFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        shown = [str(fault) for fault in self.faults[:MOST_FAULTS]]
        if len(self.faults) > MOST_FAULTS:
            shown.append(f"and {len(self.faults) - MOST_FAULTS} more faults")
        super().__init__("\n".join(shown))


@dataclass(frozen=True)
class Cell:
    """What stands in one cell.

    Attributes
    ----------
    value
        Text without spaces round it, a number, a truth value, or None for nothing.
    percent
        Whether the spreadsheet shows the number as a percentage, so that 0.6 means 60%.
    bad
        Why it cannot be read, such as a formula; empty if it can.
    """

    row: int
    column: int
    value: str | float | bool | None
    percent: bool = False
    bad: str = ""

    @property
    def text(self) -> str:
        """What stands there, as text."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value)

    @property
    def blank(self) -> bool:
        """Whether nothing stands there."""
        return self.text == "" and not self.bad


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows, each as long as the longest."""

    file: Path
    rows: tuple[tuple[Cell, ...], ...]

    def fault(self, cell: Cell, wrong: str, right: str) -> CellFault:
        """Return a fault at a cell."""
        return CellFault(self.file, cell.row, cell.column, wrong, right)


def reference(row: int, column: int) -> str:
    """Return a cell's name, such as B7."""
    return f"{get_column_letter(column)}{row}"


def shown(text: str) -> str:
    """Return what stands in a cell so that it can stand in a line of a message."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return repr(clean[:40] + ("…" if len(clean) > 40 else ""))


def read_sheet(file: Path, title: str) -> Sheet:
    """Return the cells of a spreadsheet.

    Parameters
    ----------
    file
        A .csv or .xlsx file.
    title
        Which sheet of several; the first, if there is none of this name.

    Raises
    ------
    SheetError
        If it is not there, too large, no spreadsheet, or has merged cells.
    """
    kinds = {".csv": _read_csv, ".xlsx": _read_xlsx}
    if not file.is_file():
        raise _whole(file, "there is no such file", "the panel's spreadsheet")
    if file.suffix.lower() not in kinds:
        raise _whole(file, f"a file of kind {file.suffix or 'none'}", "a .xlsx or .csv file")
    if file.stat().st_size > MOST_BYTES:
        raise _whole(file, f"{file.stat().st_size:,} bytes", f"at most {MOST_BYTES:,}")
    return kinds[file.suffix.lower()](file, title)


def _whole(file: Path, wrong: str, right: str) -> SheetError:
    return SheetError([CellFault(file, 0, 0, wrong, right)])


def _sheet(file: Path, rows: list[list[Cell]]) -> Sheet:
    width = max((len(row) for row in rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise _whole(file, f"{len(rows)} rows and {width} columns", f"at most {MOST_ROWS} and {MOST_COLUMNS}")
    padded = [
        (*row, *(Cell(place, column, None) for column in range(len(row) + 1, width + 1)))
        for place, row in enumerate(rows, 1)
    ]
    return Sheet(file, tuple(padded))


def _read_csv(file: Path, _title: str) -> Sheet:
    raw = file.read_bytes()
    if b"\0" in raw:
        raise _whole(file, "no text", "a .csv file in UTF-8, or the .xlsx file itself")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets in Britain save as plain CSV.
        text = raw.decode("cp1252", errors="replace")
    separator = _separator(text)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise _whole(file, f"it cannot be read ({error})", "a .csv file as a spreadsheet saves it") from error
    return _sheet(
        file,
        [
            [_from_text(row, column, entry) for column, entry in enumerate(entries, 1)]
            for row, entries in enumerate(found, 1)
        ],
    )


def _separator(text: str) -> str:
    """Return the mark between columns, as the first line that has one shows it.

    That line says the assessment, while questions further down may hold any of the marks.
    """
    for line in text.splitlines():
        counts = {mark: line.count(mark) for mark in ",;\t"}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ","


def _from_text(row: int, column: int, entry: str) -> Cell:
    text = entry.strip()
    if text.startswith(FORMULA_STARTS):
        return Cell(row, column, text, bad="a formula")
    return Cell(row, column, text or None)


def _read_xlsx(file: Path, title: str) -> Sheet:
    plain = "an .xlsx file as a spreadsheet saves it"
    try:
        page = read_page(
            file.read_bytes(), title, Bounds(MOST_UNPACKED, MOST_MEMBERS), (MOST_ROWS + 1, MOST_COLUMNS + 1)
        )
    except NoSheet as error:
        raise _whole(file, str(error), "a sheet of cells") from error
    except TooLarge as error:
        raise _whole(file, str(error), f"at most {MOST_UNPACKED:,}") from error
    except DeclaresEntities as error:
        raise _whole(file, "its parts define entities", plain) from error
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged file
        raise _whole(file, "it cannot be opened", plain) from error
    rows, columns = page.size
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        right = f"at most {MOST_ROWS} and {MOST_COLUMNS}; delete empty rows below the table"
        raise _whole(file, f"{rows} rows and {columns} columns", right)
    if page.merged:
        raise SheetError(
            CellFault(file, row, column, f"merged cells {name}", "every cell by itself")
            for row, column, name in page.merged
        )
    return _sheet(
        file,
        [
            [_from_cell(row, column, cell) for column, cell in enumerate(cells, 1)]
            for row, cells in enumerate(page.rows, 1)
        ],
    )


def _from_cell(row: int, column: int, cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell(row, column, None)
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | date | time):
        return Cell(row, column, "", bad="a formula")
    if cell.data_type == "e":
        return Cell(row, column, str(value), bad=f"the error {value}")
    if isinstance(value, date | time):
        return Cell(row, column, str(value), bad="a date")
    if isinstance(value, bool):
        return Cell(row, column, value)
    if isinstance(value, str):
        return _from_text(row, column, value)
    return Cell(row, column, float(value), percent="%" in (cell.number_format or ""))
