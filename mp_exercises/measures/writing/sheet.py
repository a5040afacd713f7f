"""A table as a .csv or .xlsx file that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ...plain import cell

SHEET, GUIDE = "Data", "Read me"
WIDTH, GUIDE_WIDTH = 18, 100
DATES = "yyyy-mm-dd"

Entry = str | float | date | None


def write_sheet(
    file: Path,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    guide: Sequence[str] = (),
    *,
    title: str = "",
) -> Path:
    """Write a table.

    Parameters
    ----------
    file
        Ends in ``.xlsx`` or ``.csv``; is not there yet.
    rows
        Of text, numbers, dates and gaps (None, NaN or NaT).
    guide
        Lines for a second sheet; a .csv file has none.
    title
        A line above the heads of a .csv file, which readers here leave out and say so.

    Raises
    ------
    FileExistsError
        If it is there: somebody's data may be in it.
    ValueError
        If it is of another kind.
    """
    kind = file.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise ValueError(f"{file} is neither .xlsx nor .csv; give a name that ends in one of these")
    if file.exists():
        raise FileExistsError(f"{file} is there already; give another name")
    data = sheet_bytes(kind, heads, rows, guide, title=title)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as target:
        target.write(data)
    return file


def sheet_bytes(
    kind: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    guide: Sequence[str] = (),
    *,
    title: str = "",
) -> bytes:
    """Return what `write_sheet` writes, for a file of the kind ``.xlsx`` or ``.csv``."""
    clean = ([entry_of(value) for value in row] for row in rows)
    safe = [cell(str(head)) for head in heads]
    return _csv(safe, clean, title) if kind == ".csv" else _xlsx(safe, clean, guide)


def entry_of(value: Any) -> Entry:
    """Return a value as a cell may hold it: whole numbers without a point, text that is no formula."""
    if value is None or value is pd.NaT:
        return None
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    number = float(value)
    if math.isnan(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Entry]], title: str) -> bytes:
    target = io.StringIO(newline="")
    table = csv.writer(target)
    if title:
        table.writerow([title])
    table.writerow(heads)
    table.writerows([["" if entry is None else entry for entry in row] for row in rows])
    # With a mark, since spreadsheets otherwise take UTF-8 for something else.
    return target.getvalue().encode("utf-8-sig")


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Entry]], guide: Sequence[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(list(heads))
    for one in sheet[1]:
        one.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for place in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    for number, row in enumerate(rows, 2):
        for place, entry in enumerate(row, 1):
            if entry is not None:
                _put(sheet.cell(number, place), entry)
    if guide:
        page = book.create_sheet(GUIDE)
        page.column_dimensions["A"].width = GUIDE_WIDTH
        for number, line in enumerate(guide, 1):
            page.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(place: Any, entry: Entry) -> None:
    place.value = entry
    if isinstance(entry, str):
        place.data_type = "s"
    elif isinstance(entry, date):
        place.number_format = DATES
