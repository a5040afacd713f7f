"""Table C1 of the Department for Education's statistics of children in need, as it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from .faults import CellFault, TableError, named, whole
from .grid import Grid, read_grid
from .kinds import Column, plain_head, suppressed_letters
from .values import Gap, Read, Unreadable, read_value

KEYS = ("time_period", "geographic_level", "region_name", "la_name", "new_la_code")
COUNTS = ("referral_count", "rereferral_count", "referral_child_count", "rereferral_child_count")
SHARES = ("rereferral_percent", "rereferral_child_percent")

_FIGURE = Column(type="number", heads=("figure",), least=0)
_YEAR = Column(type="whole", heads=("year",), required=True, least=1990, most=2100)
_LEVELS = ("National", "Regional", "Local authority")


@dataclass(frozen=True)
class Published:
    """The table.

    Attributes
    ----------
    frame
        A row for each area and year: ``year``, ``level``, ``area``, ``code``, ``region``, and the counts
        and percentages under their published names, float64 with NaN where a letter stands.
    symbols
        How many cells of each column hold which letter.
    """

    frame: pd.DataFrame
    symbols: dict[str, dict[str, int]]

    def areas(self, level: str = "Local authority") -> list[str]:
        """Return the names of all areas of a level."""
        return sorted(set(self.frame.loc[self.frame["level"] == level, "area"]))

    def area(self, name: str) -> pd.DataFrame:
        """Return one area's years in order.

        Raises
        ------
        LookupError
            If there is no such area.
        """
        plain = plain_head(name)
        found = self.frame[self.frame["area"].map(plain_head) == plain]
        if found.empty:
            like = [
                area for area in sorted(set(self.frame["area"])) if plain and plain[:4] in plain_head(area)
            ]
            right = f"a name as the table has it{', such as ' + ', '.join(like[:3]) if like else ''}"
            raise LookupError(f"the table has no area {named(name)}; right would be {right}")
        return found.sort_values("year").reset_index(drop=True)


def is_table_c1(grid: Grid) -> bool:
    """Whether a file has the columns of the table."""
    heads = set(map(str, grid.rows[0])) if grid.rows else set()
    return {*KEYS, *COUNTS[:2]} <= heads


def read_table_c1(file: Path) -> Published:
    """Read the table as it is published.

    Raises
    ------
    TableError
        If it is another table, or a cell holds neither a figure nor a letter.
    """
    return published_of(read_grid(file))


def published_of(grid: Grid) -> Published:
    """Return the table that stands in cells.

    Raises
    ------
    TableError
        If it is another table, or a cell holds neither a figure nor a letter.
    """
    file = grid.file
    if not is_table_c1(grid):
        raise whole(file, "it lacks columns of table C1", f"the file as published, with {', '.join(KEYS)}")
    heads = [str(head) for head in grid.rows[0]]
    places = [row for row in range(1, len(grid.rows)) if any(cell is not None for cell in grid.rows[row])]
    faults: list[CellFault] = []
    symbols: dict[str, dict[str, int]] = {}
    read: dict[str, Sequence[object]] = {}
    for name in (*COUNTS, *SHARES):
        if name in heads:
            read[name] = _figures(grid, places, heads.index(name), _FIGURE, faults, symbols, name)
    years = _figures(grid, places, heads.index("time_period"), _YEAR, faults, symbols, "time_period")
    texts = {key: [_text(grid, row, heads.index(key)) for row in places] for key in KEYS[1:]}
    faults += _levels(places, texts["geographic_level"], heads.index("geographic_level"))
    if not places:
        faults.append(CellFault(1, 0, "nothing stands below the heads", "a row for each area and year"))
    if faults:
        raise TableError(file, faults)
    area = [
        authority or region or "England"
        for authority, region in zip(texts["la_name"], texts["region_name"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            "year": np.array(years, dtype=np.int64),
            "level": texts["geographic_level"],
            "area": area,
            "code": texts["new_la_code"],
            "region": texts["region_name"],
            **{name: np.array(values, dtype=np.float64) for name, values in read.items()},
        }
    )
    return Published(frame, symbols)


def _text(grid: Grid, row: int, place: int) -> str:
    value = grid.cell(row, place)
    return "" if value is None else str(value)


def _figures(
    grid: Grid,
    places: Sequence[int],
    place: int,
    column: Column,
    faults: list[CellFault],
    symbols: dict[str, dict[str, int]],
    name: str,
) -> list[float]:
    values = []
    for row in places:
        try:
            found = read_value(grid.cell(row, place), column)
        except Unreadable as error:
            right = f"{error.right}, or one of the letters {', '.join(sorted(suppressed_letters()))}"
            faults.append(CellFault(row + 1, place + 1, error.wrong, right))
            continue
        if isinstance(found, Read):
            values.append(float(found.value))  # type: ignore[arg-type]
            continue
        values.append(np.nan)
        _count(found, symbols.setdefault(name, {}))
        if column.required:
            faults.append(CellFault(row + 1, place + 1, "no year stands here", column.expected))
    return values


def _count(gap: Gap, letters: dict[str, int]) -> None:
    if gap.symbol:
        letters[gap.symbol] = letters.get(gap.symbol, 0) + 1


def _levels(places: Sequence[int], levels: Sequence[str], place: int) -> list[CellFault]:
    return [
        CellFault(row + 1, place + 1, f"{named(level)} is no level", ", ".join(_LEVELS))
        for row, level in zip(places, levels, strict=True)
        if level not in _LEVELS
    ]
