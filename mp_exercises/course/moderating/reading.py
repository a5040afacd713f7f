"""Reading a filled marking sheet: every mark, or every fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from ...exercise.kinds.reflection import Criterion
from ...plain import shown
from ..folder import CourseError
from .draws import Drawn
from .levels import Levels
from .opened import CellRead, Row, opened
from .sheet import Question, words
from .wording import cleaned, same_words
from .workbook import CODE, FIRST_LEVEL, HEAD, TEXT, held, mark_column, worksheet_name

MOST_REMARK = 2000
MOST_FAULTS = 100
SHOWN = 40
SPARE_ROWS = 200

EMPTY = ""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")


@dataclass(frozen=True, order=True)
class CellFault:
    """What is wrong with a cell, and what would be right."""

    place: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}; right would be {self.right}"


class SheetError(CourseError):
    """A sheet that cannot be taken; the message has a line for each fault."""

    def __init__(self, file: Path, faults: Sequence[CellFault]) -> None:
        self.faults = tuple(faults)
        lines = [f"{file}: {fault}" for fault in faults[:MOST_FAULTS]]
        if len(faults) > MOST_FAULTS:
            lines.append(f"{file}: and {len(faults) - MOST_FAULTS} more")
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class Read:
    """A mark as it stands in the sheet, and where."""

    place: str
    code: str
    mark: float
    levels: Levels
    remark: str


@dataclass
class Reading:
    """What a sheet holds.

    Attributes
    ----------
    empty
        A fault for each answer without a mark, which are none where only part of a sheet is wanted.
    faults
        All else that is wrong.
    """

    marks: list[Read] = field(default_factory=list)
    empty: list[CellFault] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def read_marks(data: bytes, file: Path, questions: Sequence[Question], rows: Sequence[Drawn]) -> Reading:
    """Read a filled sheet.

    Parameters
    ----------
    questions
        All that were ever drawn from.
    rows
        All answers that were ever drawn, with their texts.

    Raises
    ------
    CourseError
        If it is no workbook.
    """
    wanted = {
        worksheet_name(question): (HEAD + len(rows) + SPARE_ROWS, mark_column(question) + 1)
        for question in questions
    }
    pages = opened(data, file, wanted)
    reading, seen = Reading(), set[str]()
    for question in questions:
        name = worksheet_name(question)
        mine = {row.code: row for row in rows if (row.section, row.item) == (question.section, question.item)}
        seen |= _Page(name, question, mine, reading).read(pages.get(name, []))
    numbers = {row.number for row in rows if row.code in seen} or {max(row.number for row in rows)}
    for question in questions:
        name = worksheet_name(question)
        mine = {row.code: row for row in rows if (row.section, row.item) == (question.section, question.item)}
        missing = sorted(code for code, row in mine.items() if row.number in numbers and code not in seen)
        reading.empty += _missing(name, missing, there=name in pages)
    return reading


def _missing(name: str, codes: Sequence[str], *, there: bool) -> Iterator[CellFault]:
    if codes and not there:
        yield CellFault(name, "this worksheet is missing", "the whole sheet, as it was sent")
        return
    for code in codes:
        yield CellFault(name, f"the row of {code} is missing", "a row for each answer that was sent")


class _Page:
    """Reads one worksheet into a reading."""

    def __init__(self, name: str, question: Question, rows: Mapping[str, Drawn], reading: Reading) -> None:
        self._name = name
        self._question = question
        self._rows = rows
        self._reading = reading
        self._seen: dict[str, str] = {}

    def read(self, rows: Sequence[Row]) -> set[str]:
        """Read every row below the heads, and return the code numbers that stand there."""
        if rows and self._heads_stand(rows[0]):
            for number, row in enumerate(rows[HEAD:], HEAD + 1):
                if any(cell.value is not None or cell.formula for cell in row):
                    self._row(number, row)
        elif rows:
            # One fault says it; that every row is missing too would hide it.
            return set(self._rows)
        return set(self._seen)

    def _heads_stand(self, heads: Row) -> bool:
        said = words()["sheet"]
        for column, head in ((CODE, said["code"]), (mark_column(self._question), said["mark"])):
            text = str(heads[column - 1].value or "") if len(heads) >= column else ""
            if not text.startswith(head):
                self._fault(
                    HEAD, column, f"{shown(text, SHOWN)!r} heads the column", f"{head!r}, as it was sent"
                )
                return False
        return True

    def _row(self, number: int, row: Row) -> None:
        code = self._code(number, row[CODE - 1])
        if code is None:
            return
        drawn, column = self._rows[code], mark_column(self._question)
        if not same_words(_text(row[TEXT - 1]), held(drawn.text)):
            self._fault(number, TEXT, f"this is not the text of {code}", "each row whole, as it was sent")
            return
        right = f"a number from 0 to {drawn.points:g}"
        levels, remark = self._levels(number, row), self._remark(number, row[column])
        found = self._number(number, row[column - 1], column, right, drawn.points)
        place = self._place(number, column)
        if found == EMPTY:
            self._reading.empty.append(CellFault(place, f"{code} has no mark", right))
        elif isinstance(found, float):
            self._reading.marks.append(Read(place, code, found, levels, remark))

    def _remark(self, number: int, cell: CellRead) -> str:
        text = _text(cell).strip()
        if len(text) > MOST_REMARK:
            column = mark_column(self._question) + 1
            self._fault(number, column, f"{len(text)} characters", f"at most {MOST_REMARK}")
        return text

    def _code(self, number: int, cell: CellRead) -> str | None:
        value = cell.value
        code = (
            str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "").strip()
        )
        if code not in self._rows:
            self._fault(
                number, CODE, f"the code {shown(code, SHOWN)!r} is unknown here", "the code that was sent"
            )
        elif code in self._seen:
            self._fault(
                number, CODE, f"the code {code} stands twice, also in {self._seen[code]}", "each once"
            )
        else:
            self._seen[code] = self._place(number, CODE)
            return code
        return None

    def _levels(self, number: int, row: Row) -> Levels:
        rubric = self._question.rubric
        found: list[int | None] = []
        for place, criterion in enumerate(rubric):
            found.append(self._level(number, row[FIRST_LEVEL + place - 1], FIRST_LEVEL + place, criterion))
        given = [level for level in found if level is not None]
        if given and len(given) < len(rubric):
            empty = FIRST_LEVEL + found.index(None)
            self._fault(number, empty, "a level is missing", "a level for each criterion, or for none")
        return tuple(found)

    def _level(self, number: int, cell: CellRead, column: int, criterion: Criterion) -> int | None:
        top = len(criterion.levels) - 1
        right = f"a whole number from 0 to {top}, or nothing"
        level = self._number(number, cell, column, right, top)
        if isinstance(level, float) and level.is_integer():
            return int(level)
        if isinstance(level, float):
            self._fault(number, column, f"{level:g} is between two levels", right)
        return None

    def _number(
        self, number: int, cell: CellRead, column: int, right: str, most: float
    ) -> float | str | None:
        """Return a number; ``EMPTY`` for an empty cell; None where a fault was noted."""
        if cell.value is None and not cell.formula:
            return EMPTY
        if isinstance(cell.value, str) and not cell.value.strip():
            return EMPTY
        value = _as_number(cell)
        if isinstance(value, float) and 0 <= value <= most:
            return value
        wrong = value if isinstance(value, str) else f"{value:g} is out of range"
        if isinstance(cell.value, str) and _COMMA.fullmatch(cell.value.strip()):
            meant = cell.value.strip().replace(",", ".")
            right = f"{meant}, with a point" if 0 <= float(meant) <= most else right
        self._fault(number, column, wrong, right)
        return None

    def _place(self, row: int, column: int) -> str:
        return f"{self._name}!{get_column_letter(column)}{row}"

    def _fault(self, row: int, column: int, wrong: str, right: str) -> None:
        self._reading.faults.append(CellFault(self._place(row, column), wrong, right))


def _text(cell: CellRead) -> str:
    """Return a cell's text, also where a spreadsheet has written signs as escapes."""
    return "" if cell.value is None else cleaned(unescape(str(cell.value)))


def _as_number(cell: CellRead) -> float | str:
    """Return a cell's number, or what it has instead of one."""
    value = cell.value
    if cell.formula and value is None:
        return "a formula that was never worked out"
    if isinstance(value, bool):
        return f"{str(value).upper()} is no number"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime | date | time):
        return f"a date, {shown(str(value), SHOWN)}"
    text = str(value).strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    return f"{shown(text, SHOWN)!r} is no number"
