"""The run chart's rules."""

import itertools
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.charts import run_chart
from mp_exercises.measures.charts.run import fewest_crossings, most_in_a_run

# Anhøj's limit as tabulated by number of useful points, where the table changes (unaettie.com, table 1).
PUBLISHED = {10: 6, 11: 6, 12: 7, 22: 7, 23: 8, 45: 8, 46: 9, 90: 9, 91: 10}


@pytest.mark.parametrize("useful", PUBLISHED)
def test_the_longest_run_as_published(useful):
    """The longest run that chance explains is that of the published table."""
    assert most_in_a_run(useful) == PUBLISHED[useful]


@pytest.mark.parametrize("useful", range(10, 60))
def test_the_fewest_crossings_by_counting(useful):
    """Fewer crossings than the limit have less than 5 chances in 100, and one more has 5 or more."""
    fewest, ways = fewest_crossings(useful), 2 ** (useful - 1)
    below = sum(comb(useful - 1, crossings) for crossings in range(fewest))
    assert 20 * below < ways <= 20 * (below + comb(useful - 1, fewest))


def test_a_shift_is_found():
    """Nine points below and nine above are a run of nine and one crossing, and both rules see it."""
    chart = run_chart([1, 2, 1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8, 9, 8])
    assert (chart.longest, chart.most, chart.crossings, chart.fewest) == (9, 7, 1, 5)
    assert chart.shift
    assert chart.few_crossings


def test_points_on_the_median_count_for_nothing():
    """Points on the line neither end a run nor cross it."""
    values = [1, 9, 5, 1, 9, 5, 1, 9, 1, 9, 5, 1, 9, 1, 9]
    chart = run_chart(values)
    assert (chart.median, chart.useful, chart.crossings, chart.longest) == (5, 12, 11, 1)


def test_where_the_longest_run_is():
    """The first and last point of the longest run are named, over a point on the median."""
    chart = run_chart([1, 9, 1, 9, 9, 5, 9, 9, 1, 1, 9, 1, 1, 5])
    assert (chart.longest, chart.begins, chart.ends) == (4, 3, 7)


def test_false_alarms_are_few():
    """Of 2,000 series of chance, with 24 points each, fewer than 1 in 10 give a signal."""
    rng = np.random.default_rng(5)
    signals = sum(run_chart(rng.normal(size=24)).signal for _ in range(2000))
    assert 0.02 < signals / 2000 < 0.10


def test_too_few_points():
    """Nine points off the median are refused, however many lie on it."""
    with pytest.raises(Refused, match="points: 9, and it needs at least 10"):
        run_chart([5, 5, 5, 5, *range(1, 5), *range(6, 11)], baseline=4)


@given(st.lists(st.integers(0, 50), min_size=10, max_size=40))
def test_runs_and_crossings_by_hand(values):
    """Longest run and crossings are those of Python's own grouping of signs."""
    try:
        chart = run_chart(values)
    except Refused:
        return
    signs = [value > chart.median for value in values if value != chart.median]
    runs = [len(list(group)) for _, group in itertools.groupby(signs)]
    assert (chart.longest, chart.crossings) == (max(runs), len(runs) - 1)
