"""The standard error of measurement at one score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.marking.refusal import Refused
from mp_exercises.marking.reliability import conditional_error, earned, standard_error_of_measurement
from mp_exercises.marking.reliability.conditional import balanced_parts, person_variances

from .cohorts import POINTS, cohort, right_and_wrong


def test_equal_items_of_one_point_have_lords_error():
    """At every score it is near the root of x (k - x) / (k - 1), the binomial error of Lord (1955)."""
    marks, _ = right_and_wrong(4000, 25, 7)
    for at in (10, 15, 20):
        found = conditional_error(marks, np.ones(25), at, draws=50)
        assert found.estimate.value == pytest.approx(np.sqrt(at * (25 - at) / 24), rel=0.03)
        assert found.parts == 25


def test_it_is_what_another_sitting_would_show():
    """Among people with a true share near the cut it equals the scatter of their scores."""
    marks, true = right_and_wrong(20000, 30, 9)
    near = abs(true - 0.6) < 0.01
    scatter = (marks[near].sum(axis=1) - 30 * true[near]).std()
    assert conditional_error(marks, np.ones(30), 18, draws=50).estimate.value == pytest.approx(
        scatter, rel=0.06
    )


@given(st.integers(0, 500), st.integers(50, 80), st.integers(4, 10))
def test_the_mean_of_persons_is_the_standard_error(seed, people, items):
    """With each item a part, the persons' mean error variance is the square of the ordinary one, to 1e-9."""
    scores = cohort(people, seed, points=np.ones(items))
    expected = standard_error_of_measurement(scores).value ** 2
    assert person_variances(scores, np.arange(items)).mean() == pytest.approx(expected, abs=1e-9)


def test_it_finds_where_measurement_is_worse():
    """Where low scorers answer more unevenly, the error is larger there."""
    rng = np.random.default_rng(3)
    ability = rng.uniform(0.2, 0.9, (600, 1))
    marks = ability + rng.normal(0, 1, (600, 12)) * (0.5 - 0.4 * ability)
    low, high = (conditional_error(marks, np.ones(12), 12 * at, draws=200).estimate for at in (0.3, 0.8))
    assert low.low > high.high
    assert low.value == pytest.approx(np.sqrt(12) * 0.38, rel=0.15)
    assert high.value == pytest.approx(np.sqrt(12) * 0.18, rel=0.15)


def test_parts_are_worth_about_the_same():
    """Items of unlike points are dealt into parts that differ by a seventh at most."""
    parts = balanced_parts(POINTS)
    sums = np.bincount(parts, weights=POINTS)
    assert np.ptp(sums) <= 0.15 * sums.mean()
    assert len(sums) >= 4
    assert sorted(balanced_parts(np.ones(6))) == [0, 1, 2, 3, 4, 5]


def test_the_interval_is_a_bootstrap_over_people():
    """The interval is that of resampling people, within the error of the draws, and repeats itself."""
    scores = earned(cohort(120, 8), POINTS)
    rng = np.random.default_rng(4)
    draws = [
        conditional_error(scores[rng.integers(0, 120, 120)], POINTS, 19, draws=1).estimate.value
        for _ in range(400)
    ]
    found = conditional_error(scores, POINTS, 19)
    low, high = np.quantile(draws, [0.025, 0.975])
    assert (found.estimate.low, found.estimate.high) == pytest.approx((low, high), rel=0.06)
    assert found == conditional_error(scores, POINTS, 19)


def test_refusals():
    """Too few people, a score that nobody is near, and items that cannot be split are refused."""
    scores = earned(cohort(120, 8), POINTS)
    for call, why in (
        (lambda: conditional_error(scores[:49], POINTS, 19), "people: 49"),
        (lambda: conditional_error(scores, POINTS, 33.9), "nobody scored near 33.9"),
        (lambda: conditional_error(scores, POINTS[:-1], 19), "20 items have scores and 19 have points"),
        (
            lambda: conditional_error(earned(cohort(60, 1, np.ones(4)), [20, 1, 1, 1]), [20, 1, 1, 1], 12),
            "too much",
        ),
        (
            lambda: conditional_error(np.tile([1.0, 0, 1, 0], (60, 1)), np.ones(4), 2),
            "three different totals",
        ),
    ):
        with pytest.raises(Refused, match=why):
            call()
