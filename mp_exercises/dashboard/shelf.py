"""The tables that are looked at, and the one file that is arriving: in memory, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..measures.example import authority, kept_with_faults, settings
from ..measures.reading import (
    ENDINGS,
    Grid,
    Published,
    Table,
    TableError,
    check_size,
    fitting,
    grid_of,
    is_table_c1,
    kinds,
    published_of,
    table_of,
    whole,
)
from ..measures.writing import as_people_keep, sheet_bytes
from ..plain import shown
from .wording import say

MOST_TABLES = 24
MOST_NAME = 120


@dataclass(frozen=True)
class Held:
    """A table with its name here.

    Attributes
    ----------
    id
        Of this table, as long as the page is open.
    file
        What its file is called.
    """

    id: str
    file: str
    table: Table | Published


class WhichKind(ValueError):
    """A file that could be more than one kind of data.

    Attributes
    ----------
    kinds
        Those that it could be; all, where its heads are those of none.
    """

    def __init__(self, file: Path, found: tuple[str, ...]) -> None:
        self.kinds = found or tuple(kinds())
        super().__init__(say("which" if found else "which_none", file=file))


class Shelf:
    """Holds tables; a file arrives in parts, and only one at a time."""

    def __init__(self) -> None:
        self._tables: dict[str, Held] = {}
        self._arriving: tuple[Path, int, bytearray] | None = None
        self._unsure: Grid | None = None
        self._last = 0

    def all(self) -> list[Held]:
        """Return every table, in the order in which they came."""
        return list(self._tables.values())

    def get(self, name: str) -> Held:
        """Return one table.

        Raises
        ------
        LookupError
            If it is not here.
        """
        found = self._tables.get(name)
        if found is None:
            raise LookupError(say("no_table"))
        return found

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._tables.pop(name, None)

    def begin(self, name: str, size: int) -> None:
        """Make ready for a file; one that had not arrived whole is forgotten.

        Raises
        ------
        TableError
            If it is too large, or no spreadsheet by its name.
        ValueError
            If there are too many tables already.
        """
        self._room()
        file = Path(shown(Path(name).name, MOST_NAME) or "table")
        check_size(file, size)
        self._arriving, self._unsure = (file, size, bytearray()), None

    def add(self, part: bytes | memoryview) -> None:
        """Take the next part of the file that arrives.

        Raises
        ------
        LookupError
            If none does, or it is longer than it was said to be.
        """
        if self._arriving is None or len(self._arriving[2]) + len(part) > self._arriving[1]:
            self._arriving = None
            raise LookupError(say("no_upload"))
        self._arriving[2].extend(part)

    def read(self, kind: str | None = None) -> Held:
        """Read the file that has arrived.

        Parameters
        ----------
        kind
            Of data; by default the one whose columns it has.

        Raises
        ------
        TableError
            With every fault, each at its cell.
        WhichKind
            If it could be several; asked again with one of them, the file need not come again.
        LookupError
            If the file has not come whole.
        """
        if kind is not None and self._unsure is not None:
            grid, self._unsure = self._unsure, None
            return self._hold(grid, kind)
        if self._arriving is None or len(self._arriving[2]) != self._arriving[1]:
            self._arriving = None
            raise LookupError(say("no_upload"))
        file, _, data = self._arriving
        self._arriving = None
        return self._take(file, bytes(data))

    def invented(self) -> Iterator[Held | TableError]:
        """Yield the tables of the invented authority, and what is wrong with the one that has faults."""
        for file, data in _invented():
            self._room()
            try:
                yield self._take(file, data)
            except TableError as error:
                yield error

    def folder(self, folder: Path) -> Iterator[Held | TableError]:
        """Yield the tables in a folder, and what is wrong with those that cannot be used."""
        for file in sorted(one for one in folder.iterdir() if one.suffix.lower() in ENDINGS):
            self._room()
            try:
                check_size(Path(file.name), file.stat().st_size)
                yield self._take(Path(file.name), file.read_bytes())
            except WhichKind as error:
                yield whole(Path(file.name), str(error), say("which_right"))
            except OSError as error:
                yield whole(Path(file.name), f"{error.strerror}", say("open_right"))
            except TableError as error:
                yield error

    def _take(self, file: Path, data: bytes) -> Held:
        grid = grid_of(file, data)
        if is_table_c1(grid):
            return self._keep(file, published_of(grid))
        if not any(cell is not None for row in grid.rows for cell in row):
            raise whole(file, say("empty"), say("empty_right"))
        if not grid.merged:
            found = fitting(grid)
            if len(found) != 1:
                self._unsure = grid
                raise WhichKind(file, found)
        return self._hold(grid, None)

    def _hold(self, grid: Grid, kind: str | None) -> Held:
        return self._keep(grid.file, table_of(grid, kind))

    def _keep(self, file: Path, table: Table | Published) -> Held:
        self._last += 1
        held = Held(f"t{self._last}", file.name, table)
        self._tables[held.id] = held
        return held

    def _room(self) -> None:
        if len(self._tables) >= MOST_TABLES:
            raise ValueError(say("too_many", most=MOST_TABLES))


def _invented() -> Iterator[tuple[Path, bytes]]:
    label = settings()["label"]
    for name, frame in authority().items():
        file = Path(f"invented-{name}.csv")
        yield file, sheet_bytes(".csv", *as_people_keep(name, frame), title=label)
    yield Path("invented-referrals-as-kept.csv"), kept_with_faults()
