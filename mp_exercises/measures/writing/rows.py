"""A table of one kind as people keep it: its heads, and choices in words."""

from __future__ import annotations

import pandas as pd

from ..reading import kind


def as_people_keep(name: str, frame: pd.DataFrame) -> tuple[list[str], list[list[object]]]:
    """Return a table's heads and rows as they are written into a sheet that can be read again.

    Parameters
    ----------
    name
        Its kind.
    """
    columns = kind(name).columns
    shown = frame.copy()
    for key, column in columns.items():
        if column.type == "choice" and key in shown:
            words = {option: names[0] for option, names in column.options.items()}
            shown[key] = shown[key].map(words, na_action="ignore")
    heads = [columns[one].head if one in columns else str(one) for one in frame]
    return heads, [list(row) for row in shown.itertuples(index=False, name=None)]
