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
    codes = Pseudonyms()
    left_out: list[str] = []
    written = []
    for name, frame in tables.items():
        kept = frame
        if pseudonymise:
            free = [column for column in frame if column in free_columns()]
            left_out += [column for column in free if column not in left_out]
            kept = frame.drop(columns=free)
            for column in kept.columns:
                if column in identifying_columns():
                    kept = kept.assign(**{column: codes.coded(kept[column], column)})
        heads = [str(column).replace("_", " ") for column in kept.columns]
        written.append(write_sheet(files[name], heads, kept.itertuples(index=False, name=None)))
    personal = identifying_columns() | free_columns()
    return Exported(
        tuple(written), tuple(left_out), any(personal & set(frame.columns) for frame in tables.values())
    )


def identifying_columns() -> frozenset[str]:
    """Return the names of columns that identify somebody, in any kind of data."""
    return frozenset(name for one in kinds().values() for name in one.identifying)


def free_columns() -> frozenset[str]:
    """Return the names of columns of free text."""
    return frozenset(name for one in kinds().values() for name, column in one.columns.items() if column.free)
