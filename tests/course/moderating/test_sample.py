"""The sample: whom it takes first, that chance decides the rest, and that its numbers say nothing."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mp_exercises.course.moderating.sample import (
    OF_EACH,
    SMALL,
    STRATA,
    Candidate,
    Size,
    code_numbers,
    left_out,
    sample,
    stratum_of,
)

CUT = 0.6


def candidate(number, first, *, borderline=False, item="write"):
    """Return an answer worth nine points."""
    return Candidate(f"t{number:04d}", "section", item, 9.0, first, borderline, "digest")


MARKS = st.lists(st.tuples(st.integers(0, 18), st.booleans()), min_size=1, max_size=60)


def cohort(marks):
    """Return a candidate for each pair of half points and whether the trainee is borderline."""
    return [
        candidate(number, half / 2, borderline=borderline) for number, (half, borderline) in enumerate(marks)
    ]


@pytest.mark.parametrize(
    ("size", "there", "expected"),
    [
        (Size(), 24, 10),
        (Size(), 100, 20),
        (Size(), 7, 7),
        (Size(share=0.1, least=1), 30, 3),
        (Size(share=0.15, least=1), 30, 5),
        (Size(count=4), 24, 4),
        (Size(count=40), 24, 24),
    ],
)
def test_size(size, there, expected):
    """A share is rounded up, and never below the least; a count is taken as it is; all is the most."""
    assert size.of(there) == expected


@pytest.mark.parametrize(
    ("first", "stratum"),
    [(0, "low"), (4.4, "low"), (4.5, "near"), (5.4, "near"), (6.3, "near"), (6.5, "high"), (9, "high")],
)
def test_strata(first, stratum):
    """Within a tenth of the points from the cut a mark is near it; below and above it is low and high."""
    assert stratum_of(candidate(1, first), CUT) == stratum


@given(MARKS, st.integers(1, 60), st.integers(0, 10**6))
def test_whom_a_sample_takes(marks, count, seed):
    """It has the size asked for, nobody twice, some of each stratum, and then borderline ones first."""
    candidates = cohort(marks)
    size = Size(count=count)
    drawn = sample(candidates, size, CUT, seed)
    assert len(drawn) == len(set(drawn)) == size.of(len(candidates))
    kept = min(OF_EACH, len(drawn) // SMALL)
    there, chosen = (Counter(stratum_of(one, CUT) for one in some) for some in (candidates, drawn))
    for stratum in STRATA:
        assert chosen[stratum] >= min(kept, there[stratum])
    # Whoever is drawn before a borderline one is one of the few that are kept for a stratum.
    if left_out(candidates, drawn):
        assert sum(not one.borderline for one in drawn) <= kept * len(STRATA)


@given(MARKS, st.integers(0, 10**6))
def test_a_seed_gives_one_sample(marks, seed):
    """The same seed gives the same sample, in whatever order the cohort is read."""
    candidates = cohort(marks)
    mixed = random.Random(seed).sample(candidates, len(candidates))
    assert sample(candidates, Size(count=9), CUT, seed) == sample(mixed, Size(count=9), CUT, seed)


def test_chance_decides():
    """Over many seeds, answers that are alike are drawn equally often."""
    candidates = [candidate(number, 8.0) for number in range(20)]
    often = Counter(
        one.trainee for seed in range(2000) for one in sample(candidates, Size(count=5), CUT, seed)
    )
    assert len(often) == 20
    assert stats.chisquare(list(often.values())).pvalue > 0.001


def test_each_question_has_its_own_sample():
    """With two written questions each has its full sample, and not of the same trainees by design."""
    candidates = [candidate(number, 8.0, item=item) for number in range(40) for item in ("one", "two")]
    drawn = sample(candidates, Size(count=10), CUT, 3)
    by_item = {item: {one.trainee for one in drawn if one.item == item} for item in ("one", "two")}
    assert [len(found) for found in by_item.values()] == [10, 10]
    assert by_item["one"] != by_item["two"]


@given(st.integers(1, 300), st.sets(st.integers(1000, 9999).map(str), max_size=300))
def test_code_numbers(count, taken):
    """Code numbers are as many as asked, of one length, all different, and none that is taken."""
    codes = code_numbers(count, taken)
    assert len(set(codes)) == count
    assert len({len(code) for code in codes}) == 1
    assert not taken & set(codes)
    assert all(code.isdecimal() and not code.startswith("0") for code in codes)


def test_code_numbers_are_unrelated_to_marks():
    """Over many draws, the order of the code numbers has no correlation with the order of the marks."""
    marks = range(30)
    found = [
        stats.spearmanr(marks, list(map(int, code_numbers(30, (), random.Random(seed))))).statistic
        for seed in range(400)
    ]
    # The standard error of the mean of 400 correlations of 30 unrelated pairs is 1/sqrt(29 * 400).
    assert abs(sum(found) / len(found)) < 3 / (29 * 400) ** 0.5


def test_code_numbers_do_not_come_from_the_seed():
    """Two draws with the same seed have different code numbers, so that a seed tells nobody who is who."""
    assert code_numbers(50, ()) != code_numbers(50, ())
