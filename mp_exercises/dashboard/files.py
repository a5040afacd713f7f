"""What somebody takes away: figures, the rows that are looked at, a chart, the one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..measures.drawing import WIDE
from ..measures.reading import Published, Table
from ..measures.showing import Choice, narrowed, panels
from ..measures.showing.alone import alone
from ..measures.showing.page import Folder, page_of
from ..measures.writing import as_people_keep, heads_of, prepared, sheet_bytes
from .shelf import Held
from .wording import say

Form = Literal["csv", "xlsx"]

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "html": "text/html",
}


@dataclass(frozen=True)
class Made:
    """A file with its name and its type."""

    name: str
    type: str
    data: bytes


def figures(held: Held, choice: Choice, panel: str, frame: str, form: Form, *, codes: bool) -> Made:
    """Return one table of a panel.

    Parameters
    ----------
    codes
        Whether codes stand for ids, and free text is left out.

    Raises
    ------
    LookupError
        If there is no such panel or table.
    """
    found = next(one for one in panels(held.table, choice) if one.key == panel)
    made = prepared({frame: found.frames[frame]}, pseudonymise=codes).tables[frame]
    data = sheet_bytes(f".{form}", heads_of(made), made.itertuples(index=False, name=None))
    return Made(f"{panel}-{frame}.{form}", TYPES[form], data)


def rows(held: Held, choice: Choice, form: Form, *, codes: bool) -> Made:
    """Return the rows that are looked at, as they could be read again."""
    table = held.table
    if isinstance(table, Published):
        frame = table.frame
        data = sheet_bytes(f".{form}", heads_of(frame), frame.itertuples(index=False, name=None))
        return Made(f"published.{form}", TYPES[form], data)
    kept = prepared({"rows": narrowed(table, choice).frame}, pseudonymise=codes).tables["rows"]
    heads, listed = as_people_keep(table.kind, kept)
    return Made(f"{table.kind}-rows.{form}", TYPES[form], sheet_bytes(f".{form}", heads, listed))


def chart(held: Held, choice: Choice, panel: str) -> Made:
    """Return a chart as a drawing by itself.

    Raises
    ------
    LookupError
        If the panel has none.
    """
    found = next(one for one in panels(held.table, choice) if one.key == panel)
    if found.chart is None:
        raise LookupError(panel)
    scene = next(one for one in found.chart.scenes if one.size == WIDE)
    return Made(f"{panel}.svg", TYPES["svg"], alone(found.chart.svg(scene)).encode())


def page(held: Sequence[Held]) -> Made:
    """Return the one page for the head of service; of several tables of one kind, the last that came.

    Raises
    ------
    ValueError
        If there is no table to make it of.
    """
    tables = {one.table.kind: one.table for one in held if isinstance(one.table, Table)}
    if not tables:
        raise ValueError(say("no_page"))
    return Made("one-page.html", TYPES["html"], page_of(Folder(tables, {})).encode())
