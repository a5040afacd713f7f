"""How a form's fields become columns of a table that the measures read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..exercise.base import Problem
from ..measures.reading import Column, kinds
from .item import Item, ItemKind
from .model import Instrument

_FITS: dict[str, tuple[ItemKind, ...]] = {
    "number": ("scale", "number", "level"),
    "whole": ("scale", "number", "level"),
    "date": ("date",),
    "choice": ("choice",),
    "id": ("text",),
    "name": ("text", "choice"),
    "text": ("text",),
}
"""Which items a column of each type can be filled by."""


def column_of(form: Instrument, name: str) -> Column | None:
    """Return a column of the form's table by its name, such as ``worker`` or ``q3``; None if it has none."""
    columns = kinds()[form.table].columns if form.table in kinds() else {}
    if name in columns and columns[name].like is None:
        return columns[name]
    return next((one for one in columns.values() if one.like and re.fullmatch(one.like, name)), None)


def head_of(form: Instrument, name: str) -> str:
    """Return how a column is headed in the table."""
    column = column_of(form, name)
    return name if column is None or column.like else column.head


def column_problems(form: Instrument) -> Iterator[Problem]:
    """Yield where a form and the table that it fills do not fit."""
    if form.table is None:
        return
    if form.table not in kinds():
        yield Problem(("table",), f"no kind of data is called {form.table!r}", f"one of {', '.join(kinds())}")
        return
    for place, section in enumerate(form.sections):
        for number, item in enumerate(section.items):
            for problem in _unfit(form, item):
                yield Problem(
                    ("sections", place, "items", number, *problem.path), problem.wrong, problem.right
                )
    given = {*form.fixed, *(item.column for item in form.items.values() if item.required)}
    for name in kinds()[form.table].needed:
        if name not in given:
            right = "an item that is required and has this `column`, or a value under `fixed`"
            yield Problem(("table",), f"nothing fills {name}, which {form.table} need", right)
    for name in form.fixed:
        if column_of(form, name) is None:
            yield Problem(("fixed", name), f"{form.table} have no column {name!r}", _columns(form))


def _unfit(form: Instrument, item: Item) -> Iterator[Problem]:
    if item.column is None:
        return
    column = column_of(form, item.column)
    if column is None:
        yield Problem(("column",), f"{form.table} have no column {item.column!r}", _columns(form))
        return
    fits = _FITS[column.type]
    if item.kind not in fits:
        yield Problem(("kind",), f"{item.column} cannot be filled by a {item.kind}", f"{' or '.join(fits)}")
    if column.type == "choice" and set(item.options) - set(column.options):
        yield Problem(("options",), f"an option that {item.column} cannot be", f"{', '.join(column.options)}")
    least, most = (column.least, column.most)
    for point in item.points:
        if (least is not None and point < least) or (most is not None and point > most):
            yield Problem(
                ("anchors",), f"point {point} is out of the range of {item.column}", column.expected
            )


def _columns(form: Instrument) -> str:
    return f"one of {', '.join(kinds()[str(form.table)].columns)}"
