"""How long each unit was followed, and how that ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from ...marking.arrays import Ints
from ...marking.refusal import Refused
from .counting import first_in
from .referred import NAME, Referred, as_day

OPEN, AGAIN, GONE = 0, 1, 2
CAUSES = {OPEN: "open", AGAIN: "again", GONE: "gone"}
"""How following ends: not yet, with another referral, or since none can come any more."""


@dataclass(frozen=True)
class Followed:
    """Units from their first referral in a period.

    Attributes
    ----------
    days
        How long each was followed.
    causes
        How it ended, a key of `CAUSES`.
    until
        The last day of following.
    """

    days: Ints
    causes: Ints
    until: date


def follow(found: Referred, start: date, end: date, until: date) -> Followed:
    """Return how long each unit was followed from its first referral in a period.

    Parameters
    ----------
    until
        The last day that the list covers.

    Raises
    ------
    Refused
        If the period has no referral, or the list goes on after its last day.
    """
    if found.last > as_day(until):
        raise Refused(NAME, f"the list has a referral on {found.last:%Y-%m-%d}, after its last day {until}")
    first = first_in(found, start, end)
    day = first["day"]
    again = (first["next"] - day).dt.days
    # Who was gone before, or came back, could be referred all the same.
    out = (first["gone_on"] >= day) & first["next"].isna()
    gone = (first["gone_on"].where(out) - day).dt.days
    left = (as_day(until) - day).dt.days
    ends = pd.DataFrame({"again": again, "gone": gone, "open": left}).astype(np.float64)
    # One who is gone on the last day is not open.
    days = ends.min(axis=1)
    causes = np.select([ends["again"] == days, ends["gone"] == days], [AGAIN, GONE], OPEN)
    return Followed(days.to_numpy().astype(np.int64), causes.astype(np.int64), until)
