"""How skilled the practice was that somebody observed, by skill and over all skills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..means import mean
from ..reading import kind

NAME = "practice-level"


@dataclass(frozen=True)
class Level:
    """Mean ratings.

    Attributes
    ----------
    skills
        Of each skill that the table has.
    whole
        Of the mean over skills.
    units
        What counts once each: ``worker``, or ``observation`` where there is one worker or none is named.
    """

    skills: dict[str, Estimate | Refused]
    whole: Estimate | Refused
    units: str


def level(frame: pd.DataFrame, *, confidence: float = LEVEL) -> Level:
    """Return the mean rating of each skill, and of all.

    Parameters
    ----------
    frame
        A table of the kind ``observations``.

    Notes
    -----
    Ratings of one observation are averaged first, then the observations of one worker, so that nobody
    counts more for being observed, or rated, more often. Student's interval is over workers.
    """
    columns = kind("observations").columns
    names = tuple(name for name, column in columns.items() if column.skill and name in frame)
    units = "worker" if "worker" in frame and frame["worker"].nunique() > 1 else "observation"
    means = _by_unit(frame, names, units)
    return Level(
        {name: attempt(lambda name=name: _mean(means[name], confidence, name)) for name in names},  # type: ignore[misc]
        attempt(lambda: _mean(means.mean(axis=1), confidence, "")),
        units,
    )


def _by_unit(frame: pd.DataFrame, names: Sequence[str], units: str) -> pd.DataFrame:
    """Return mean ratings by unit; whoever has no worker named is left out where workers count."""
    listed = list(names)
    once = frame.groupby("observation", sort=False)[listed].mean()
    if units == "observation":
        return once
    worker = frame.drop_duplicates("observation").set_index("observation")["worker"]
    return once.groupby(worker.reindex(once.index)).mean()


def _mean(values: pd.Series, confidence: float, form: str) -> Estimate:
    known = values.to_numpy(dtype=np.float64)
    return mean(known[~np.isnan(known)], NAME, level=confidence, form=form)
