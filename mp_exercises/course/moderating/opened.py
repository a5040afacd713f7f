"""Opening a workbook that somebody sent: bounded, and never evaluated."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ...marking.standard.archive import Bounds, DeclaresEntities, TooLarge, repacked
from ...plain import shown
from ..folder import CourseError
from ..incoming import Unreadable, plain_bytes

MOST_BYTES = 30_000_000
MOST_UNPACKED = 200_000_000
MOST_PARTS = 1000
"""A sheet with thousands of long answers has a tenth of these."""

SHOWN = 60


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
    book = _repacked(data, file)
    saved = _pages(book, file, wanted, evaluated=True)
    typed = _pages(book, file, wanted, evaluated=False)
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


def _repacked(data: bytes, file: Path) -> io.BytesIO:
    try:
        return repacked(data, Bounds(MOST_UNPACKED, MOST_PARTS))
    except TooLarge as error:
        raise _no_sheet(file, "unpacked it is larger than any marking sheet") from error
    except DeclaresEntities as error:
        wrong = f"{shown(error.part, SHOWN)!r} declares entities, which no spreadsheet writes"
        raise _no_sheet(file, wrong) from error
    except Exception as error:  # a hostile file can break zipfile and zlib in any of their parts
        raise _no_workbook(file) from error


def _no_sheet(file: Path, wrong: str) -> CourseError:
    return CourseError(f"{file}: {wrong}; right would be the sheet as it was sent")


def _no_workbook(file: Path) -> CourseError:
    return CourseError(
        f"{file}: no workbook that can be read; right would be the marking sheet, saved as .xlsx"
    )


def _pages(
    data: io.BytesIO, file: Path, wanted: Mapping[str, tuple[int, int]], *, evaluated: bool
) -> dict[str, list[tuple[Any, ...]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(data, read_only=True, data_only=evaluated, keep_links=False)
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
