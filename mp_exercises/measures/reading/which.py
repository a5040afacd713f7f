"""Which kind of data a file is, by its heads; and where it is none, which it comes nearest to."""

from __future__ import annotations

from collections.abc import Iterator

from .faults import TableError, named, whole
from .grid import Grid
from .heads import FIRST_ROWS, Heads, find_heads, fitting
from .kinds import kind, kinds

_TEMPLATE = "`mp measure template KIND`"

MOST_NAMED = 6
"""Heads that a message names; a line is read, and a list of forty is not."""


def kind_of(grid: Grid) -> str:
    """Return the kind of data whose heads a file has.

    Raises
    ------
    TableError
        If it has merged cells, is empty, or its heads are those of no kind or of more than one.
    """
    if grid.merged:
        raise TableError(grid.file, grid.merged)
    found = fitting(grid)
    if len(found) == 1:
        return found[0]
    if found:
        right = f"one of the kinds {', '.join(found)}, named with --kind"
        raise whole(grid.file, f"it may be {' or '.join(found)}", right)
    raise _none(grid)


def _none(grid: Grid) -> TableError:
    """Return the error of a file of no kind: what it has, what it comes nearest to and what is missing."""
    heads = _first_words(grid)
    if not heads:
        return whole(grid.file, "it is empty", f"a row of heads, as {_TEMPLATE} writes it; {_one_of()}")
    shown = ", ".join(named(head) for head in heads[:MOST_NAMED])
    more = f" and {len(heads) - MOST_NAMED} more" if len(heads) > MOST_NAMED else ""
    wrong = f"its heads ({shown}{more}) are those of no kind of data"
    near = max(_tried(grid), key=lambda tried: tried[:2], default=None)
    if near is None:
        return whole(grid.file, wrong, f"those that {_TEMPLATE} writes; {_one_of()}")
    _, _, name, found = near
    missing = ", ".join(f"'{kind(name).columns[one].head}'" for one in _missing(name, found))
    right = f"those of the nearest, {name}, where {missing} is missing"
    return whole(grid.file, wrong, f"{right}; `mp measure template {name}` writes them all")


def _one_of() -> str:
    return f"KIND is one of {', '.join(kinds())}"


def _tried(grid: Grid) -> Iterator[tuple[int, int, str, Heads]]:
    """Yield each kind of which a head is there: how few heads are missing, and how many are there."""
    for name in kinds():
        try:
            found = find_heads(grid, kind(name))
        except TableError:
            continue
        yield -len(_missing(name, found)), len(found.placed), name, found


def _missing(name: str, found: Heads) -> list[str]:
    there = {one.column for one in found.placed}
    return [one for one in kind(name).needed if one not in there]


def _first_words(grid: Grid) -> list[str]:
    """Return the cells of the first row that has any: of no kind, nothing tells heads from other rows."""
    for row in grid.rows[:FIRST_ROWS]:
        if words := [str(cell) for cell in row if cell is not None]:
            return words
    return []
