"""The observations that more than one person rated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.arrays import Ints
from ..reading import kind


@dataclass(frozen=True)
class Double:
    """Observations with at least two raters, skill by skill.

    Attributes
    ----------
    skills
        The names of the skills that the table has.
    frame
        The rows of these observations, sorted by observation and rater: ``observation``, ``observed_on``,
        ``rater`` and each skill.
    place
        The number of each row's observation, from 0.
    observations, double
        How many there are in all, and how many have two raters or more.
    """

    skills: tuple[str, ...]
    frame: pd.DataFrame
    place: Ints
    observations: int
    double: int

    def wide(self, skill: str) -> pd.DataFrame:
        """Return one skill's ratings, observations by raters, NaN for gaps; rows with two ratings or more."""
        rated = self.frame[skill].notna().to_numpy()
        kept = self.frame[rated & (self._raters(rated) >= 2)]
        return kept.pivot(index="observation", columns="rater", values=skill)

    def compact(self, skill: str) -> Iterator[tuple[int, np.ndarray, tuple[str, ...]]]:
        """Yield, for each number of raters k, the ratings of observations by k, and the raters' names.

        Names stand only where the same k people rated all of them.
        """
        rated = self.frame[skill].notna().to_numpy()
        often, raters = self._raters(rated), self.frame["rater"].to_numpy()
        values = self.frame[skill].to_numpy(dtype=np.float64)
        for k in np.unique(often[rated & (often >= 2)]):
            rows = rated & (often == k)
            people = raters[rows].reshape(-1, k)
            same = tuple(people[0]) if (people == people[0]).all() else ()
            yield int(k), values[rows].reshape(-1, k), same

    def _raters(self, rated: np.ndarray) -> Ints:
        """Return how many of the rows that are meant each row's observation has."""
        return np.asarray(np.bincount(self.place, weights=rated)[self.place], dtype=np.int64)


def double_coded(frame: pd.DataFrame) -> Double:
    """Return the observations that at least two people rated.

    Parameters
    ----------
    frame
        A table of the kind ``observations``.
    """
    columns = kind("observations").columns
    skills = tuple(name for name, column in columns.items() if column.skill and name in frame)
    observation, names = pd.factorize(frame["observation"], sort=True)
    several = np.bincount(observation)[observation] >= 2
    order = np.lexsort((pd.factorize(frame["rater"], sort=True)[0], observation))
    order = order[several[order]]
    place = pd.factorize(observation[order])[0].astype(np.int64)
    kept = frame.iloc[order].reset_index(drop=True)
    double = int(place.max()) + 1 if len(place) else 0
    return Double(skills, kept[["observation", "observed_on", "rater", *skills]], place, len(names), double)
