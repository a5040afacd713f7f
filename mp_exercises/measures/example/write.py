"""The invented tables as files, each labelled as invented on its first line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ..reading import kind
from ..writing import write_sheet
from .authority import authority
from .settings import settings

PREFIX = "invented-"
README = "READ-ME.txt"


def write_example(folder: Path, seed: int | None = None) -> list[Path]:
    """Write a file for each kind of data, one as people keep it, and what they are.

    Parameters
    ----------
    folder
        Made if it is not there.

    Raises
    ------
    FileExistsError
        If one of the files is there, before any is written.
    """
    made = settings()
    tables = authority(seed)
    files = {name: folder / f"{PREFIX}{name}.csv" for name in tables}
    kept, readme = folder / f"{PREFIX}referrals-as-kept.csv", folder / README
    for file in (*files.values(), kept, readme):
        if file.exists():
            raise FileExistsError(f"{file} is there already; name another folder")
    for name, file in files.items():
        heads = [_head(name, str(column)) for column in tables[name]]
        write_sheet(file, heads, _rows(name, tables[name]), title=made["label"])
    as_kept = made["as_kept"]
    title = f"{as_kept['title']} – {made['label']}"
    write_sheet(
        kept, as_kept["heads"], [[entry or None for entry in row] for row in as_kept["rows"]], title=title
    )
    readme.write_text(made["readme"], encoding="utf-8")
    return [*files.values(), kept, readme]


def _head(name: str, column: str) -> str:
    columns = kind(name).columns
    return columns[column].head if column in columns else column


def _rows(name: str, frame: pd.DataFrame) -> list[list[object]]:
    """Return rows with choices as people write them."""
    shown = frame.copy()
    for key, column in kind(name).columns.items():
        if column.type == "choice" and key in shown:
            words = {option: names[0] for option, names in column.options.items()}
            shown[key] = shown[key].map(words, na_action="ignore")
    return [list(row) for row in shown.itertuples(index=False, name=None)]
