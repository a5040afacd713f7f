"""The observations that more than one person rated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..reading import kind


@dataclass(frozen=True)
class Double:
    """Observations with at least two raters, skill by skill.

    Attributes
    ----------
    skills
        The names of the skills that the table has.
    frame
        The rows of these observations: ``observation``, ``observed_on``, ``rater`` and each skill.
    observations, double
        How many there are in all, and how many have two raters or more.
    """

    skills: tuple[str, ...]
    frame: pd.DataFrame
    observations: int
    double: int

    def wide(self, skill: str) -> pd.DataFrame:
        """Return one skill's ratings, observations by raters, NaN for gaps; rows with two ratings or more."""
        rated = self.frame[self.frame[skill].notna()]
        often = rated.groupby("observation")["rater"].transform("size")
        kept = rated[often >= 2]
        return kept.pivot(index="observation", columns="rater", values=skill)

    def compact(self, skill: str) -> Iterator[tuple[int, np.ndarray, tuple[str, ...]]]:
        """Yield, for each number of raters k, the ratings of observations by k, and the raters' names.

        Names stand only where the same k people rated all of them.
        """
        rated = self.frame[self.frame[skill].notna()].sort_values(["observation", "rater"])
        often = rated.groupby("observation")["rater"].transform("size")
        for k in sorted(set(often[often >= 2])):
            rows = rated[often == k]
            people = rows["rater"].to_numpy().reshape(-1, k)
            same = (people == people[0]).all()
            yield (
                int(k),
                rows[skill].to_numpy(dtype=np.float64).reshape(-1, k),
                tuple(people[0]) if same else (),
            )


def double_coded(frame: pd.DataFrame) -> Double:
    """Return the observations that at least two people rated.

    Parameters
    ----------
    frame
        A table of the kind ``observations``.
    """
    columns = kind("observations").columns
    skills = tuple(name for name, column in columns.items() if column.skill and name in frame)
    often = frame.groupby("observation")["rater"].transform("size")
    kept = frame[often >= 2]
    return Double(
        skills,
        kept[["observation", "observed_on", "rater", *skills]],
        frame["observation"].nunique(),
        kept["observation"].nunique(),
    )
