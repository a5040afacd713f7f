"""Faults that lie between cells: what stands twice, and dates in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from .faults import CellFault, named
from .heads import Heads
from .kinds import Kind

MOST_KEPT = 10_000
"""As many faults of one sort are kept; a file with more has one mistake many times."""


def across(frame: pd.DataFrame, places: Sequence[int], heads: Heads, wanted: Kind) -> Iterator[CellFault]:
    """Yield the faults that lie between cells: what stands twice, and dates in the wrong order."""
    place_of = {one.name: one.place for one in heads.placed}
    for name, column in wanted.columns.items():
        if column.unique and name in frame:
            yield from _twice(frame, [name], places, place_of, wanted)
        if column.not_before is not None and column.not_before in frame and name in frame:
            early = frame[name] < frame[column.not_before]
            for row in np.flatnonzero(early.to_numpy())[:MOST_KEPT]:
                other = wanted.columns[column.not_before].head
                wrong = f"{frame[name].iloc[row]:%Y-%m-%d} is before '{other}'"
                right = f"a date from {frame[column.not_before].iloc[row]:%Y-%m-%d} on"
                yield CellFault(places[row] + 1, place_of[name] + 1, wrong, right)
    if wanted.together and all(name in frame for name in wanted.together):
        yield from _twice(frame, list(wanted.together), places, place_of, wanted)


def _twice(
    frame: pd.DataFrame, names: list[str], places: Sequence[int], place_of: dict[str, int], wanted: Kind
) -> Iterator[CellFault]:
    keys = frame[names]
    double = (keys.duplicated() & keys.notna().all(axis=1)).to_numpy()
    if not double.any():
        return
    first: dict[tuple[Any, ...], int] = {}
    for row, key in enumerate(keys.itertuples(index=False, name=None)):
        first.setdefault(key, row)
    for row in np.flatnonzero(double)[:MOST_KEPT]:
        key = tuple(keys.iloc[row])
        said = ", ".join(
            f"{wanted.columns[name].head} {named(f'{v:%Y-%m-%d}' if isinstance(v, date) else v)}"
            for name, v in zip(names, key, strict=True)
        )
        wrong = f"{said} stands twice, also in row {places[first[key]] + 1}"
        yield CellFault(places[row] + 1, place_of[names[0]] + 1, wrong, "each once")
