"""Tables into the folder that somebody names, with codes for candidates and members where they ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from ..measures.writing import Pseudonyms, write_sheet
from .campaign import first_run

PEOPLE = {"candidate": "candidate", "unit": "candidate", "member": "member", "rater": "member"}
"""Columns that identify somebody, and as what."""

FREE = frozenset({"reason", "first_line", "second_line", "one_higher", "why", "low_members", "high_members"})
"""Columns of text, in which names cannot be found, and of lists of people."""


def export(out: Path, tables: Mapping[str, pd.DataFrame], *, pseudonymise: bool) -> list[Path]:
    """Write each table as a .csv file of its name.

    Raises
    ------
    FileExistsError
        If one of the files is there, before any is written.
    """
    files = {name: out / f"{name}.csv" for name in tables}
    for file in files.values():
        if file.exists():
            raise FileExistsError(f"{file} is there already; name another folder")
    codes = Pseudonyms()
    for name, frame in tables.items():
        kept = coded(frame, codes) if pseudonymise else frame
        heads = [str(column).replace("_", " ") for column in kept.columns]
        write_sheet(files[name], heads, kept.itertuples(index=False, name=None))
    return list(files.values())


def coded(frame: pd.DataFrame, codes: Pseudonyms) -> pd.DataFrame:
    """Return a table with codes for people, without free text, in an order that says nothing."""
    kept = frame.drop(columns=[column for column in frame if column in FREE])
    for column in kept.columns:
        if column in PEOPLE:
            people = kept[column].map(first_run) if PEOPLE[column] == "candidate" else kept[column]
            kept = kept.assign(**{column: codes.coded(people, PEOPLE[column])})
    people_columns = [column for column in kept if column in PEOPLE]
    return kept.sort_values(people_columns) if people_columns else kept


def frame(rows: Iterable[Mapping[str, object]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return rows as a table, also where there are none."""
    return pd.DataFrame(list(rows), columns=list(columns))
