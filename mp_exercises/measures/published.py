"""Published series that the handbook uses, so that nobody needs the Department's file to follow it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..exercise import read_yaml
from .charts.series import Series

PUBLISHED = Path(__file__).with_name("published.yaml")


def islington() -> Series:
    """Return Islington's re-referrals within 12 months, of all referrals, 2013 to 2025."""
    rows = read_yaml(PUBLISHED).data["islington"]
    figures = np.array(list(rows.values()), dtype=np.float64)
    return Series(
        labels=tuple(str(year) for year in rows),
        values=figures[:, 0] / figures[:, 1],
        counts=figures[:, 0],
        of=figures[:, 1],
        notes={},
    )
