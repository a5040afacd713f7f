"""Group differences by Mantel and Haenszel."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from mp_exercises.marking.refusal import Refused
from mp_exercises.marking.reliability import group_differences
from mp_exercises.marking.reliability.differences import stratum_of
from mp_exercises.marking.reliability.mantel import category, dichotomous, ordinal

ITEMS = 20


def sat(people, seed, harder=0.0, apart=0.0):
    """Return marks of two groups, ``apart`` in ability; item 0 is ``harder`` for the second, in log odds."""
    rng = np.random.default_rng(seed)
    focal = np.arange(people) >= people // 2
    ability = rng.normal(size=people) - apart * focal
    easy = rng.normal(0, 0.7, ITEMS)
    log_odds = 1.2 * (ability[:, None] - easy)
    log_odds[:, 0] = 1.2 * ability - harder * focal
    marks = (rng.random((people, ITEMS)) < 1 / (1 + np.exp(-log_odds))).astype(float)
    return marks, np.where(focal, "new", "old")


def compare(marks, group, **more):
    """Return the differences between the old and the new group."""
    return group_differences(marks, np.ones(marks.shape[1]), group, reference="old", focal="new", **more)


def test_an_item_that_is_harder_is_found_and_no_other():
    """With 1,000 in each group, an item harder by 1 in log odds is the one flagged, near -2.35 in delta."""
    found = compare(*sat(2000, 1, harder=1.0, apart=0.5))
    assert [item.flagged for item in found.items] == [True, *[False] * (ITEMS - 1)]
    first = found.items[0]
    assert first.category == "C"
    assert first.graded.category == "CC"
    assert first.delta.low < -2.35 < first.delta.high
    assert first.right.odds_ratio == pytest.approx(np.exp(-first.delta.value / 2.35))


def alarms(match):
    """Return the share of fair items that look unfair, for groups that are a standard deviation apart."""
    items = [item for seed in range(8) for item in compare(*sat(600, seed, apart=1.0), match=match).items]
    return sum(item.right.p < 0.05 for item in items) / len(items), sum(item.flagged for item in items)


def test_groups_of_unlike_ability_are_no_difference():
    """Fair items alarm 5 times in 100 if the item is in what people are matched on, else 15 and more."""
    share, flagged = alarms("total")
    assert share < 0.08
    assert flagged <= 2
    assert alarms("rest")[0] > 0.15


def test_the_interval_covers():
    """In 100 samples without a difference, the 95% interval of delta holds 0 about 95 times in 100."""
    inside = 0
    for seed in range(100):
        delta = compare(*sat(400, seed)).items[0].delta
        inside += delta.low <= 0 <= delta.high
    assert 88 <= inside <= 100


def test_as_statsmodels_has_it():
    """The odds ratio, its error and the corrected chi-square are those of a stratified table, to 1e-6."""
    rng = np.random.default_rng(3)
    focal, strata = rng.random(500) < 0.4, rng.integers(0, 5, 500)
    right = rng.random(500) < 0.4 + 0.1 * strata / 5 - 0.1 * focal
    found = dichotomous(right, focal, strata)
    tables = [
        np.array(
            [[(right & g & (strata == s)).sum(), (~right & g & (strata == s)).sum()] for g in (~focal, focal)]
        )
        for s in range(5)
    ]
    ratio = sum(t[0, 0] * t[1, 1] / t.sum() for t in tables) / sum(
        t[0, 1] * t[1, 0] / t.sum() for t in tables
    )
    assert found.odds_ratio == pytest.approx(ratio, abs=1e-6)
    expected = sum(t[0].sum() * t[:, 0].sum() / t.sum() for t in tables)
    variance = sum(
        t[0].sum() * t[1].sum() * t[:, 0].sum() * t[:, 1].sum() / (t.sum() ** 2 * (t.sum() - 1))
        for t in tables
    )
    corrected = (abs(sum(t[0, 0] for t in tables) - expected) - 0.5) ** 2 / variance
    assert found.chi_square == pytest.approx(corrected, abs=1e-6)
    assert found.delta_error == pytest.approx(2.35 * StratifiedTable(tables).logodds_pooled_se, abs=1e-6)


def test_mantels_test_of_right_and_wrong_is_that_without_correction():
    """On marks of 0 and 1 Mantel's chi-square is the uncorrected one of Mantel and Haenszel, to 1e-6."""
    rng = np.random.default_rng(4)
    focal, strata = rng.random(300) < 0.5, rng.integers(0, 4, 300)
    marks = (rng.random(300) < 0.6 - 0.15 * focal).astype(float)
    tables = [
        np.array(
            [[((marks == m) & g & (strata == s)).sum() for m in (1, 0)] for g in (~focal, focal)], dtype=float
        )
        for s in range(4)
    ]
    expected = StratifiedTable(tables).test_null_odds(correction=False)
    found = ordinal(marks, focal, strata)
    assert (found.chi_square, found.p) == pytest.approx((expected.statistic, expected.pvalue), abs=1e-6)


def test_graded_marks_keep_what_right_and_wrong_lose():
    """A difference that lies wholly above the border of right is seen by Mantel's test alone."""
    rng = np.random.default_rng(6)
    marks, group = sat(600, 6)
    marks[:, 0] = np.where(group == "new", 0.6, 1.0) * (rng.random(600) < 0.7)
    first = compare(marks, group).items[0]
    assert first.category == "A"
    assert first.graded.category == "CC"
    assert first.graded.difference == pytest.approx(-0.28, abs=0.05)
    assert first.flagged


@pytest.mark.parametrize(
    ("delta", "error", "p", "expected"),
    [
        (-0.9, 0.1, 0.001, "A"),
        (-2.5, 1.5, 0.09, "A"),
        (1.2, 0.3, 0.001, "B"),
        (-1.8, 0.6, 0.002, "B"),
        (-1.8, 0.3, 0.001, "C"),
        (2.0, 0.5, 0.001, "C"),
    ],
)
def test_categories(delta, error, p, expected):
    """A is small or chance; C is at least 1.5 and surely above 1; B is between."""
    assert category(delta, error, p) == expected


def test_many_items_are_adjusted_for():
    """The adjusted p values are Benjamini and Hochberg's step-up of those by item."""
    found = compare(*sat(400, 9, harder=0.5))
    raw = np.array([item.right.p for item in found.items])
    order = np.argsort(raw)[::-1]
    stepped = np.minimum.accumulate(raw[order] * ITEMS / np.arange(ITEMS, 0, -1))
    assert [found.items[place].right_p for place in order] == pytest.approx(np.minimum(stepped, 1))


def test_strata_are_about_equal_and_ties_stay_together():
    """Five strata of 100 different scores hold 20 each; equal scores are in one stratum."""
    assert np.bincount(stratum_of(np.arange(100.0), 5)).tolist() == [20] * 5
    tied = stratum_of(np.repeat([1.0, 2.0, 3.0], 30), 5)
    assert all(len(set(tied[start : start + 30])) == 1 for start in (0, 30, 60))


def test_who_is_of_neither_group_is_left_out():
    """People of a third group change nothing."""
    marks, group = sat(400, 2)
    more = np.vstack([marks, np.zeros((50, ITEMS))])
    third = np.concatenate([group, np.full(50, "other")])
    assert compare(more, third).items[3].delta == compare(marks, group).items[3].delta


def test_an_item_that_all_get_right_is_refused_alone():
    """An item without differences is refused, and the others are given and adjusted for without it."""
    marks, group = sat(400, 2)
    marks[:, 4] = 1
    found = compare(marks, group)
    assert isinstance(found.items[4], Refused)
    assert not isinstance(found.items[5], Refused)


def test_refusals():
    """A small group, few items, a group that is not there and arguments that do not fit are refused."""
    marks, group = sat(400, 2)
    for call, why in (
        (lambda: compare(marks[151:], group[151:]), "smaller group: 49"),
        (lambda: compare(marks[:, :3], group), "items: 3"),
        (lambda: compare(marks, group[:-1]), "400 people have marks and 399 a group"),
        (lambda: compare(marks, np.full(400, "old")), "smaller group: 0"),
        (lambda: compare(np.where(np.eye(400, ITEMS) > 0, np.nan, marks), group), "missing"),
        (lambda: compare(marks, group, names=["one"]), "20 items and 1 names"),
    ):
        with pytest.raises(Refused, match=why):
            call()


@settings(max_examples=25)
@given(st.integers(0, 300), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_groups_may_be_exchanged(seed, random):
    """Exchanging people changes nothing; exchanging the groups turns the sign of every difference."""
    marks, group = sat(200, seed)
    order = random.sample(range(200), 200)
    found, mixed = compare(marks, group), compare(marks[order], group[order])
    turned = group_differences(marks, np.ones(ITEMS), group, reference="new", focal="old")
    for one, other, back in zip(found.items, mixed.items, turned.items, strict=True):
        if isinstance(one, Refused):
            assert isinstance(other, Refused)
            continue
        assert other.delta.value == pytest.approx(one.delta.value)
        assert other.graded_p == pytest.approx(one.graded_p)
        assert back.delta.value == pytest.approx(-one.delta.value)
