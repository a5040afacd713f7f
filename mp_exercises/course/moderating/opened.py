"""Opening a workbook that somebody sent: bounded, and never evaluated."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ..folder import CourseError
from ..incoming import Unreadable, plain_bytes
from ..plain import shown

MOST_BYTES = 30_000_000
MOST_UNPACKED = 200_000_000
MOST_PARTS = 1000
"""A sheet with thousands of long answers has a tenth of these."""

SHOWN = 60

_HEAD = 4096
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True)
class CellRead:
    """A cell as it was read.

    Attributes
    ----------
    value
        What it shows: a text, a number, a date, or None.
    formula
        Whether it holds a formula; ``value`` is then what it came to when it was last saved.
    """

    value: Any
    formula: bool = False


Row = tuple[CellRead, ...]


def opened(data: bytes, file: Path, wanted: Mapping[str, tuple[int, int]]) -> dict[str, list[Row]]:
    """Return the rows of each worksheet that is wanted, by its name; those that are missing are left out.

    Parameters
    ----------
    file
        For messages.
    wanted
        How many rows and columns to read at most, by the worksheet's name.

    Raises
    ------
    CourseError
        If it is no workbook, or has more in it than any sheet of ours.
    """
    _refuse_bombs(data, file)
    saved = _pages(data, file, wanted, evaluated=True)
    typed = _pages(data, file, wanted, evaluated=False)
    return {
        name: [
            tuple(_cell(value, source) for value, source in zip(row, sources, strict=True))
            for row, sources in zip(rows, typed[name], strict=True)
        ]
        for name, rows in saved.items()
    }


def sheet_bytes(file: Path) -> bytes:
    """Return the bytes of a sheet.

    Raises
    ------
    CourseError
        If it is not there, or is no plain file of moderate size.
    """
    try:
        data = plain_bytes(file, MOST_BYTES)
    except Unreadable as error:
        raise CourseError(f"{file}: {error}") from error
    if data is None:
        raise CourseError(f"{file} is not there; give the sheet that the second marker sent back")
    return data


def _refuse_bombs(data: bytes, file: Path) -> None:
    try:
        wrong = _bomb(data)
    except Exception as error:  # a hostile file can break zipfile and zlib in any of their parts
        raise _no_workbook(file) from error
    if wrong:
        raise CourseError(f"{file}: {wrong}; right would be the sheet as it was sent")


def _bomb(data: bytes) -> str:
    """Return what of an archive is in no marking sheet; nothing where it may be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            return "unpacked it is larger than any marking sheet"
        for part in parts:
            with packed.open(part) as stream:
                head = stream.read(_HEAD)
            if any(word in head for word in _DECLARES):
                return f"{shown(part.filename, SHOWN)!r} declares entities, which no spreadsheet writes"
    return ""


def _no_workbook(file: Path) -> CourseError:
    return CourseError(
        f"{file}: no workbook that can be read; right would be the marking sheet, saved as .xlsx"
    )


def _pages(
    data: bytes, file: Path, wanted: Mapping[str, tuple[int, int]], *, evaluated: bool
) -> dict[str, list[tuple[Any, ...]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=evaluated, keep_links=False)
            found = {
                name: list(_rows(book[name], *most))
                for name, most in wanted.items()
                if name in book.sheetnames
            }
            book.close()
    except Exception as error:  # a hostile file can break openpyxl in any of its parts
        raise _no_workbook(file) from error
    return found


def _rows(page: Any, rows: int, columns: int) -> Iterator[tuple[Any, ...]]:
    for cells in page.iter_rows(max_row=rows, min_col=1, max_col=columns):
        yield tuple(cells)


def _cell(saved: Any, typed: Any) -> CellRead:
    return CellRead(saved.value, formula=getattr(typed, "data_type", "") == "f")
