"""From examiners' grades in a spreadsheet to numbers, with every fault at its cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..arrays import Floats
from .cells import Cell, CellFault, Sheet, SheetError, read_sheet, shown
from .forms import Unreadable, forms, grade_of, plain, share_of
from .head import read_head

FORM = "grades"


@dataclass(frozen=True)
class Grades:
    """Who was graded.

    Attributes
    ----------
    trainees
        Their names.
    grades
        Global grades as numbers.
    shares
        Of all points, 0 to 1.
    """

    trainees: tuple[str, ...]
    grades: Floats
    shares: Floats


def read_grades(file: Path, assessment: str) -> Grades:
    """Return the examiners' grades and the scores.

    Raises
    ------
    SheetError
        With every fault of the file.
    """
    sheet = read_sheet(file, forms().titles.grades)
    columns = forms().grade_columns
    heads = (columns.trainee, columns.grade, columns.score)
    head = read_head(sheet, assessment, heads, (FORM,))
    faults = list(head.faults)
    found: dict[str, tuple[float, float]] = {}
    for row in sheet.rows[head.table + 1 :]:
        if not all(cell.blank for cell in row[:3]):
            _line(sheet, row, found, faults)
    if not found and not faults:
        faults.append(CellFault(file, 0, 0, "nobody is graded", "a line for each trainee"))
    if faults:
        raise SheetError(faults)
    return Grades(
        tuple(found),
        np.array([grade for grade, _ in found.values()]),
        np.array([share for _, share in found.values()]),
    )


def _line(
    sheet: Sheet, row: tuple[Cell, ...], found: dict[str, tuple[float, float]], faults: list[CellFault]
) -> None:
    who, values = " ".join(row[0].text.split()), []
    if not who or row[0].bad:
        faults.append(sheet.fault(row[0], "a line without a trainee", "the trainee's name or number"))
    elif plain(who) in map(plain, found):
        faults.append(sheet.fault(row[0], f"trainee {shown(who)} stands twice", "one line for each trainee"))
    for cell, read in ((row[1], grade_of), (row[2], _score)):
        try:
            values.append(read(cell))
        except Unreadable as error:
            faults.append(sheet.fault(cell, error.wrong, error.right))
    if len(values) == 2:
        found[who] = values[0], values[1]


def _score(cell: Cell) -> float:
    return share_of(cell, "the score", may_abstain=False)
