"""One cell as a value of its column's type, or what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from .faults import named
from .grid import Bad, Percent, Raw
from .kinds import Column, missing_words, suppressed_letters

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
LARGEST = 1e12

_NUMBER = re.compile(
    r"[+-]?(?:(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,2})?", re.ASCII
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII)
_WORDED = re.compile(r"(\d{1,2})(?:st|[nr]d|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})", re.ASCII | re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d{1,2}[/. -](?:\d{1,2}|[a-z]{3,9})[/. -]\d{2}", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(
    r"(?P<iso>\d{4})-(?P<of_iso>\d{1,2})|(?P<of>\d{1,2})[/.](?P<year>\d{4})"
    r"|(?P<name>[a-z]{3,9})\.?[ -](?P<named>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class Unreadable(ValueError):
    """A cell that is no value of its column."""

    def __init__(self, wrong: str, right: str) -> None:
        self.wrong = wrong
        self.right = right
        super().__init__(f"{wrong}; right would be {right}")


@dataclass(frozen=True)
class Gap:
    """A cell without a value.

    Attributes
    ----------
    symbol
        What stands there: a word for missing, a letter for suppressed, or nothing.
    suppressed
        Whether it is such a letter.
    """

    symbol: str = ""
    suppressed: bool = False


@dataclass(frozen=True)
class Read:
    """A value, and how it was written.

    Attributes
    ----------
    style
        Of a date ``iso``, ``slashed``, ``worded``, ``cell`` or ``year``; of a number ``percent`` where it
        has the sign.
    """

    value: str | float | date
    style: str = ""


def read_value(raw: Raw, column: Column) -> Read | Gap:
    """Return what a cell holds.

    Raises
    ------
    Unreadable
        With what is wrong and what the column expects.
    """
    if raw is None:
        return Gap()
    if isinstance(raw, Bad):
        raise Unreadable(raw.wrong, raw.right)
    if isinstance(raw, str) and column.type != "text":
        plain = raw.casefold()
        if plain in missing_words():
            return Gap(raw)
        # In a column of ids or names a single letter may be somebody's.
        if column.type not in ("id", "name") and raw in suppressed_letters():
            return Gap(raw, suppressed=True)
    return _READERS[column.type](raw, column)


def _text(raw: Raw, column: Column) -> Read:
    if isinstance(raw, bool):
        return Read(str(raw).upper())
    if isinstance(raw, datetime) and column.type != "text":
        # Spreadsheets turn codes such as 3-5 into dates, and what stood there is gone.
        raise Unreadable(f"a date, {raw.date()}", column.expected)
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return Read(str(int(raw)))
    return Read(str(raw.date() if isinstance(raw, datetime) else raw))


def _number(raw: Raw, column: Column) -> Read:
    value, style = _as_number(raw, column)
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise Unreadable(f"{value:g} is too large", column.expected)
    if column.type == "whole" and not value.is_integer():
        raise Unreadable(f"{value:g} is no whole number", column.expected)
    below = column.least is not None and value < column.least
    if below or (column.most is not None and value > column.most):
        raise Unreadable(f"{value:g} is out of range", column.expected)
    return Read(value, style)


def _as_number(raw: Raw, column: Column) -> tuple[float, str]:
    if isinstance(raw, bool):
        raise Unreadable(f"{str(raw).upper()} is no number", column.expected)
    if isinstance(raw, datetime | date):
        raise Unreadable(f"a date, {raw:%Y-%m-%d}", column.expected)
    if isinstance(raw, Percent):
        return _percent(raw.shown, column)
    if isinstance(raw, int | float):
        return float(raw), ""
    text = str(raw).replace("−", "-").strip()
    bare = text.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(bare.lower()):
        raise Unreadable(f"{named(raw)} is no number", column.expected)
    value = float(bare.replace(",", ""))
    return _percent(value, column) if text.endswith("%") else (value, "")


def _percent(value: float, column: Column) -> tuple[float, str]:
    if not column.percent:
        raise Unreadable(f"{value:g}% has a percent sign", f"{column.expected}, without the sign")
    return value, "percent"


def _date(raw: Raw, column: Column) -> Read:
    if isinstance(raw, datetime | date):
        day = raw.date() if isinstance(raw, datetime) else raw
        return Read(_in_range(day), "cell")
    if isinstance(raw, bool | Percent):
        raise Unreadable(f"{raw} is no date", column.expected)
    text = f"{raw:g}" if isinstance(raw, int | float) else str(raw)
    if column.periods and _YEAR.fullmatch(text):
        return Read(date(int(text), 1, 1), "year")
    if column.periods and (month := _MONTH.fullmatch(text)) is not None:
        return _month_from(text, column, month)
    if isinstance(raw, int | float):
        right = f"{column.expected}; a number of days is shown where the column is not formatted as dates"
        raise Unreadable(f"the number {raw:g}", right)
    return _date_from(text, column)


def _month_from(text: str, column: Column, found: re.Match[str]) -> Read:
    """Return a month's first day."""
    year = found["iso"] or found["year"] or found["named"]
    month = found["of_iso"] or found["of"] or _number_of_month(found["name"])
    if not 1 <= int(month or 0) <= 12:
        raise Unreadable(f"{named(text)} is no month", column.expected)
    return Read(_day(text, column, year, month, "1"), "month")


def _number_of_month(name: str) -> str:
    """Return the number of a month by its name, or by enough of it; nothing where there is none."""
    plain = name.casefold()
    if plain == "sept":
        return "9"
    months = [place for place, month in enumerate(_MONTHS, 1) if month.startswith(plain)]
    return str(months[0]) if len(months) == 1 else ""


def _date_from(text: str, column: Column) -> Read:
    if found := _ISO.fullmatch(text):
        return Read(_day(text, column, *found.group(1, 2, 3)), "iso")
    if found := _SLASHED.fullmatch(text):
        day, month, year = found.group(1, 3, 4)
        if int(month) > 12 and 1 <= int(day) <= 12:
            raise Unreadable(f"{named(text)} has the month first", f"the day first, {month}/{day}/{year}")
        return Read(_day(text, column, year, month, day), "slashed")
    if found := _WORDED.fullmatch(text):
        month = _number_of_month(found[2])
        if month:
            return Read(_day(text, column, found[3], month, found[1]), "worded")
    if _SHORT_YEAR.fullmatch(text):
        raise Unreadable(f"{named(text)} has a year of two digits", "a year of four, such as 2026")
    raise Unreadable(f"{named(text)} is no date", column.expected)


def _day(text: str, column: Column, year: str, month: str, day: str) -> date:
    try:
        return _in_range(date(int(year), int(month), int(day)))
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{named(text)} is a day that does not exist", column.expected) from None


def _in_range(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise Unreadable(f"the year {day.year}", f"a year from {EARLIEST.year} to {LATEST.year}")
    return day


def _choice(raw: Raw, column: Column) -> Read:
    text = str(_text(raw, column).value).casefold()
    for key, names in column.options.items():
        if text == key or text in (name.casefold() for name in names):
            return Read(key)
    raise Unreadable(f"{named(raw)} is none of the answers", column.expected)


_READERS: dict[str, Callable[[Raw, Column], Read]] = {
    "id": _text,
    "name": _text,
    "text": _text,
    "number": _number,
    "whole": _number,
    "date": _date,
    "choice": _choice,
}
