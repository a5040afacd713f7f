"""What stands above the table of a panel's spreadsheet, and where the table begins."""

from __future__ import annotations

from dataclasses import dataclass

from .cells import Cell, CellFault, Sheet, SheetError, shown
from .forms import forms, plain


@dataclass(frozen=True)
class Head:
    """The lines above the table.

    Attributes
    ----------
    form, round
        As the file says; ``round`` is 1 where it does not say.
    table
        The place of the table's head among the rows, from 0.
    faults
        What is wrong with these lines.
    """

    form: str
    round: int
    table: int
    faults: tuple[CellFault, ...]


def read_head(sheet: Sheet, assessment: str, columns: tuple[str, ...], allowed: tuple[str, ...]) -> Head:
    """Return what stands above the table.

    Parameters
    ----------
    assessment
        Which assessment the file must be of.
    columns
        The first columns of the table, in order.
    allowed
        The forms that will do.

    Raises
    ------
    SheetError
        If there is no table.
    """
    table = _table_row(sheet, columns)
    labels = forms().labels
    found = {plain(row[0].text): row[1] for row in sheet.rows[:table] if len(row) > 1 and not row[0].blank}
    faults: list[CellFault] = []
    at = found.get(plain(labels.assessment))
    if at is None or plain(at.text) != assessment:
        faults.append(_fault(sheet, at, f"{labels.assessment}", assessment))
    form = found.get(plain(labels.form))
    if form is None or plain(form.text) not in allowed:
        faults.append(_fault(sheet, form, f"{labels.form}", " or ".join(allowed)))
    number = found.get(plain(labels.round))
    if number is not None and not (number.text.isdecimal() and 1 <= int(number.text[:9]) <= 9):
        faults.append(_fault(sheet, number, f"{labels.round}", "a whole number from 1"))
        number = None
    return Head(
        form=plain(form.text) if form else "",
        round=int(number.text) if number else 1,
        table=table,
        faults=tuple(faults),
    )


def _fault(sheet: Sheet, cell: Cell | None, label: str, right: str) -> CellFault:
    if cell is None:
        return CellFault(
            sheet.file, 0, 0, f"no line says the {label}", f"{label} in column A and {right} in column B"
        )
    return sheet.fault(cell, f"the {label} is {shown(cell.text) if not cell.blank else 'blank'}", right)


def _table_row(sheet: Sheet, columns: tuple[str, ...]) -> int:
    wanted = [plain(name) for name in columns]
    for place, row in enumerate(sheet.rows):
        if [plain(cell.text) for cell in row[: len(wanted)]] == wanted:
            return place
    heads = ", ".join(columns)
    raise SheetError(
        [
            CellFault(
                sheet.file,
                0,
                0,
                "no line has the heads of the columns",
                f"a line with {heads}, as the template has",
            )
        ]
    )
