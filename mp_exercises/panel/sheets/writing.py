"""Small tables as files that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...measures.writing.sheet import write_sheet
from .kinds import sheet


def write_rows(file: Path, name: str, rows: Iterable[Mapping[str, Any]], others: Sequence[str] = ()) -> Path:
    """Write a table with the heads of its kind.

    Parameters
    ----------
    others
        Further heads, where the table may have some.

    Raises
    ------
    FileExistsError
        If the file is there.
    """
    heads = [*sheet(name).columns, *others]
    lines = ([row.get(head) for head in heads] for row in rows)
    return write_sheet(file, [head.replace("_", " ") for head in heads], lines)
