"""Borderline regression."""

import numpy as np
import pytest
from scipy import stats

from mp_exercises.marking.refusal import Refused
from mp_exercises.marking.standard.borderline import borderline_regression


def graded(people, seed=1, noise=0.08):
    """Return grades from 1 to 4 and shares of points that rise with them: 0.58 at borderline."""
    rng = np.random.default_rng(seed)
    grades = rng.choice([1, 2, 3, 4], people, p=[0.1, 0.25, 0.45, 0.2]).astype(float)
    return grades, np.clip(0.38 + 0.1 * grades + rng.normal(0, noise, people), 0, 1)


def test_a_line_gives_back_its_value():
    """Where scores lie on a line, the cut is its value at the borderline grade and has no error."""
    grades = np.array([1.0, 2, 3, 4] * 6)
    found = borderline_regression(grades, 0.35 + 0.12 * grades, borderline=2)
    assert (found.cut.value, found.intercept, found.slope) == pytest.approx((0.59, 0.35, 0.12))
    assert found.se == pytest.approx(0, abs=1e-9)
    assert found.r_squared == pytest.approx(1)
    assert found.by_grade == ((1, 6), (2, 6), (3, 6), (4, 6))
    assert found.at_borderline == 6


def test_the_standard_error_is_the_textbooks():
    """It is s times the root of 1/n + (x - mean)^2 / sum of squares, to 1e-9, and the interval Student's."""
    grades, shares = graded(80)
    found = borderline_regression(grades, shares, borderline=2)
    residual = shares - found.intercept - found.slope * grades
    s = np.sqrt((residual**2).sum() / 78)
    expected = s * np.sqrt(1 / 80 + (2 - grades.mean()) ** 2 / ((grades - grades.mean()) ** 2).sum())
    assert found.se == pytest.approx(expected, abs=1e-9)
    half = stats.t.ppf(0.975, 78) * expected
    assert (found.cut.low, found.cut.high) == pytest.approx((found.cut.value - half, found.cut.value + half))


def test_the_bootstrap_agrees():
    """Both standard errors and both intervals are alike, and the bootstrap repeats itself."""
    grades, shares = graded(200)
    found = borderline_regression(grades, shares, borderline=2)
    assert found.se_bootstrap == pytest.approx(found.se, rel=0.15)
    assert found.bootstrap.low == pytest.approx(found.cut.low, abs=0.005)
    assert found.bootstrap.interval == "bootstrap"
    assert found == borderline_regression(grades, shares, borderline=2)


def test_the_interval_covers():
    """In 400 cohorts with a true cut of .58, the 95% interval holds it about 95 times in 100."""
    inside = 0
    for seed in range(400):
        found = borderline_regression(*graded(60, seed), borderline=2, draws=2)
        inside += found.cut.low <= 0.58 <= found.cut.high
    assert 0.92 <= inside / 400 <= 0.98


def test_order_does_not_matter():
    """Exchanging people leaves the cut and its error."""
    grades, shares = graded(40)
    order = np.random.default_rng(2).permutation(40)
    found = borderline_regression(grades, shares, borderline=2)
    other = borderline_regression(grades[order], shares[order], borderline=2)
    assert (other.cut.value, other.se) == pytest.approx((found.cut.value, found.se))


def test_refusals():
    """Few people, grades that say nothing of the scores, and what cannot be a grade or score are refused."""
    grades, shares = graded(60)
    for call, why in (
        (lambda: borderline_regression(grades[:19], shares[:19], borderline=2), "people: 19"),
        (lambda: borderline_regression(grades, -grades / 10 + 0.5, borderline=2), "do not rise"),
        (lambda: borderline_regression(np.full(60, 2.0), shares, borderline=2), "same grade"),
        (lambda: borderline_regression(grades, shares, borderline=5), "borderline is 5"),
        (lambda: borderline_regression(grades, shares * 100, borderline=2), "share from 0 to 1"),
        (lambda: borderline_regression(grades, shares[:-1], borderline=2), "different lengths"),
        (lambda: borderline_regression([*grades[:-1], np.nan], shares, borderline=2), "missing"),
        (lambda: borderline_regression(grades, [*shares[:-1], np.inf], borderline=2), "infinite"),
    ):
        with pytest.raises(Refused, match=why):
            call()
