"""Where anchors are read in two ways: by quality and member, and the widest pairs with the anchors' words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ...measures.means import holm, mean
from ...measures.observing import Double

READING = "anchor-reading"
ALARM = 0.05


@dataclass(frozen=True)
class Reading:
    """How a member reads one quality beside the others.

    Attributes
    ----------
    found
        By how many points the member lies above the others' mean on the same recording.
    p
        Of no difference, after Holm for as many members and qualities as could be looked at; None where
        it is refused.
    """

    criterion: str
    member: str
    found: Estimate | Refused
    p: float | None = None

    @property
    def apart(self) -> bool:
        """Whether chance is an unlikely explanation."""
        return self.p is not None and self.p < ALARM


@dataclass(frozen=True)
class Parted:
    """Two members at two anchors of one quality, about the same recording."""

    criterion: str
    recording: str
    low: int
    high: int
    low_members: tuple[str, ...]
    high_members: tuple[str, ...]


def readings(double: Double, *, level: float = LEVEL) -> tuple[Reading, ...]:
    """Return each member's reading of each quality.

    Notes
    -----
    Student's interval of the mean over recordings of the member's point less the mean of the others'.
    All p values are adjusted together (Holm, 1979), so that one false alarm in the whole table stays
    unlikely.
    """
    made = [
        (criterion, member, _differences(double, criterion, member))
        for criterion in double.skills
        for member in sorted(double.frame["rater"].unique())
    ]
    found = [(c, m, attempt(lambda d=d: mean(d, READING, level=level)), d) for c, m, d in made]  # type: ignore[misc]
    tested = [(place, d) for place, (_, _, one, d) in enumerate(found) if isinstance(one, Estimate)]
    p = dict(zip((place for place, _ in tested), holm([_p(d) for _, d in tested]), strict=True))
    return tuple(Reading(c, m, one, p.get(place)) for place, (c, m, one, _) in enumerate(found))


def parted(double: Double, least: int) -> tuple[Parted, ...]:
    """Return the recordings and qualities on which members are so many points apart, the widest first."""
    found = []
    for criterion in double.skills:
        for unit, rows in double.frame.groupby("observation"):
            given = rows[["rater", criterion]].dropna()
            low, high = given[criterion].min(), given[criterion].max()
            if len(given) < 2 or high - low < least:
                continue
            at = {
                point: tuple(sorted(given.loc[given[criterion] == point, "rater"])) for point in (low, high)
            }
            found.append(Parted(criterion, str(unit), int(low), int(high), at[low], at[high]))
    return tuple(sorted(found, key=lambda one: (one.low - one.high, one.criterion, one.recording)))


def _differences(double: Double, criterion: str, member: str) -> np.ndarray:
    """Return the member's point less the mean of the others', for each recording that both scored."""
    wide = double.frame.pivot(index="observation", columns="rater", values=criterion)
    own, others = wide[member], wide.drop(columns=member)
    return np.asarray((own - others.mean(axis=1)).dropna().to_numpy(), dtype=np.float64)


def _p(differences: np.ndarray) -> float:
    return float(stats.ttest_1samp(differences, 0.0).pvalue)
