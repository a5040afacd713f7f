"""What stands in a cell, as the value that its column holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...measures.reading.faults import named
from ...measures.reading.grid import Bad as BadCell
from ...measures.reading.grid import Raw
from ...plain import cell as cell_text
from ...plain import has_unseen
from .kinds import Column

_NUMBER = re.compile(r"[A-Z]{0,3}[0-9]{1,5}")
_UNIT = re.compile(r"[A-Z]{0,3}[0-9]{1,5}(-2)?|[a-z0-9][a-z0-9-]{0,59}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")
_GUARD = re.compile(r"(^|;\s*)'(?=\s*[=+\-@＝＋－＠])")
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


@dataclass(frozen=True)
class Bad:
    """A value that cannot stand in its column."""

    wrong: str
    right: str


def value_of(cell: Raw, column: Column) -> Any:
    """Return a cell's value, None where it is empty, or what is bad about it."""
    if isinstance(cell, BadCell):
        return Bad(cell.wrong, cell.right)
    if cell is None:
        return Bad("an empty cell", _right(column)) if column.needed else None
    return _READERS[column.type](cell, column)


def _text_of(cell: Raw) -> str:
    """Return a cell as text; a whole number without a point, as spreadsheets make numbers of numbers."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _matching(pattern: re.Pattern[str]) -> Callable[[Raw, Column], Any]:
    def read(cell: Raw, column: Column) -> Any:
        text = _text_of(cell)
        if isinstance(cell, bool | date) or not pattern.fullmatch(text):
            return Bad(f"{named(text)}", _right(column))
        return text

    return read


def _choice(cell: Raw, column: Column) -> Any:
    text = {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else _text_of(cell).casefold()
    return text if text in column.options else Bad(f"{named(_text_of(cell))}", _right(column))


def _number(cell: Raw) -> float | None:
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    return float(cell) if isinstance(cell, str) and _DECIMAL.fullmatch(cell) else None


def _point(cell: Raw, column: Column) -> Any:
    found = _number(cell)
    if found is None or not found.is_integer() or not 1 <= found <= 5:
        return Bad(f"{named(_text_of(cell))}", _right(column))
    return int(found)


def _value(cell: Raw, column: Column) -> Any:
    found = _number(cell)
    if found is None or not column.least <= found <= column.most:
        return Bad(f"{named(_text_of(cell))}", _right(column))
    return found


def _day(cell: Raw, column: Column) -> Any:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(cell), form).date()
        except ValueError:
            continue
    return Bad(f"{named(_text_of(cell))}", _right(column))


def _text(cell: Raw, column: Column) -> Any:
    text = " ".join(_unguarded(_text_of(cell)).split())
    if len(text) > column.most:
        return Bad(f"a text of {len(text):,} characters", f"at most {column.most:g}")
    if has_unseen(text):
        return Bad("signs that cannot be seen", "plain text")
    return text


def _unguarded(text: str) -> str:
    """Return text without the apostrophe that was put before it so that no spreadsheet runs it."""
    bare = _GUARD.sub(r"\1", text)
    return bare if cell_text(bare) == text else text


def _right(column: Column) -> str:
    """Return what would be right in a column."""
    if column.type == "choice":
        return " or ".join(column.options)
    if column.type == "value":
        return f"a number from {column.least:g} to {column.most:g}"
    return _RIGHT[column.type]


_RIGHT = {
    "number": "a candidate's number such as C03",
    "unit": "a candidate's number such as C03, or a recording's id",
    "id": "an id as the campaign has it: lower-case letters, digits and hyphens",
    "name": "letters, digits, spaces, points, hyphens",
    "point": "1, 2, 3, 4 or 5, or nothing where it was not seen",
    "day": "a day such as 2027-03-18",
    "text": "some text",
}

_READERS: dict[str, Callable[[Raw, Column], Any]] = {
    "number": _matching(_NUMBER),
    "unit": _matching(_UNIT),
    "id": _matching(_ID),
    "name": _matching(_NAME),
    "point": _point,
    "value": _value,
    "choice": _choice,
    "day": _day,
    "text": _text,
}
