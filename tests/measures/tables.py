"""Tables as people keep them, written for tests."""

import csv
import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook

C1 = Path(__file__).parents[3] / "shared" / "data" / "dfe_c1_referrals_and_rereferrals_2013_to_2025.csv"
"""The published table; tests that read it are left out where it is not."""

REFERRALS = [
    ["Referral", "Child", "Family", "Referral date"],
    ["R1", "C1", "F1", "2024-03-05"],
    ["R2", "C2", "F1", "05/03/2024"],
    ["R3", "C1", "F1", "18 November 2024"],
]


def write_csv(file, rows, *, separator=",", encoding="utf-8"):
    """Write rows as a spreadsheet saves them as text."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows(
        [["" if entry is None else entry for entry in row] for row in rows]
    )
    file.write_bytes(target.getvalue().encode(encoding))
    return file


def write_xlsx(file, rows, *, formats=None, merged=(), title="Data"):
    """Write rows as a workbook; ``formats`` gives number formats by cell name."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for place, entry in enumerate(row, 1):
            if entry is not None:
                cell = sheet.cell(number, place, entry)
                if isinstance(entry, date):
                    cell.number_format = "dd/mm/yyyy"
    for name, form in (formats or {}).items():
        sheet[name].number_format = form
    for name in merged:
        sheet.merge_cells(name)
    book.save(file)
    return file


def write(file, rows, **more):
    """Write rows in the file's own kind."""
    return (write_xlsx if file.suffix == ".xlsx" else write_csv)(file, rows, **more)
