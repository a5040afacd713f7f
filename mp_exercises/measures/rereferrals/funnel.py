"""The funnel plot: an authority beside its neighbours and England, with limits for its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from ...marking.arrays import Floats, column, same_length
from ...marking.refusal import Refused, require
from ..reading import Published

NAME = "funnel"

LIMITS = (0.95, 0.998)
"""Two and three standard deviations, as funnel plots have them."""

WINSORISED = 0.1
"""The share of z values at each end that is drawn in before overdispersion is reckoned."""


@dataclass(frozen=True)
class Funnel:
    """Places about one target.

    Attributes
    ----------
    target
        The share that all are compared with.
    frame
        A row a place: ``place``, ``count``, ``of``, ``share``, ``z``, then ``low_95`` to ``high_99_8``
        from chance alone, and ``wide_low_95`` to ``wide_high_99_8`` with the variation between places.
    ratio
        Overdispersion: how many times the variance of z is that of chance.
    over
        Whether that is more than chance explains, so that the wide limits are to be read.
    left_out
        Places without figures.
    """

    target: float
    frame: pd.DataFrame
    ratio: float
    over: bool
    left_out: tuple[str, ...] = ()

    def standing(self, place: str) -> str:
        """Return where a place lies by the limits to be read: ``high``, ``highish``, ``usual`` and so on.

        Raises
        ------
        LookupError
            If there is no such place.
        """
        rows = self.frame[self.frame["place"] == place]
        if rows.empty:
            raise LookupError(f"no place is called '{place}'")
        row, wide = rows.iloc[0], "wide_" if self.over else ""
        if row["share"] > row[f"{wide}high_99_8"]:
            return "high"
        if row["share"] < row[f"{wide}low_99_8"]:
            return "low"
        if row["share"] > row[f"{wide}high_95"]:
            return "highish"
        return "lowish" if row["share"] < row[f"{wide}low_95"] else "usual"


def funnel(places: Sequence[str], counts: ArrayLike, of: ArrayLike, *, target: float | None = None) -> Funnel:
    """Return places about a target with exact binomial limits, and limits widened for overdispersion.

    Parameters
    ----------
    target
        A share; by default that of all places together.

    Notes
    -----
    Overdispersion is the mean of squared z values, the outermost tenth at each end drawn in, and counts
    above 1 + 2 sqrt(2 / places).

    Raises
    ------
    Refused
        If there are too few places, or a count is none of its number.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in
    Medicine, 24, 1185-1202.
    """
    found, number = column(counts, NAME), column(of, NAME)
    require(NAME, places=same_length(NAME, places=places, counts=found, of=number))
    if (number <= 0).any() or (found < 0).any() or (found > number).any():
        raise Refused(NAME, "a count is below 0, of nothing, or more than what it is of")
    aim = float(found.sum() / number.sum()) if target is None else target
    if not 0 < aim < 1:
        raise Refused(NAME, f"a target of {aim:g}, and it needs one between 0 and 1")
    errors = np.sqrt(aim * (1 - aim) / number)
    z = (found / number - aim) / errors
    ratio = winsorised_ratio(z)
    over = ratio > 1 + 2 * sqrt(2 / len(z))
    frame = pd.DataFrame(
        {"place": list(places), "count": found, "of": number, "share": found / number, "z": z}
    )
    for level in LIMITS:
        name = f"{100 * level:g}".replace(".", "_")
        tails = (1 - level) / 2, (1 + level) / 2
        for side, tail in zip(("low", "high"), tails, strict=True):
            frame[f"{side}_{name}"] = exact_limit(aim, number, tail)
            half = float(stats.norm.ppf(tail)) * sqrt(max(1.0, ratio)) * errors
            frame[f"wide_{side}_{name}"] = np.clip(aim + half, 0, 1)
    return Funnel(aim, frame, ratio, over)


def funnel_of_published(
    table: Published, year: int, places: Sequence[str] | None = None, *, children: bool = False
) -> Funnel:
    """Return authorities of table C1 about England's share.

    Parameters
    ----------
    places
        Which authorities; by default all.
    children
        Whether children are counted, not referrals.

    Raises
    ------
    LookupError
        If the table has no such year or authority.
    """
    which = "child_" if children else ""
    again, of = f"rereferral_{which}count", f"referral_{which}count"
    frame = table.frame[table.frame["year"] == year]
    if frame.empty:
        raise LookupError(f"the table has no year {year}; right would be one of {_years(table)}")
    england = frame[frame["level"] == "National"].iloc[0]
    rows = frame[frame["level"] == "Local authority"]
    if places is not None:
        names = [str(table.area(place)["area"].iloc[0]) for place in places]
        rows = rows[rows["area"].isin(names)]
    known = rows[rows[[again, of]].notna().all(axis=1)]
    made = funnel(list(known["area"]), known[again], known[of], target=float(england[again] / england[of]))
    missing = tuple(sorted(set(rows["area"]) - set(known["area"])))
    return Funnel(made.target, made.frame, made.ratio, made.over, missing)


def winsorised_ratio(z: Floats) -> float:
    """Return the mean of squared z values, with the outermost tenth at each end drawn in."""
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    return float((np.clip(z, low, high) ** 2).mean())


def exact_limit(target: float, of: Floats, tail: float) -> Floats:
    """Return the binomial limit below which a place lies with the chance ``tail``, between whole counts.

    References
    ----------
    Spiegelhalter (2005), appendix A.1.1.
    """
    count = stats.binom.ppf(tail, of, target)
    reached = stats.binom.cdf(count, of, target)
    step = reached - stats.binom.cdf(count - 1, of, target)
    return np.asarray(np.clip((count - (reached - tail) / step) / of, 0, 1), dtype=np.float64)


def _years(table: Published) -> str:
    return ", ".join(str(year) for year in sorted(set(table.frame["year"])))
