"""The marking sheet as a workbook: one worksheet a question, only what is to be filled in unlocked."""

from __future__ import annotations

import io
import math
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ...exercise.kinds.reflection import Criterion
from .sheet import Question, Sheet, filled, words

LIKE = "mp moderate"
"""The only author that the file's properties name."""

HEAD = 1
CODE, TEXT = 1, 2
FIRST_LEVEL = 3

WIDTHS = {"code": 9, "text": 92, "level": 26, "mark": 10, "remark": 34}
LINE = 15.0
TALLEST = 409.0
"""Points. Spreadsheets allow no taller row; the page beside the sheet shows the whole text."""

MOST_IN_CELL = 32_767
"""Signs. No cell holds more, as they are written."""

_ESCAPES = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEAD_FILL = PatternFill("solid", fgColor="E4F0EE")
_OPEN_FILL = PatternFill("solid", fgColor="FDF1D8")
_THIN = Side(style="thin", color="B8B0A2")
_EDGE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(wrap_text=True, vertical="top")


def mark_column(question: Question) -> int:
    """Return the column of the points, from 1."""
    return FIRST_LEVEL + len(question.rubric)


def worksheet_name(question: Question) -> str:
    """Return the name of a question's worksheet."""
    return filled(words()["sheet"]["question"], number=question.number)


def held(text: str) -> str:
    """Return what of a text its cell holds: all, unless it has thousands of what is written longer there."""
    return str(unescape(_written(text)))


def workbook_bytes(sheet: Sheet) -> bytes:
    """Return the workbook of a sheet."""
    book = Workbook()
    book.properties = DocumentProperties(creator=LIKE, title=_title(sheet), language="en-GB")
    about = book.active
    assert isinstance(about, Worksheet)
    _about(about, sheet)
    for question in sheet.questions:
        _question(book.create_sheet(worksheet_name(question)), question)
    if any(question.notices for question in sheet.questions):
        _key(book.create_sheet(words()["sheet"]["key"]), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _title(sheet: Sheet) -> str:
    return filled(words()["sheet"]["title"], title=sheet.title)


def _about(page: Worksheet, sheet: Sheet) -> None:
    said = words()["sheet"]
    page.title = said["about"]
    steps = [filled(step, mark=said["mark"], remark=said["remark"]) for step in said["steps"]]
    draw = filled(said["draw"], number=sheet.number, assessment=sheet.assessment)
    _column(page, [_title(sheet), *steps, draw])


def _key(page: Worksheet, sheet: Sheet) -> None:
    lines = [words()["sheet"]["key_note"]]
    for question in sheet.questions:
        lines += [worksheet_name(question), *question.notices]
    _column(page, lines)


def _column(page: Worksheet, lines: list[str]) -> None:
    """Write lines of text one below the other, the first as a heading."""
    page.column_dimensions["A"].width = WIDTHS["text"]
    for row, line in enumerate(lines, 1):
        _write(page, row, 1, line)
        page.row_dimensions[row].height = _height(line, WIDTHS["text"])
    page["A1"].font = Font(bold=True, size=14)
    page.protection.sheet = True


def _question(page: Worksheet, question: Question) -> None:
    last = mark_column(question) + 1
    heads = _heads(question)
    widths = _widths(question)
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        cell = _write(page, HEAD, column, head)
        cell.font, cell.fill, cell.border = Font(bold=column != TEXT), _HEAD_FILL, _EDGE
        page.column_dimensions[get_column_letter(column)].width = width
    page.row_dimensions[HEAD].height = max(map(_height, heads, widths))
    for row, answer in enumerate(question.answers, HEAD + 1):
        _write(page, row, CODE, answer.code).border = _EDGE
        _write(page, row, TEXT, answer.text).border = _EDGE
        page.row_dimensions[row].height = _height(answer.text, WIDTHS["text"])
        for column in range(FIRST_LEVEL, last + 1):
            cell = page.cell(row, column)
            cell.protection, cell.fill, cell.border = Protection(locked=False), _OPEN_FILL, _EDGE
            cell.alignment = _TOP
    _checks(page, question)
    # The code numbers and the question with its rubric stay in view.
    page.freeze_panes = page.cell(HEAD + 1, TEXT)
    page.print_title_rows = f"{HEAD}:{HEAD}"
    page.page_setup.orientation = "landscape"
    page.protection.sheet = True
    page.protection.formatRows = page.protection.formatColumns = False


def _heads(question: Question) -> list[str]:
    said = words()["sheet"]
    return [
        said["code"],
        filled(said["text"], prompt=question.prompt),
        *(_criterion(criterion) for criterion in question.rubric),
        filled(said["mark_of"], points=f"{question.points:g}"),
        said["remark"],
    ]


def _criterion(criterion: Criterion) -> str:
    said = words()["sheet"]
    levels = [
        filled(said["level"], number=number, level=level) for number, level in enumerate(criterion.levels)
    ]
    return filled(
        said["criterion"], name=criterion.name, top=len(criterion.levels) - 1, levels="\n".join(levels)
    )


def _widths(question: Question) -> list[int]:
    levels = [WIDTHS["level"]] * len(question.rubric)
    return [WIDTHS["code"], WIDTHS["text"], *levels, WIDTHS["mark"], WIDTHS["remark"]]


def _checks(page: Worksheet, question: Question) -> None:
    """Let the spreadsheet itself refuse a mark that cannot be."""
    said, last = words()["sheet"], HEAD + len(question.answers)
    column = mark_column(question)
    most = f"{question.points:g}"
    _check(
        page,
        column,
        last,
        DataValidation("decimal", "between", "0", most),
        filled(said["bad_mark"], points=most),
    )
    for place, criterion in enumerate(question.rubric):
        top = str(len(criterion.levels) - 1)
        check = DataValidation("whole", "between", "0", top)
        _check(page, FIRST_LEVEL + place, last, check, filled(said["bad_level"], top=top))


def _check(page: Worksheet, column: int, last: int, check: DataValidation, said: str) -> None:
    check.allow_blank = check.showErrorMessage = True
    check.error = said
    letter = get_column_letter(column)
    check.add(f"{letter}{HEAD + 1}:{letter}{last}")
    page.add_data_validation(check)


def _write(page: Worksheet, row: int, column: int, text: str) -> Any:
    """Write text as text: what begins like a formula is none, also after somebody edits the cell."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = _written(text)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = _TOP
    return cell


def _written(text: str) -> str:
    # Spreadsheets read _x0041_ as a letter; the first sign written so itself, they do not.
    return _ESCAPES.sub("_x005F_", text)[:MOST_IN_CELL]


def _height(text: str, width: float) -> float:
    lines = sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))
    return min(TALLEST, LINE * lines + 4)
