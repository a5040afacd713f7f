"""The empty spreadsheet for one kind of data, with a few invented rows and a guide."""

from __future__ import annotations

from pathlib import Path

from ..reading.kinds import Column, kind
from ..wording import line
from .sheet import write_sheet


def write_template(name: str, file: Path) -> Path:
    """Write a template.

    Parameters
    ----------
    name
        A kind of data.
    file
        Ends in ``.xlsx`` or ``.csv``; is not there yet.

    Raises
    ------
    LookupError
        If there is no such kind.
    FileExistsError
        If the file is there.
    """
    wanted = kind(name)
    heads = [head for column in wanted.columns.values() for head in _heads(column)]
    size = max(len(column.example) for column in wanted.columns.values())
    rows = [
        [
            column.example[(row + shift) % size]
            for column in wanted.columns.values()
            for shift in range(len(_heads(column)))
        ]
        for row in range(size)
    ]
    guide = [
        line("template.title", title=wanted.title, row=wanted.row),
        *wanted.guide,
        line("template.invented"),
        *(_about(column) for column in wanted.columns.values()),
    ]
    return write_sheet(file, heads, rows, guide)


def _heads(column: Column) -> tuple[str, ...]:
    """Return the heads of a column: several where the kind has as many as a form has questions."""
    return column.heads if column.like else column.heads[:1]


def _about(column: Column) -> str:
    needed = line("template.needed" if column.required else "template.free")
    return line("template.column", head=", ".join(_heads(column)), right=column.expected, needed=needed)
