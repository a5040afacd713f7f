"""The tables of a report, as a spreadsheet and as CSV files, row after row and never a formula."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ....plain import cell

Value = str | int | float | bool | datetime | None

DIGITS = 6
WIDE, NARROW = 28, 13
HEAD_HEIGHT = 32
INK, GROUND = "FFFDF8EE", "FF0D4147"
"""The colours of the heads: those of the pages' cover."""


@dataclass(frozen=True)
class Table:
    """One table: its name, and the heads of its columns.

    Attributes
    ----------
    wide
        The heads of the columns that hold sentences.
    """

    name: str
    heads: tuple[str, ...]
    wide: frozenset[str] = frozenset()


class Tables:
    """Writes tables; use it as a context. Nothing is in place until the end, and then all of it is.

    Parameters
    ----------
    workbook
        The spreadsheet's file.
    folder
        Of the CSV files, which are named as the tables are.
    title
        Of the spreadsheet, in its properties.
    truth
        The words for false and true.
    """

    def __init__(
        self, workbook: Path, folder: Path, tables: Sequence[Table], *, title: str, truth: tuple[str, str]
    ) -> None:
        self._file, self._folder, self._tables, self._truth = workbook, folder, tables, truth
        self._book = Workbook(write_only=True)
        self._book.properties.title = title
        self._book.properties.creator = ""
        self._sheets: dict[str, Any] = {}
        self._writers: dict[str, Any] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        for table in self._tables:
            self._sheets[table.name] = _sheet(self._book, table)
            opened = self._open.enter_context(
                _fresh(self._csv(table.name)).open("w", encoding="utf-8-sig", newline="")
            )
            self._writers[table.name] = csv.writer(opened)
            self._writers[table.name].writerow([cell(head) for head in table.heads])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        if kind is not None:
            self._drop()
            return
        self._book.save(_fresh(self._file))
        for file in self._files():
            _fresh(file).replace(file)

    def add(self, table: str, row: Sequence[Value]) -> None:
        """Add a row to a table."""
        values = [self._plain(value) for value in row]
        self._sheets[table].append(values)
        self._writers[table].writerow(
            [value.isoformat(" ") if isinstance(value, datetime) else value for value in values]
        )

    def _plain(self, value: Value) -> str | int | float | datetime | None:
        if isinstance(value, bool):
            return self._truth[value]
        if isinstance(value, str):
            return cell(value)
        if isinstance(value, float):
            return round(value, DIGITS) if math.isfinite(value) else None
        return value

    def _csv(self, name: str) -> Path:
        return self._folder / f"{name}.csv"

    def _files(self) -> list[Path]:
        return [self._file, *(self._csv(table.name) for table in self._tables)]

    def _drop(self) -> None:
        for file in self._files():
            _fresh(file).unlink(missing_ok=True)
        for sheet in self._sheets.values():
            sheet.close()


def _sheet(book: Workbook, table: Table) -> Any:
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "B2"
    for place, head in enumerate(table.heads, 1):
        wide = head in table.wide
        sheet.column_dimensions[get_column_letter(place)].width = WIDE if wide or place == 1 else NARROW
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    heads = []
    for head in table.heads:
        made = WriteOnlyCell(sheet, value=cell(head))
        made.font = Font(bold=True, color=INK)
        made.fill = PatternFill("solid", fgColor=GROUND)
        made.alignment = Alignment(wrap_text=True, vertical="center")
        heads.append(made)
    sheet.append(heads)
    return sheet


def _fresh(file: Path) -> Path:
    return file.with_name(f".{file.name}.new")
