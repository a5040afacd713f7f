"""Whether counts vary more from period to period, or place to place, than chance gives."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike
from scipy import stats

from ...marking.arrays import column, same_length
from ...marking.refusal import Refused, require
from .limits import sampling_errors

NAME = "overdispersion"

ALARM = 0.05
"""Below this p value the p chart's limits are too narrow."""


@dataclass(frozen=True)
class Dispersion:
    """The variation beyond chance.

    Attributes
    ----------
    chi2, df, p
        Pearson's test that all periods have one underlying share or rate.
    ratio
        Chi-square over its degrees of freedom: 1 is chance alone.
    """

    chi2: float
    df: int
    p: float

    @property
    def ratio(self) -> float:
        """How many times the variance is that of chance."""
        return self.chi2 / self.df

    @property
    def over(self) -> bool:
        """Whether there is more variation than chance explains."""
        return self.ratio > 1 and self.p < ALARM


def overdispersion(counts: ArrayLike, of: ArrayLike, *, shares: bool = True) -> Dispersion:
    """Return Pearson's test of more variation than binomial, or Poisson, chance gives.

    Parameters
    ----------
    counts, of
        By period, or by place.
    shares
        Whether each count is a part of its number; else the counts are taken for Poisson.

    Raises
    ------
    Refused
        If there are too few, or nothing varies.

    References
    ----------
    Spiegelhalter, D. J. (2005). Handling over-dispersion of performance indicators. Quality and Safety in
    Health Care, 14, 347-351.
    """
    found, number = column(counts, NAME), column(of, NAME)
    require(NAME, periods=same_length(NAME, counts=found, of=number))
    if (number <= 0).any() or (found < 0).any() or (shares and (found > number).any()):
        raise Refused(NAME, "a count is below 0, of nothing, or more than what it is of")
    centre = float(found.sum() / number.sum())
    errors = sampling_errors("p" if shares else "u", centre, number)
    if not errors.all():
        raise Refused(NAME, "nothing, or everything, was counted, so there is no variation")
    chi2 = float((((found / number - centre) / errors) ** 2).sum())
    df = len(found) - 1
    return Dispersion(chi2, df, float(stats.chi2.sf(chi2, df)))
