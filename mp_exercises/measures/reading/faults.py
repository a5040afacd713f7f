"""Faults of a table: in which cell, what is wrong, what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from ...plain import shown as plainly

MOST_FAULTS = 100
"""As many are shown; the rest are counted."""

SHOWN = 40


@dataclass(frozen=True, order=True)
class CellFault:
    """One fault of a table.

    Attributes
    ----------
    row, column
        From 1, as the spreadsheet has them; 0 for the whole file, or for a whole row.
    """

    row: int
    column: int
    wrong: str
    right: str

    @property
    def place(self) -> str:
        """The cell's name, such as B7."""
        if self.row and self.column:
            return f"{get_column_letter(self.column)}{self.row}"
        return f"row {self.row}" if self.row else ""

    def line(self, file: Path) -> str:
        """Return the fault as one line."""
        place = f"{file}: {self.place}" if self.row else f"{file}"
        return f"{place}: {self.wrong}; right would be {self.right}"


class TableError(ValueError):
    """A table that cannot be used; carries its faults, and its message has a line for each.

    Attributes
    ----------
    file
        Where they are.
    faults
        In the order of rows and columns.
    """

    def __init__(self, file: Path, faults: Iterable[CellFault]) -> None:
        self.file = file
        self.faults = tuple(sorted(set(faults)))
        lines = [fault.line(file) for fault in self.faults[:MOST_FAULTS]]
        if len(self.faults) > MOST_FAULTS:
            lines.append(f"{file}: and {len(self.faults) - MOST_FAULTS} more faults")
        super().__init__("\n".join(lines))


def whole(file: Path, wrong: str, right: str) -> TableError:
    """Return the error of a file that cannot be read at all."""
    return TableError(file, [CellFault(0, 0, wrong, right)])


def named(value: object) -> str:
    """Return what stands in a cell so that a message can name it."""
    return f"'{plainly(str(value), SHOWN)}'"
