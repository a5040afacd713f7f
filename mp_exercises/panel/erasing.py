"""Erasing one candidate: rows, sheets, reasons and feedback; and saying where they may still be named."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .campaign import CALIBRATION, first_run
from .folder import RECORDS, Folder
from .purge import FEEDBACK, each_line
from .sheets import Rows, sheet, sheets, write_rows

MOST_BYTES = 5_000_000
"""Of a file that is looked through for a number."""


class Unknown(LookupError):
    """A number that nothing in the folder has."""


@dataclass(frozen=True)
class Trace:
    """What of a candidate a file holds.

    Attributes
    ----------
    count
        Rows or lines; 0 where the whole file goes.
    """

    file: Path
    count: int


def traces(folder: Folder, number: str) -> list[Trace]:
    """Return what of a candidate there is.

    Raises
    ------
    Unknown
        If there is nothing.
    TableError
        If a table cannot be read, since a row that is not understood could be theirs.
    """
    found = [*_in_tables(folder, number), *_in_records(folder, number), *_pages(folder, number)]
    if not found:
        known = ", ".join(folder.candidates)
        wrong = f"{number} is in no table, record or page of {folder.path}"
        raise Unknown(f"{wrong}; right would be one of {known}")
    return found


def erase(folder: Folder, number: str) -> list[Trace]:
    """Remove all that there is of a candidate, and return it.

    Raises
    ------
    Unknown, TableError
        As ``traces``, before anything is removed.
    """
    found = traces(folder, number)
    for name, rows in _tables(folder).items():
        kept = [row for row in rows if not _is_of(row["candidate"], number)]
        if len(kept) < len(rows):
            _replaced(rows.file, lambda new, n=name, k=kept, o=rows.others: write_rows(new, n, k, o))  # type: ignore[misc]
    for file in _records(folder):
        lines = list(each_line(file))
        left = [one for one in lines if not _line_is_of(one, number)]
        if len(left) < len(lines):
            _replaced(file, lambda new, k=left: _write_lines(new, k))  # type: ignore[misc]
    for page in _pages(folder, number):
        page.file.unlink()
    return found


def still_named(folder: Folder, number: str) -> list[Path]:
    """Return the files of the folder in which the number still stands, as in somebody's words.

    A number without a letter is found in no file, since it could be any number.
    """
    if number.isdigit():
        return []
    word = re.compile(rf"(?<![0-9A-Za-z]){re.escape(number)}(?![0-9A-Za-z])")
    files = (one for one in sorted(folder.path.rglob("*")) if one.is_file() and not one.is_symlink())
    return [
        one
        for one in files
        if word.search(one.stem)
        or (
            one.stat().st_size <= MOST_BYTES
            and word.search(one.read_text(encoding="utf-8", errors="replace"))
        )
    ]


def _tables(folder: Folder) -> dict[str, Rows]:
    """Return every table of the folder that has a row for a candidate."""
    names = [name for name, one in sheets().items() if "candidate" in one.columns]
    return {name: folder.rows(name) for name in names if (folder.path / sheet(name).file).is_file()}


def _in_tables(folder: Folder, number: str) -> Iterable[Trace]:
    for rows in _tables(folder).values():
        count = sum(_is_of(row["candidate"], number) for row in rows)
        if count:
            yield Trace(rows.file, count)


def _records(folder: Folder) -> list[Path]:
    return sorted((folder.path / RECORDS).glob("*.jsonl"))


def _in_records(folder: Folder, number: str) -> Iterable[Trace]:
    for file in _records(folder):
        count = sum(_line_is_of(one, number) for one in each_line(file))
        if count:
            yield Trace(file, count)


def _pages(folder: Folder, number: str) -> list[Trace]:
    files = (folder.path / FEEDBACK / f"{number}{ending}" for ending in (".html", ".pdf"))
    return [Trace(file, 0) for file in files if file.is_file()]


def _is_of(unit: object, number: str) -> bool:
    return isinstance(unit, str) and first_run(unit) == number


def _line_is_of(line: dict[str, Any], number: str) -> bool:
    answer = line.get("answer")
    unit = answer.get("unit") if isinstance(answer, dict) else None
    return line.get("item") != CALIBRATION and _is_of(unit, number)


def _write_lines(file: Path, lines: Iterable[dict[str, Any]]) -> None:
    with file.open("x", encoding="utf-8") as out:
        for one in lines:
            out.write(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n")


def _replaced(file: Path, write: Callable[[Path], object]) -> None:
    """Write a file anew beside it, and put it in its place when the disk has it."""
    new = file.with_name(f".new-{file.name}")
    new.unlink(missing_ok=True)
    write(new)
    with new.open("r+b") as written:
        os.fsync(written.fileno())
    shutil.copymode(file, new)
    new.replace(file)
