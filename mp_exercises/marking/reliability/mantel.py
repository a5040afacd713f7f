"""Mantel and Haenszel's test of right and wrong, and Mantel's of graded marks, over strata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable

from ..arrays import Floats, Ints
from ..refusal import Refused

NAME = "mantel-haenszel"

DELTA = -2.35
"""What turns a log odds ratio into the ETS delta scale (Holland and Thayer 1988)."""

MODERATE, LARGE = 1.0, 1.5
"""Sizes of delta that begin categories B and C (Zwick 2012)."""

GRADED_MODERATE, GRADED_LARGE = 0.17, 0.25
"""The same for the standardised mean difference in standard deviations (Zwick, Thayer and Mazzeo 1997)."""

ALARM = 0.05

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Dichotomous:
    """Right and wrong in two groups.

    Attributes
    ----------
    odds_ratio
        Of the reference group to the focal one, pooled over strata.
    delta, delta_error
        On the ETS delta scale, and its standard error.
    chi_square, p
        With continuity correction, and not adjusted for other items.
    category
        ``A`` if delta does not differ from 0 or is below 1 in size; ``C`` if it is at least 1.5 and
        differs from 1; ``B`` otherwise.
    used, strata
        How many people, and strata with both groups in them.
    """

    odds_ratio: float
    delta: float
    delta_error: float
    chi_square: float
    p: float
    category: Literal["A", "B", "C"]
    used: int
    strata: int


@dataclass(frozen=True)
class Ordinal:
    """Graded marks in two groups.

    Attributes
    ----------
    difference
        The mean mark of the focal group less that of equally able people of the reference group.
    effect
        The same in standard deviations of the mark.
    chi_square, p
        Mantel's, and not adjusted for other items.
    category
        ``AA``, ``BB`` or ``CC``.
    """

    difference: float
    effect: float
    chi_square: float
    p: float
    category: Literal["AA", "BB", "CC"]


def dichotomous(right: Flags, focal: Flags, strata: Ints) -> Dichotomous:
    """Return the Mantel-Haenszel comparison of an item that is right or wrong.

    Parameters
    ----------
    right, focal, strata
        For each person whether the item is right, whether they are in the focal group, and their
        stratum.

    Raises
    ------
    Refused
        If no stratum has both groups, or within strata nobody differs.

    References
    ----------
    Mantel, N. and Haenszel, W. (1959). Statistical aspects of the analysis of data from retrospective
    studies of disease. Journal of the National Cancer Institute, 22, 719-748.
    Robins, J., Breslow, N. and Greenland, S. (1986), for the standard error. Biometrics, 42, 311-323.
    """
    mixed = _mixed(focal, strata)
    tables = [_two_by_two(right[strata == stratum], focal[strata == stratum]) for stratum in mixed]
    found = StratifiedTable([table.astype(float) for table in tables])
    both = np.array([[table[0, 0] * table[1, 1], table[0, 1] * table[1, 0]] for table in tables]).sum(axis=0)
    if not both.all():
        raise Refused(NAME, "in one of the groups all, or none, of the people compared got the item right")
    log_ratio, log_error = float(found.logodds_pooled), float(found.logodds_pooled_se)
    test = found.test_null_odds(correction=True)
    delta, error, p = DELTA * log_ratio, abs(DELTA) * log_error, float(test.pvalue)
    return Dichotomous(
        odds_ratio=float(np.exp(log_ratio)),
        delta=delta,
        delta_error=error,
        chi_square=float(test.statistic),
        p=p,
        category=category(delta, error, p),
        used=int(sum(table.sum() for table in tables)),
        strata=len(tables),
    )


def category(delta: float, error: float, p: float) -> Literal["A", "B", "C"]:
    """Return the ETS category of a difference."""
    size = abs(delta)
    if p >= ALARM or size < MODERATE:
        return "A"
    if size >= LARGE and (size - MODERATE) / error > float(stats.norm.ppf(1 - ALARM)):
        return "C"
    return "B"


def ordinal(marks: Floats, focal: Flags, strata: Ints) -> Ordinal:
    """Return Mantel's comparison of graded marks.

    Raises
    ------
    Refused
        If no stratum has both groups, or within strata nobody differs.

    References
    ----------
    Mantel, N. (1963). Chi-square tests with one degree of freedom: extensions of the Mantel-Haenszel
    procedure. Journal of the American Statistical Association, 58, 690-700.
    Zwick, R., Thayer, D. T. and Mazzeo, J. (1997). Describing and categorizing DIF in polytomous items.
    ETS RR-97-05.
    """
    mixed = _mixed(focal, strata)
    observed = expected = variance = difference = 0.0
    in_focal = int(focal[np.isin(strata, mixed)].sum())
    for stratum in mixed:
        here = strata == stratum
        values, members = marks[here], focal[here]
        n, n_focal = len(values), int(members.sum())
        observed += float(values[members].sum())
        expected += n_focal * float(values.mean())
        variance += n_focal * (n - n_focal) / n * float(values.var(ddof=1))
        difference += n_focal / in_focal * float(values[members].mean() - values[~members].mean())
    spread = float(marks.std(ddof=1))
    if variance <= 1e-12 or spread <= 1e-12:
        raise Refused(NAME, "equally able people all have the same mark on the item")
    chi_square = (observed - expected) ** 2 / variance
    p, effect = float(stats.chi2.sf(chi_square, 1)), difference / spread
    size = abs(effect)
    graded: Literal["AA", "BB", "CC"] = "AA"
    if p < ALARM and size > GRADED_MODERATE:
        graded = "CC" if size > GRADED_LARGE else "BB"
    return Ordinal(difference, effect, chi_square, p, graded)


def _mixed(focal: Flags, strata: Ints) -> Ints:
    """Return the strata in which both groups are."""
    found = np.array([stratum for stratum in np.unique(strata) if 0 < focal[strata == stratum].mean() < 1])
    if not found.size:
        raise Refused(NAME, "no two people of the two groups are equally able")
    return found


def _two_by_two(right: Flags, focal: Flags) -> Ints:
    """Return the counts: reference and focal group by right and wrong."""
    return np.array([[(right & members).sum(), (~right & members).sum()] for members in (~focal, focal)])
