"""Krippendorff's alpha, beside the worked tables and an independent reckoning in exact fractions."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mp_exercises.marking import refusal
from mp_exercises.marking.agreement import krippendorff_alpha

from .tables import KRIPPENDORFF, NO, PSYCHIATRISTS, rows_of

METRICS = ("nominal", "ordinal", "interval")

tables = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=3, max_size=3), min_size=12, max_size=30
)


def exact(ratings, metric):
    """Return alpha in fractions, pair by pair, as its definition says and without any matrix."""
    units = [
        [Fraction(value) for value in row if not np.isnan(value)] for row in np.array(ratings, dtype=float)
    ]
    units = [unit for unit in units if len(unit) >= 2]
    values = [value for unit in units for value in unit]
    often = {value: values.count(value) for value in set(values)}

    def apart(one, other):
        if metric == "nominal":
            return int(one != other)
        if metric == "interval":
            return (one - other) ** 2
        low, high = sorted((one, other))
        between = sum(count for value, count in often.items() if low <= value <= high)
        return (between - Fraction(often[low] + often[high], 2)) ** 2

    observed = sum(
        Fraction(sum(apart(*pair) for pair in permutations(unit, 2)), 1) / (len(unit) - 1) for unit in units
    ) / len(values)
    expected = sum(apart(*pair) for pair in permutations(values, 2)) / Fraction(
        len(values) * (len(values) - 1)
    )
    return 1 - observed / expected


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_four_observers(metric, published):
    """Section C of "Computing Krippendorff's Alpha-Reliability": to its digits, and to 1e-9 in fractions."""
    found = krippendorff_alpha(KRIPPENDORFF, metric)
    assert found.value == pytest.approx(published, abs=0.0005)
    assert found.value == pytest.approx(float(exact(KRIPPENDORFF, metric)), abs=1e-9)
    assert (found.n, found.raters) == (11, 4)


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
)
def test_two_observers(first, second, published):
    """Sections A and B of the same paper: binary and nominal data of two observers."""
    found = krippendorff_alpha(list(zip(first, second, strict=True)), "nominal")
    assert found.value == pytest.approx(published, abs=0.0005)


def test_six_psychiatrists():
    """Alpha is 0.4204384, as the overview of irrCAC prints it."""
    assert krippendorff_alpha(rows_of(PSYCHIATRISTS)).value == pytest.approx(0.4204384, abs=1e-7)


def test_the_interval_narrows_with_more_cases():
    """The same ratings four times over have an interval about half as wide."""
    once = krippendorff_alpha(KRIPPENDORFF, "interval")
    often = krippendorff_alpha(np.tile(KRIPPENDORFF, (4, 1)), "interval")
    assert once.low < once.value < once.high
    assert 0.35 < (often.high - often.low) / (once.high - once.low) < 0.7


def test_the_interval_is_a_bootstrap_over_cases():
    """The interval is that of resampling rows and reckoning anew, within the error of 2,000 draws."""
    ratings = np.tile(KRIPPENDORFF[:11], (3, 1))
    rng = np.random.default_rng(8)
    draws = [
        krippendorff_alpha(ratings[rng.integers(0, 33, 33)], "ordinal", draws=1).value for _ in range(1500)
    ]
    found = krippendorff_alpha(ratings, "ordinal")
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(draws, [0.025, 0.975])), abs=0.03)


def test_an_interval_of_words_is_refused():
    """Words have no differences."""
    with pytest.raises(refusal.Refused, match="needs numbers"):
        krippendorff_alpha([["low", "high"]] * 10, "interval")


def test_cases_that_one_person_rated_do_not_count():
    """A case with a single rating changes nothing."""
    more = np.vstack([KRIPPENDORFF, [NO, 2, NO, NO]])
    assert krippendorff_alpha(more).value == krippendorff_alpha(KRIPPENDORFF).value


@given(tables, st.sampled_from(METRICS), st.randoms(use_true_random=False))
def test_any_table_as_in_fractions_and_in_any_order(ratings, metric, random):
    """Alpha is that of exact fractions, to 1e-9, and no order of cases or raters changes it."""
    array = np.array([[NO if value is None else value for value in row] for row in ratings])
    counted = array[(~np.isnan(array)).sum(axis=1) >= 2]
    assume(len(counted) >= 10)
    assume(len(np.unique(counted[~np.isnan(counted)])) > 1)
    mixed = np.array(random.sample(list(array), len(array)))[:, random.sample(range(3), 3)]
    try:
        found = krippendorff_alpha(array, metric, draws=40)
    except refusal.Refused as refused:
        assert "too little variation" in str(refused)  # noqa: PT017
        return
    assert found.value == pytest.approx(float(exact(array, metric)), abs=1e-9)
    assert krippendorff_alpha(mixed, metric, draws=40) == found


@given(st.lists(st.integers(1, 5), min_size=10, max_size=30), st.sampled_from(METRICS))
def test_perfect_agreement_is_one(ratings, metric):
    """Raters who agree on everything have an alpha of 1, and a lower limit below it."""
    assume(len(set(ratings)) > 1)
    found = krippendorff_alpha([[value] * 3 for value in ratings], metric)
    assert found.value == pytest.approx(1)
    assert found.low < 0.95


@pytest.mark.parametrize("metric", METRICS)
def test_rows_that_stand_for_many(metric):
    """Rows given once with how often they stand have the value of the whole table, and a like interval."""
    rng = np.random.default_rng(4)
    truth = rng.integers(1, 6, 300)
    table = np.clip(truth[:, None] + rng.integers(-1, 2, (300, 2)), 1, 5)
    rows, often = np.unique(table, axis=0, return_counts=True)
    whole = krippendorff_alpha(table, metric)
    found = krippendorff_alpha(rows, metric, often=often)
    assert (found.value, found.n) == (pytest.approx(whole.value), 300)
    assert (found.low, found.high) == pytest.approx((whole.low, whole.high), abs=0.02)
    with pytest.raises(refusal.Refused, match="how often each row stands"):
        krippendorff_alpha(rows, metric, often=often[1:])
