"""The invented tables as files, each labelled as invented on its first line."""

from __future__ import annotations

from pathlib import Path

from ..writing import as_people_keep, sheet_bytes, write_sheet
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
        write_sheet(file, *as_people_keep(name, tables[name]), title=made["label"])
    with kept.open("xb") as target:
        target.write(kept_with_faults())
    readme.write_text(made["readme"], encoding="utf-8")
    return [*files.values(), kept, readme]


def kept_with_faults() -> bytes:
    """Return a list as people keep it, a .csv file with faults to find."""
    made = settings()
    as_kept = made["as_kept"]
    title = f"{as_kept['title']} – {made['label']}"
    rows = [[entry or None for entry in row] for row in as_kept["rows"]]
    return sheet_bytes(".csv", as_kept["heads"], rows, title=title)
