"""Tables of a result into the folder that the user names, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..reading.kinds import kinds
from .pseudonyms import Pseudonyms
from .sheet import write_sheet


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes
    ----------
    files
        In order.
    left_out
        The columns of free text that pseudonymising leaves out, since names in them cannot be found.
    personal
        Whether a table has a row, or text, of single people.
    """

    files: tuple[Path, ...]
    left_out: tuple[str, ...]
    personal: bool


def export_tables(
    folder: Path, tables: Mapping[str, pd.DataFrame], *, pseudonymise: bool = False, ending: str = ".csv"
) -> Exported:
    """Write each table as a file of its name.

    Parameters
    ----------
    folder
        Made if it is not there.
    tables
        By name.
    pseudonymise
        Whether columns that identify somebody get codes and free text is left out.

    Raises
    ------
    FileExistsError
        If one of the files is there, before any is written.
    """
    files = {name: folder / f"{name}{ending}" for name in tables}
    for file in files.values():
        if file.exists():
            raise FileExistsError(f"{file} is there already; name another folder")
    made = prepared(tables, pseudonymise=pseudonymise)
    written = [
        write_sheet(files[name], heads_of(frame), frame.itertuples(index=False, name=None))
        for name, frame in made.tables.items()
    ]
    return Exported(tuple(written), made.left_out, made.personal)


@dataclass(frozen=True)
class Prepared:
    """Tables as they may be written.

    Attributes
    ----------
    tables
        By name.
    left_out, personal
        As of `Exported`.
    """

    tables: dict[str, pd.DataFrame]
    left_out: tuple[str, ...]
    personal: bool


def prepared(tables: Mapping[str, pd.DataFrame], *, pseudonymise: bool) -> Prepared:
    """Return tables as they may be written: with ids as they are, or codes in their place and no free text.

    Parameters
    ----------
    tables
        By name; who stands in several gets one code through all.
    """
    personal = identifying_columns() | free_columns()
    named = any(personal & set(frame.columns) for frame in tables.values())
    if not pseudonymise:
        return Prepared(dict(tables), (), named)
    codes = Pseudonyms()
    left_out: dict[str, None] = {}
    made = {}
    for name, frame in tables.items():
        free = [column for column in frame if column in free_columns()]
        left_out |= dict.fromkeys(free)
        kept = frame.drop(columns=free)
        coded = {
            column: codes.coded(kept[column], column) for column in kept if column in identifying_columns()
        }
        made[name] = kept.assign(**coded)
    return Prepared(made, tuple(left_out), named)


def heads_of(frame: pd.DataFrame) -> list[str]:
    """Return a table's heads as people write them."""
    return [str(column).replace("_", " ") for column in frame.columns]


def identifying_columns() -> frozenset[str]:
    """Return the names of columns that identify somebody, in any kind of data."""
    return frozenset(name for one in kinds().values() for name in one.identifying)


def free_columns() -> frozenset[str]:
    """Return the names of columns of free text."""
    return frozenset(name for one in kinds().values() for name, column in one.columns.items() if column.free)
