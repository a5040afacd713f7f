"""What staff fill in before a form is handed over: one person's, or everybody's on a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from ..exercise import AnswerError
from ..measures.reading import kind, read_file
from .model import Instrument
from .record import Value, read_value

_UNFIT = re.compile(r"[^\w.-]+")


def preset_of(form: Instrument, given: Iterable[str]) -> dict[str, str]:
    """Return what is filled in beforehand.

    Parameters
    ----------
    given
        Each a field and its value, such as ``person=A12``.

    Raises
    ------
    ValueError
        If the form has no such field, or the field cannot hold the value.
    """
    fields = {one.id: one for one in form.placed()}
    found: dict[str, str] = {}
    for pair in given:
        name, sign, text = pair.partition("=")
        if not sign or name not in fields:
            right = f"field=value, with a field such as {', '.join(list(fields)[:6])}"
            raise ValueError(f"{pair!r} fills in no field of {form.slug}; right would be {right}")
        try:
            value = read_value(fields[name], text)
        except AnswerError as error:
            raise ValueError(f"{name}: {error}") from error
        found[name] = _written(value)
    return found


def presets_from(form: Instrument, asked: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a file name without ending, and what is filled in beforehand, for each person on a list.

    Answers and people's own words stay out, also where the list has them.

    Parameters
    ----------
    asked
        A table of the kind ``experience``.

    Raises
    ------
    TableError
        If the list is faulty.
    ValueError
        If the form is not one that people are asked to fill in, or a code on the list is none.
    """
    if form.table != "experience":
        raise ValueError(f"{form.slug} is not handed to people on a list; leave out --each")
    frame = read_file(asked, "experience").frame
    free = {name for name, column in kind("experience").columns.items() if column.free}
    columns = {
        item.column: item.id
        for item in form.items.values()
        if item.column in frame and item.column not in free and item.kind != "scale"
    }
    for row in frame.to_dict("records"):
        cells = {field: row[column] for column, field in columns.items() if not pd.isna(row[column])}
        pairs = [f"{field}={_text(value)}" for field, value in cells.items()]
        yield _UNFIT.sub("-", f"{form.slug}_{row['person']}"), preset_of(form, pairs)


def _written(value: Value) -> str:
    """Return a value as it stands in a field."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(value: object) -> str:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
