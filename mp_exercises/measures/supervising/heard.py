"""Sessions of supervision: the mean rating, and in how many each ingredient was heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..means import mean
from ..reading import kind
from ..shares import clustered_share

NAME = "supervision-level"
HEARD = "supervision-heard"

YES = "heard"


@dataclass(frozen=True)
class Supervision:
    """What sheets of sessions say.

    Attributes
    ----------
    rating
        The mean rating.
    heard
        By ingredient, the share of sheets on which it was heard, as itself and not as its double.
    units
        What counts once each: ``supervisor``, or ``session`` where there is one supervisor or none is named.
    sessions
        How many there are.
    """

    rating: Estimate | Refused
    heard: dict[str, Estimate | Refused]
    units: str
    sessions: int


def supervision(frame: pd.DataFrame, *, level: float = LEVEL) -> Supervision:
    """Return how good the sessions in a table were, and what was heard in them.

    Parameters
    ----------
    frame
        A table of the kind ``supervision``.

    Notes
    -----
    Ratings of one session are averaged first, then the sessions of one supervisor, so that nobody counts more
    for being listened to more often. A share's interval allows for sheets of one supervisor being alike.
    """
    units = "supervisor" if "supervisor" in frame and frame["supervisor"].nunique() > 1 else "session"
    known = frame[frame[units].notna()]
    return Supervision(
        attempt(lambda: _rating(known, units, level)),
        {
            name: attempt(lambda name=name: _heard(known, name, units, level))  # type: ignore[misc]
            for name in ingredients(frame)
        },
        units,
        int(frame["session"].nunique()),
    )


def ingredients(frame: pd.DataFrame) -> list[str]:
    """Return the columns of what may be heard in a session."""
    columns = kind("supervision").columns
    return [name for name, column in columns.items() if YES in column.options and name in frame]


def _rating(frame: pd.DataFrame, units: str, level: float) -> Estimate:
    if "rating" not in frame or not frame["rating"].notna().any():
        raise Refused(NAME, "no session was rated")
    once = frame.groupby("session")["rating"].mean()
    who = frame.drop_duplicates("session").set_index("session")[units] if units != "session" else None
    values = once if who is None else once.groupby(who.reindex(once.index)).mean()
    return mean(values.dropna().to_numpy(dtype=np.float64), NAME, level=level)


def _heard(frame: pd.DataFrame, name: str, units: str, level: float) -> Estimate:
    known = frame[frame[name].notna()]
    return clustered_share((known[name] == YES).to_numpy(), known[units], HEARD, level=level, form=name)
