"""Filled records: one form as somebody filled it in, read as if it came from anybody."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..exercise import AnswerError
from ..exercise.reading import shown, text_of
from ..plain import quoted
from ..plain import shown as plainly
from .catalogue import UnknownInstrument, load
from .item import MOST_TEXT, Item, Note
from .model import Instrument

MOST_BYTES = 200_000
MOST_HEADS = 400
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)

UNSEEN = "unseen"
"""The answer that says that there was no chance to see it."""

ABOUT = ("record", "instrument", "version", "language", "id", "at")
"""What a record says of itself, beside its values."""

Value = int | float | str | date

_CODE = re.compile(r"[^\W_](?:[\w ./-]{0,38}[^\W_])?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?")
_MARKED = re.compile(r"'(?=\s*[=+\-@＝＋－＠\t\r])")


class RecordRefused(ValueError):
    """A file that is no record of a form; the message is one line that also says what would be right."""

    def __init__(self, file: Path, wrong: str, right: str) -> None:
        super().__init__(f"{plainly(str(file), 400)}: {wrong}; right would be {right}")


@dataclass(frozen=True)
class Record:
    """One filled form.

    Attributes
    ----------
    id
        Drawn by the page for this filling in; the same in each copy of it.
    values
        By field, without those that are empty; ``unseen`` where there was no chance to see it.
    """

    file: Path
    form: Instrument
    id: str
    values: Mapping[str, Value]


def read_record(file: Path) -> Record:
    """Read one record, as a page hands it over: .json, or .csv with a row of heads and a row of values.

    Raises
    ------
    RecordRefused
        If it is none, is too large, or holds what its form cannot.
    """
    readers = {".json": _from_json, ".csv": _from_csv}
    read = readers.get(file.suffix.lower())
    if read is None:
        raise RecordRefused(file, f"a file of kind {file.suffix or 'none'}", "a .json or .csv record")
    if file.is_symlink() or not file.is_file():
        raise RecordRefused(file, "a link, or no file", "the record itself")
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise RecordRefused(file, f"it cannot be read ({error.strerror})", "a readable file") from error
    if len(raw) > MOST_BYTES:
        raise RecordRefused(file, "it is too large", f"at most {MOST_BYTES:,} bytes, as a page writes it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordRefused(file, "it is no text in UTF-8", "the file as the page handed it over") from error
    return _checked(file, read(file, text))


def _from_json(file: Path, text: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a name stands twice")
        return found

    def never(name: str) -> Any:
        raise ValueError(f"{name} is no number")

    try:
        data = json.loads(text, object_pairs_hook=once, parse_constant=never)
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())[:80]
        raise RecordRefused(file, f"it is no JSON ({why})", "the file as the page handed it over") from error
    if not isinstance(data, dict) or set(data) != {*ABOUT, "values"} or not isinstance(data["values"], dict):
        raise RecordRefused(
            file, "it is no record of a form", f"an object with {', '.join(ABOUT)} and values"
        )
    return data


def _from_csv(file: Path, text: str) -> dict[str, Any]:
    first = text.partition("\n")[0]
    try:
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
        )
        rows = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise RecordRefused(
            file, f"it is no table ({error})", "the file as the page handed it over"
        ) from error
    right = "two rows, heads and values, as the page handed it over"
    if len(rows) != 2 or len(rows[0]) < len(rows[1]) or len(rows[0]) > MOST_HEADS:
        raise RecordRefused(file, f"a table of {len(rows)} rows", right)
    heads = [head.strip() for head in rows[0]]
    if len(set(heads)) < len(heads) or not set(ABOUT) <= set(heads):
        raise RecordRefused(file, "its heads are not those of a record", right)
    cells = {head: _MARKED.sub("", cell) for head, cell in zip(heads, rows[1], strict=False) if cell.strip()}
    about: dict[str, Any] = {name: cells.pop(name, "") for name in ABOUT}
    about |= {name: int(about[name]) for name in ("record", "version") if about[name].isdecimal()}
    return {**about, "values": cells}


def _checked(file: Path, data: Mapping[str, Any]) -> Record:
    """Return what a file says as a record of the form that it names."""
    if data["record"] != 1 or isinstance(data["record"], bool):
        raise RecordRefused(file, f"it says that it is a record of kind {shown(data['record'])}", "kind 1")
    for name in ("instrument", "language", "id", "at"):
        if not isinstance(data[name], str) or not data[name] or len(data[name]) > 64:
            raise RecordRefused(file, f"{name} is {shown(data[name])}", "as the page wrote it")
    try:
        form = load(data["instrument"])
    except UnknownInstrument as error:
        wrong, _, right = f"{error}".partition("; right would be ")
        raise RecordRefused(file, wrong, right) from error
    if data["version"] != form.version:
        wrong = f"it was filled in on version {shown(data['version'])} of {form.slug}"
        raise RecordRefused(file, wrong, f"version {form.version}, the one that is here")
    return Record(file, form, data["id"], _values(file, form, data["values"]))


def _values(file: Path, form: Instrument, given: Mapping[str, Any]) -> dict[str, Value]:
    fields: dict[str, Item | Note] = {one.id: one for one in form.placed()}
    for name in given:
        if name not in fields:
            raise RecordRefused(file, f"{form.slug} has no field {quoted(str(name))}", "those of the form")
    values = {}
    for name, field in fields.items():
        value = given.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            values[name] = read_value(field, value)
        except AnswerError as error:
            wrong, _, right = f"{error}".partition("; ")
            raise RecordRefused(file, f"{name}: {wrong}", right or "an answer that the form has") from error
    empty = [item.id for item in form.items.values() if item.required and item.id not in values]
    if empty:
        raise RecordRefused(file, f"{', '.join(empty)} stands empty", "every field that is marked as needed")
    return values


def read_value(field: Item | Note, value: Any) -> Value:
    """Return a value that a field can hold.

    Raises
    ------
    AnswerError
        If it cannot; what would be right stands after a semicolon.
    """
    if isinstance(field, Note):
        return text_of(value, MOST_TEXT, "it").strip()
    if value == UNSEEN and field.unseen:
        return UNSEEN
    if field.kind in ("scale", "level"):
        return _point(field, value)
    if field.kind == "choice":
        if not isinstance(value, str) or value not in field.options:
            raise AnswerError(f"{shown(value)} is no answer; one of {', '.join(field.options)}")
        return value
    if field.kind == "number":
        return _bounded(field, _number(value))
    if field.kind == "date":
        return _day(value)
    text = text_of(value, field.most_signs, "it").strip()
    if field.shape == "code" and (not _CODE.fullmatch(text) or ".." in text):
        right = "up to 40 letters and digits, with spaces, dots, slashes and hyphens between them"
        raise AnswerError(f"{quoted(text)} is no code; {right}")
    return text


def _point(item: Item, value: Any) -> int:
    number = _number(value)
    if number not in item.anchors:
        raise AnswerError(f"{shown(value)} is no point; one of {', '.join(map(str, item.points))}")
    return int(number)


def _number(value: Any) -> float:
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value.strip().replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AnswerError(f"{shown(value)} is no number; a number, such as 3")
    if abs(value) > 1e9 or not math.isfinite(value):
        raise AnswerError(f"{shown(value)} is no number that can be; a number, such as 3")
    return value


def _bounded(item: Item, value: float) -> float:
    least = -math.inf if item.least is None else item.least
    most = math.inf if item.most is None else item.most
    if not least <= value <= most:
        raise AnswerError(f"{value:g} is out of range; a number from {least:g} to {most:g}")
    return value


def _day(value: Any) -> date:
    text = value.strip() if isinstance(value, str) else ""
    iso, spoken = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    parts = iso.groups() if iso else spoken.groups()[::-1] if spoken else ()
    right = f"a day from {EARLIEST.year} to {LATEST.year}, such as 2026-03-05"
    try:
        day = date(*(int(part) for part in parts))
    except (ValueError, TypeError):
        raise AnswerError(f"{shown(value)} is no day; {right}") from None
    if not EARLIEST <= day <= LATEST:
        raise AnswerError(f"{shown(value)} is far off; {right}")
    return day
