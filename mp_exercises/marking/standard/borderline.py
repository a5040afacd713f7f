"""Borderline regression: the score at which examiners' grades say borderline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import statsmodels.api as sm
from numpy.typing import ArrayLike
from scipy import stats

from ..arrays import Floats, Ints, column, same_length
from ..estimate import LEVEL, Estimate, checked_level
from ..refusal import Refused, cautions, require
from ..resample import DRAWS, SEED, percentile_interval, resampled

NAME = "borderline-regression"


@dataclass(frozen=True)
class Borderline:
    """A standard by borderline regression.

    Attributes
    ----------
    cut
        The share of all points, with Student's interval from the regression.
    bootstrap
        The same cut with a bootstrap interval over people.
    se, se_bootstrap
        Its standard error by either way.
    intercept, slope
        Of the share of points on the grade.
    r_squared
        How much of the scores' variance the grades explain.
    by_grade
        How many people have each grade.
    at_borderline
        How many of them were graded borderline.
    """

    cut: Estimate
    bootstrap: Estimate
    se: float
    se_bootstrap: float
    intercept: float
    slope: float
    r_squared: float
    by_grade: tuple[tuple[float, int], ...]
    at_borderline: int


def borderline_regression(
    grades: ArrayLike,
    shares: ArrayLike,
    *,
    borderline: float,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Borderline:
    """Return the cut score at the borderline grade.

    Parameters
    ----------
    grades
        Each person's global grade as a number; a higher one is better.
    shares
        Each person's share of all points, 0 to 1.
    borderline
        The grade of somebody just competent.

    Notes
    -----
    The variance of the line at the borderline grade is the delta method's for the cut, and exact, since
    the cut is linear in the coefficients.

    Raises
    ------
    Refused
        If there are too few people, the grades do not vary or do not rise with the scores, or the
        borderline grade is outside those given.

    References
    ----------
    Wood, T. J., Humphrey-Murto, S. M. and Norman, G. R. (2006). Standard setting in a small scale OSCE.
    Advances in Health Sciences Education, 11, 115-122.
    Homer, M. and others (2020). Setting defensible standards in small cohort OSCEs. Medical Teacher, 42,
    306-315.
    """
    checked_level(level)
    x, y = column(grades, NAME), column(shares, NAME)
    people = same_length(NAME, grades=x, scores=y)
    require(NAME, people=people)
    if ((y < 0) | (y > 1)).any():
        raise Refused(NAME, "a score is not a share from 0 to 1")
    if np.ptp(x) == 0:
        raise Refused(NAME, "everyone has the same grade")
    if not x.min() <= borderline <= x.max():
        raise Refused(NAME, f"grades go from {x.min():g} to {x.max():g}, and borderline is {borderline:g}")
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    intercept, slope = (float(number) for number in fit.params)
    if slope <= 0:
        raise Refused(NAME, "scores do not rise with the grades, so they do not measure the same thing")
    at = np.array([1.0, borderline])
    value, se = float(at @ fit.params), sqrt(float(at @ fit.cov_params() @ at))
    if not 0 <= value <= 1:
        raise Refused(
            NAME, f"the line meets the borderline grade at {value:.2f}, which is no share of the points"
        )
    half = float(stats.t.ppf((1 + level) / 2, people - 2)) * se
    samples = resampled(people, draws, seed, lambda often: _cuts(x - borderline, y, often))
    low, high = percentile_interval(samples, value, level, NAME)
    by_line = Estimate(
        NAME,
        value,
        max(0.0, value - half),
        min(1.0, value + half),
        level,
        n=people,
        interval="student",
        cautions=cautions(NAME, people=people),
    )
    return Borderline(
        cut=by_line,
        bootstrap=replace(
            by_line, low=max(0.0, low), high=min(1.0, high), interval="bootstrap", draws=draws, seed=seed
        ),
        se=se,
        se_bootstrap=float(np.nanstd(samples, ddof=1)),
        intercept=intercept,
        slope=slope,
        r_squared=float(fit.rsquared),
        by_grade=tuple((float(grade), int((x == grade).sum())) for grade in np.unique(x)),
        at_borderline=int((x == borderline).sum()),
    )


def _cuts(apart: Floats, shares: Floats, often: Ints) -> Floats:
    """Return the line's value at the borderline grade in each resample; NaN where grades do not vary."""
    n = often.sum(axis=1)
    mean_x, mean_y = often @ apart / n, often @ shares / n
    of_x = often @ apart**2 / n - mean_x**2
    together = often @ (apart * shares) / n - mean_x * mean_y
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(of_x > 1e-12, mean_y - together / of_x * mean_x, np.nan)
