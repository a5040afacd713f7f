"""What people wrote, apart from who they are."""

from __future__ import annotations

import pandas as pd

from .response import answered
from .suppress import hidden


def comments(frame: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Return the comments in the order of their words, so that no row of the table can be told by its place.

    Parameters
    ----------
    by
        A column to list them by, such as ``team``; groups with few comments are listed without it.

    Returns
    -------
    pandas.DataFrame
        ``group`` where asked for, None where it is hidden, and ``comment``. No ids; but the words are as
        they were written, and may name people.
    """
    if "comment" not in frame:
        return pd.DataFrame(columns=["comment"] if by is None else ["group", "comment"])
    said = frame[frame["comment"].notna() & answered(frame)]
    if by is None or by not in frame:
        return said[["comment"]].sort_values("comment").reset_index(drop=True)
    sizes = said[by].value_counts()
    small = hidden({str(group): int(count) for group, count in sizes.items()})
    groups = said[by].where(~said[by].isin(small), None)
    made = pd.DataFrame({"group": groups, "comment": said["comment"]})
    return made.sort_values(["group", "comment"], na_position="last").reset_index(drop=True)
