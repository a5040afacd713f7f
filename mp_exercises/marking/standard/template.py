"""The empty spreadsheet that a panel or an examiner fills in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .cells import FORMULA_STARTS
from .forms import forms
from .panel_sheet import KnownItem

MOST_QUESTION = 300
WIDTHS = (34, 18, 8, 60)
WIDE = 14

GRADES = "grades"


def panel_rows(
    assessment: str, form: str, number: int, items: Sequence[tuple[KnownItem, str]], judges: int
) -> list[list[str | float]]:
    """Return the cells of a panel's template.

    Parameters
    ----------
    items
        Each with its question.
    judges
        How many columns there are for judges.
    """
    labels, columns = forms().labels, forms().columns
    heads = [columns.section, columns.item, columns.points, columns.question]
    named: list[str | float] = [*heads, *(f"{forms().unnamed} {place}" for place in range(1, judges + 1))]
    rows: list[list[str | float]] = [
        [labels.assessment, assessment],
        [labels.form, form],
        [labels.round, number],
        [],
        named,
    ]
    rows.extend([item.section, item.item, _number(item.points), _short(question)] for item, question in items)
    return rows


def grade_rows(assessment: str) -> list[list[str | float]]:
    """Return the cells of an examiner's template."""
    labels, columns = forms().labels, forms().grade_columns
    return [
        [labels.assessment, assessment],
        [labels.form, GRADES],
        [],
        [columns.trainee, columns.grade, columns.score],
    ]


def write_template(file: Path, form: str, rows: list[list[str | float]]) -> None:
    """Write a template.

    Parameters
    ----------
    file
        Ends in ``.xlsx`` or ``.csv``; is not there yet.

    Raises
    ------
    FileExistsError
        If it is there: a panel's judgements may be in it.
    ValueError
        If it is of another kind.
    """
    kind = file.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise ValueError(f"{file} is neither .xlsx nor .csv; give a name that ends in one of these")
    if file.exists():
        raise FileExistsError(f"{file} is there already; give another name with --out")
    data = _csv(rows) if kind == ".csv" else _xlsx(form, rows)
    with file.open("xb") as target:
        target.write(data)


def _short(question: str) -> str:
    text = " ".join(question.split())
    return text if len(text) <= MOST_QUESTION else f"{text[:MOST_QUESTION].rstrip()} …"


def _number(points: float) -> float:
    """Return points without a needless decimal."""
    return int(points) if float(points).is_integer() else points


def _csv(rows: list[list[str | float]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target).writerows([[_inert(entry) for entry in row] for row in rows])
    # With a mark, since spreadsheets otherwise take UTF-8 for something else.
    return target.getvalue().encode("utf-8-sig")


def _inert(entry: str | float) -> str | float:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{entry}" if isinstance(entry, str) and entry.startswith((*FORMULA_STARTS, "-")) else entry


def _xlsx(form: str, rows: list[list[str | float]]) -> bytes:
    titles = forms().titles
    book = Workbook()
    sheet = book.active
    sheet.title = titles.grades if form == GRADES else titles.judgements
    for place, row in enumerate(rows, 1):
        for column, entry in enumerate(row, 1):
            _put(sheet.cell(place, column), entry)
    table = max(place for place, row in enumerate(rows, 1) if len(row) > 2 and isinstance(row[2], str))
    for cell in sheet[table]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(table + 1, 3 if form != GRADES else 2)
    widths = WIDTHS if form != GRADES else (34, 24, 22)
    for column in range(1, sheet.max_column + 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = widths[column - 1] if column <= len(widths) else WIDE
    _allow(sheet, form, table)
    guide = book.create_sheet(titles.guide)
    guide.column_dimensions["A"].width = 100
    for place, line in enumerate(forms().guides[form], 1):
        _put(guide.cell(place, 1), line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(cell: Any, entry: str | float) -> None:
    cell.value = entry
    if isinstance(entry, str):
        # An equals sign at the beginning would otherwise make a formula of it.
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _allow(sheet: Any, form: str, table: int) -> None:
    """Let the spreadsheet itself offer what may be put in."""
    last = sheet.max_row
    if form == GRADES:
        words = ",".join(grade.word for grade in forms().grades)
        allowed, cells = (
            DataValidation(type="list", formula1=f'"{words}"', showErrorMessage=False),
            "B5:B5000",
        )
    else:
        first = get_column_letter(len(WIDTHS) + 1)
        cells = f"{first}{table + 1}:{get_column_letter(sheet.max_column)}{last}"
        if form == "yes-no":
            allowed = DataValidation(type="list", formula1='"yes,no,n/a"', showErrorMessage=False)
        else:
            allowed = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
            allowed.showErrorMessage = False
    allowed.add(cells)
    sheet.add_data_validation(allowed)
