"""Agreement by quality on the recordings that everybody scored."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ...measures.observing import Double, SkillAgreement, by_skill
from ...measures.shares import clustered_share
from ..campaign import CALIBRATION
from ..folder import Folder
from ..records import Book
from ..seen import complete, units_of

NAME = "pairs-within-a-point"


@dataclass(frozen=True)
class Agreed:
    """How far raters agree on one quality.

    Attributes
    ----------
    close, pairs
        Of how many pairs of raters, over all recordings, how many are within one point.
    share
        The same as a share, with its interval over recordings.
    found
        The coefficients.
    """

    criterion: str
    close: int
    pairs: int
    share: Estimate | Refused
    found: SkillAgreement


def rated(folder: Folder, book: Book) -> Double:
    """Return the recordings that everybody has locked, as the measures take double-coded observations."""
    station = folder.campaign.station(CALIBRATION)
    skills = station.scores
    rows = [
        {
            "observation": unit,
            "observed_on": pd.Timestamp(folder.campaign.day),
            "rater": member,
            **{name: _point(book, unit, member, name) for name in skills},
        }
        for unit in units_of(folder, CALIBRATION)
        if complete(folder, book, CALIBRATION, unit)
        for member in sorted(folder.campaign.assessors(CALIBRATION, unit))
    ]
    frame = pd.DataFrame(rows, columns=["observation", "observed_on", "rater", *skills])
    frame = frame.astype(dict.fromkeys(skills, np.float64))
    place = pd.factorize(frame["observation"])[0].astype(np.int64)
    count = int(place.max()) + 1 if len(place) else 0
    return Double(tuple(skills), frame, place, count, count)


def agreed(double: Double, *, level: float = LEVEL) -> tuple[Agreed, ...]:
    """Return the agreement on each quality, in the campaign's order."""
    return tuple(_one(double, found, level) for found in by_skill(double, level=level))


def _point(book: Book, unit: str, member: str, criterion: str) -> float:
    """Return the point that was given first: what changed in talk is no independent judgement."""
    score = book.sheet(CALIBRATION, unit, member).scores.get(criterion)
    if score is None or score.point is None:
        return float("nan")
    return float(score.point if score.first is None else score.first)


def _one(double: Double, found: SkillAgreement, level: float) -> Agreed:
    near: list[bool] = []
    of: list[str] = []
    for unit, rows in double.frame.groupby("observation"):
        points = rows[found.skill].dropna().to_numpy()
        pairs = [abs(one - other) <= 1 for one, other in combinations(points, 2)]
        near += pairs
        of += [str(unit)] * len(pairs)
    share = attempt(lambda: _share(near, of, level))
    return Agreed(found.skill, int(np.sum(near)), len(near), share, found)


def _share(near: list[bool], of: list[str], level: float) -> Estimate:
    if not near:
        raise Refused(NAME, "no recording has two ratings")
    return clustered_share(near, of, NAME, level=level)
