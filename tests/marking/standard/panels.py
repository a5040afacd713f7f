"""An invented assessment and panel, and their spreadsheets."""

import csv

import numpy as np
from openpyxl import Workbook

from mp_exercises.marking.standard.panel_sheet import KnownItem

SLUG = "tiny"
ITEMS = [KnownItem("tiny-one", name, points) for name, points in (("a", 1), ("b", 2), ("c", 3))] + [
    KnownItem("tiny-two", name, points) for name, points in (("a", 1), ("b", 4), ("c", 1))
]
JUDGES = ["Ann", "Bola", "Cerys", "Dev", "Ed"]
POINTS = [item.points for item in ITEMS]

PERCENT = np.array(
    [
        [60, 70, 50, 65, 80],
        [40, 55, 35, 50, 60],
        [75, 80, 70, 85, 90],
        [30, 40, 20, 35, 45],
        [55, 60, 50, 70, 75],
        [80, 85, 65, 90, 95],
    ]
)
"""Items by judges."""


def panel_rows(values=PERCENT, judges=JUDGES, *, form="percent", number=1, assessment=SLUG):
    """Return the cells of a filled-in panel sheet."""
    head = ["section", "item", "points", "question", *judges]
    body = [
        [item.section, item.item, item.points, "What now?", *row]
        for item, row in zip(ITEMS, np.array(values, dtype=object).tolist(), strict=True)
    ]
    return [["assessment", assessment], ["form", form], ["round", number], [], head, *body]


def grade_rows(lines, assessment=SLUG):
    """Return the cells of an examiner's sheet."""
    return [
        ["assessment", assessment],
        ["form", "grades"],
        [],
        ["trainee", "grade", "score (% of points)"],
        *lines,
    ]


def write_xlsx(file, rows, title="Judgements"):
    """Write rows as an .xlsx file; an entry (value, format) has a number format."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for place, row in enumerate(rows, 1):
        for column, entry in enumerate(row, 1):
            cell = sheet.cell(place, column)
            cell.value = entry[0] if isinstance(entry, tuple) else entry
            if isinstance(entry, tuple):
                cell.number_format = entry[1]
    book.save(file)
    return file


def write_csv(file, rows, delimiter=",", encoding="utf-8"):
    """Write rows as a .csv file."""
    with file.open("w", newline="", encoding=encoding) as target:
        csv.writer(target, delimiter=delimiter).writerows(rows)
    return file
