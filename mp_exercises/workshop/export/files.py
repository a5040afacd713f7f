"""A room as a file: bytes, a name and a type."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...plain import cell
from ..store import Store
from .gathered import Gathered, gather
from .rows import Row, about, answers, counts, notes
from .wording import words

FORMS = ("debrief", "xlsx", "csv")

SHEETS: dict[str, Callable[[Gathered], Iterable[Row]]] = {
    "about": about,
    "counts": counts,
    "answers": answers,
    "notes": notes,
}


@dataclass(frozen=True)
class File:
    """A file for somebody's downloads."""

    name: str
    type: str
    data: bytes


def export(store: Store, room_id: str, form: str) -> File:
    """Return a room as a file.

    Parameters
    ----------
    form
        One of ``FORMS``.

    Raises
    ------
    NoRoom
        If there is no such room.
    ValueError
        If the form is none.
    """
    if form not in FORMS:
        raise ValueError(f"there is no form {form!r}; it is one of {', '.join(FORMS)}")
    found = gather(store, room_id)
    made = {"debrief": _debrief, "xlsx": _workbook, "csv": _csv}[form](found)
    ending = "html" if form == "debrief" else form
    return File(f"{_name(found)}.{ending}", str(words()["types"][form]), made)


def _debrief(found: Gathered) -> bytes:
    from .debrief import debrief

    return debrief(found).encode()


def _csv(found: Gathered) -> bytes:
    """Return the answers; with a mark at its beginning by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(words()["sheets"]["answers"])
    writer.writerows([_safe(value) for value in row] for row in answers(found))
    return ("\ufeff" + text.getvalue()).encode()


def _workbook(found: Gathered) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append(words()["sheets"][name])
        for head in sheet[1]:
            head.font = Font(bold=True)
        for row in rows(found):
            sheet.append([_safe(value) for value in row])
        for column in sheet.columns:
            widest = max(len(str(one.value or "")) for one in column)
            sheet.column_dimensions[column[0].column_letter].width = min(60, max(10, widest + 2))
            for one in column:
                one.alignment = Alignment(wrap_text=True, vertical="top")
                # Text that begins as a formula does is text all the same.
                one.data_type = "n" if isinstance(one.value, int) else "s"
        sheet.freeze_panes = "A2"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _safe(value: str | int | None) -> str | int:
    return value if isinstance(value, int) else cell(value or "")


def _name(found: Gathered) -> str:
    title = re.sub(r"[^a-z0-9]+", "-", found.room.title.lower()).strip("-")[:60]
    return "-".join(part for part in ("room", title, found.opened.strftime("%Y-%m-%d")) if part)
