"""Cronbach's alpha and the standard error of measurement."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mp_exercises.marking.agreement import icc
from mp_exercises.marking.refusal import Refused, minima
from mp_exercises.marking.reliability import (
    cronbach_alpha,
    earned,
    feldt_interval,
    standard_error_of_measurement,
)

from .cohorts import POINTS, cohort, right_and_wrong


def test_alpha_is_the_consistency_of_the_mean_item():
    """Alpha and Feldt's interval equal ICC(3,k) and its interval from F, to 1e-9, by another route."""
    scores = earned(cohort(60, 1), POINTS)
    found, expected = cronbach_alpha(scores), icc(scores, "3,k")
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected.value, expected.low, expected.high), abs=1e-9
    )
    assert (found.n, found.items) == (60, 20)


def test_alpha_of_right_and_wrong_is_kuder_and_richardsons():
    """For items that are right or wrong alpha is KR-20."""
    marks, _ = right_and_wrong(80, 12, 3)
    share = marks.mean(axis=0)
    kr20 = 12 / 11 * (1 - (share * (1 - share)).sum() / marks.sum(axis=1).var())
    assert cronbach_alpha(marks).value == pytest.approx(kr20)


def test_feldts_own_example():
    """An alpha of .79 from 41 people and 26 items lies between .70 and .86 with 90% confidence."""
    # The case is Feldt, Woodruff and Salih's (1987), as the R package psychometric names it.
    assert [round(end, 2) for end in feldt_interval(0.79, 41, 26, 0.90)] == [0.70, 0.86]


def test_the_intervals_cover():
    """In 400 samples of parallel items, both 95% intervals hold the truth about 95 times in 100."""
    rng = np.random.default_rng(6)
    alpha_inside = error_inside = 0
    for _ in range(400):
        # Eight items with a variance of 1 shared and 2 of error: alpha 8/10, error of the total 16.
        scores = rng.normal(size=(30, 1)) + 2**0.5 * rng.normal(size=(30, 8))
        alpha, error = cronbach_alpha(scores), standard_error_of_measurement(scores)
        alpha_inside += alpha.low <= 0.8 <= alpha.high
        error_inside += error.low <= 4 <= error.high
    assert 0.92 <= alpha_inside / 400 <= 0.98
    assert 0.92 <= error_inside / 400 <= 0.98


def test_the_standard_error_follows_from_alpha():
    """It is the standard deviation of totals times the root of one less alpha, to 1e-9."""
    scores = earned(cohort(50, 2), POINTS)
    expected = scores.sum(axis=1).std(ddof=1) * np.sqrt(1 - cronbach_alpha(scores).value)
    found = standard_error_of_measurement(scores)
    assert found.value == pytest.approx(expected, abs=1e-9)
    assert found.low < found.value < found.high


def test_points_weigh():
    """An item of ten points counts ten times."""
    marks = cohort(40, 5, points=np.ones(4))
    scores = earned(marks, [10, 1, 1, 1])
    assert scores[:, 0] == pytest.approx(10 * marks[:, 0])


@pytest.mark.parametrize("statistic", [cronbach_alpha, standard_error_of_measurement])
def test_refusals(statistic):
    """Too few people or items, a missing score, no difference and no table are refused."""
    scores = earned(cohort(40, 4), POINTS)
    least = minima()["cronbach-alpha"].need("people").least
    with pytest.raises(Refused, match=f"people: {least - 1}"):
        statistic(scores[: least - 1])
    assert statistic(scores[:least]).cautions
    for bad, why in (
        (scores[:, :2], "items: 2"),
        (np.where(scores == scores[3, 3], np.nan, scores), "missing"),
        (np.where(scores == scores[3, 3], np.inf, scores), "infinite"),
        (np.ones((30, 5)), "same total"),
        ([["a", "b"]], "numbers"),
        (scores[0], "table"),
    ):
        with pytest.raises(Refused, match=why):
            statistic(bad)


def test_marks_that_wait_for_a_person_are_refused():
    """An item without a mark, or worth nothing, has no points to count."""
    with pytest.raises(Refused, match="missing"):
        earned([[0.5, np.nan]], [1, 1])
    with pytest.raises(Refused, match="no points"):
        earned([[0.5, 1]], [1, 0])
    with pytest.raises(Refused, match="2 items have marks and 3 have points"):
        earned([[0.5, 1]], [1, 1, 1])


@given(st.integers(0, 1000), st.integers(20, 40), st.integers(3, 8), st.randoms(use_true_random=False))
def test_order_and_unit_do_not_matter(seed, people, items, random):
    """Exchanging people or items, moving an item's origin, or another unit leaves alpha."""
    scores = np.random.default_rng(seed).normal(size=(people, items)) + np.arange(people)[:, None] / people
    mixed = scores[random.sample(range(people), people)][:, random.sample(range(items), items)]
    expected = cronbach_alpha(scores)
    found = cronbach_alpha(7 * mixed + np.arange(items))
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected.value, expected.low, expected.high)
    )


def test_items_that_say_the_same_have_an_alpha_of_one():
    """The same item five times over has an alpha of 1 and no error."""
    scores = np.tile(np.arange(30.0)[:, None], (1, 5))
    assert cronbach_alpha(scores).value == pytest.approx(1)
    assert standard_error_of_measurement(scores).value == pytest.approx(0, abs=1e-9)


def test_level_widens():
    """A 99% interval holds the 90% one."""
    scores = earned(cohort(50, 2), POINTS)
    wide, narrow = cronbach_alpha(scores, level=0.99), cronbach_alpha(scores, level=0.90)
    assert wide.low < narrow.low < narrow.high < wide.high
    assert narrow.low == pytest.approx(1 - (1 - narrow.value) * stats.f.ppf(0.95, 49, 49 * 19))
