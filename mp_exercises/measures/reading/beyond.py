"""Cells that stand under no head: they are lost if nothing is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .faults import CellFault, named
from .grid import Grid


def spilt(grid: Grid, head: int, places: Sequence[int]) -> Iterator[CellFault]:
    """Yield the first cell of each row of a .csv file that goes on beyond its heads.

    A comma in words without quotation marks makes such a row, and what stands after it would be lost.

    Parameters
    ----------
    head, places
        The row of heads and the rows below it, from 0.
    """
    if grid.file.suffix.lower() != ".csv":
        # A note at the side of a worksheet shifts nothing.
        return
    width = len(grid.rows[head])
    for row in places:
        cells = grid.rows[row]
        for place in range(width, len(cells)):
            if cells[place] is not None:
                wrong = f"{named(cells[place])} stands beyond the heads"
                right = "nothing there; words with a comma in them stand in quotation marks"
                yield CellFault(row + 1, place + 1, wrong, right)
                break


def headless(grid: Grid, head: int, places: Sequence[int]) -> int:
    """Return how many filled cells of these rows stand under no head, and so are in no column."""
    heads = grid.rows[head]
    blank = [place for place, cell in enumerate(heads) if cell is None]
    found = 0
    for row in places:
        cells = grid.rows[row]
        found += sum(place < len(cells) and cells[place] is not None for place in blank)
        found += sum(cell is not None for cell in cells[len(heads) :])
    return found
