"""One sheet of a workbook that somebody sent: bounded, and never evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from .archive import Bounds, repacked

_MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,200}?ref=\"([A-Z0-9:$]{1,40})\"")


class NoSheet(ValueError):
    """A workbook without a sheet of cells."""


@dataclass(frozen=True)
class Page:
    """A sheet as openpyxl reads it.

    Attributes
    ----------
    size
        How many rows and columns it has, also of blank cells.
    merged
        The row and column of each range of merged cells, and its name.
    rows
        Of cells, from the first; blank ones after the last are left out.
    title, others
        What the sheet is called, and what the workbook's other sheets of cells are.
    """

    size: tuple[int, int]
    merged: tuple[tuple[int, int, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    title: str = ""
    others: tuple[str, ...] = ()


def read_page(data: bytes, title: str, bounds: Bounds, most: tuple[int, int]) -> Page:
    """Read one sheet of a workbook.

    Parameters
    ----------
    title
        Which sheet; the first, if there is none of this name.
    most
        Rows and columns after which reading stops.

    Raises
    ------
    NoSheet
        If there is none.
    Exception
        If it is damaged or hostile: whatever `repacked` and openpyxl raise.

    Notes
    -----
    It is read row by row. The whole workbook would be made cell by cell, also where one merged range, or
    one link, goes over every cell that a sheet can have.
    """
    book = load_workbook(repacked(data, bounds), read_only=True, keep_links=False)
    sheets = book.worksheets
    if not sheets:
        raise NoSheet("it has no sheet of cells")
    sheet = next((one for one in sheets if one.title.strip().lower() == title.lower()), sheets[0])
    rows = [_ended(row) for row in sheet.iter_rows(max_row=most[0], min_col=1, max_col=most[1])]
    # A workbook need not say where its last row is, or may say it wrongly.
    size = max(sheet.max_row or 0, len(rows)), sheet.max_column or 0
    while rows and not rows[-1]:
        rows.pop()
    others = tuple(one.title for one in sheets if one is not sheet)
    return Page(size, tuple(_merged(book, sheet)), tuple(rows), sheet.title, others)


def _ended(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row without the blank cells at its end."""
    last = max((place for place, cell in enumerate(row, 1) if cell.value is not None), default=0)
    return tuple(row[:last])


def _merged(book: Any, sheet: Any) -> Iterator[tuple[int, int, str]]:
    """Yield merged ranges, which openpyxl does not tell of a sheet that it reads row by row."""
    text = book._archive.read(sheet._worksheet_path)
    for found in _MERGED.finditer(text):
        name = found[1].decode()
        column, row, _, _ = range_boundaries(name)
        yield row or 1, column or 1, name
