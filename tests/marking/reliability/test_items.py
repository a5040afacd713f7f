"""Item analysis."""

import numpy as np
import pytest

from mp_exercises.marking.refusal import Refused
from mp_exercises.marking.reliability import cronbach_alpha, earned, item_analysis, item_rest
from mp_exercises.marking.reliability.groups import groups

from .cohorts import POINTS, cohort

MARKS = cohort(60, 1)
NAMES = [f"item-{place}" for place in range(20)]


def test_difficulty_and_spread_are_of_shares():
    """Difficulty and spread are those of the share of points, whatever an item is worth."""
    found = item_analysis(MARKS, POINTS, names=NAMES)
    assert [item.name for item in found.items] == NAMES
    assert [item.difficulty for item in found.items] == pytest.approx(MARKS.mean(axis=0))
    assert [item.sd for item in found.items] == pytest.approx(MARKS.std(axis=0, ddof=1))
    assert found.items[6].points == 4


def test_totals_are_in_points():
    """Mean, spread and most are of the totals, in points, with alpha beside them."""
    found = item_analysis(MARKS, POINTS)
    totals = MARKS @ POINTS
    assert (found.mean, found.sd, found.most) == pytest.approx(
        (totals.mean(), totals.std(ddof=1), POINTS.sum())
    )
    assert found.alpha == cronbach_alpha(earned(MARKS, POINTS))
    assert found.n == 60


def test_the_correlation_leaves_the_item_out():
    """It is Pearson's with the points of the other items, and lies below that with all of them."""
    scores = MARKS * POINTS
    for place, item in enumerate(item_analysis(MARKS, POINTS).items):
        rest = np.delete(scores, place, axis=1).sum(axis=1)
        assert item.correlation.value == pytest.approx(np.corrcoef(scores[:, place], rest)[0, 1])
        assert item.correlation.value < np.corrcoef(scores[:, place], scores.sum(axis=1))[0, 1]
        assert item.alpha_without == pytest.approx(cronbach_alpha(np.delete(scores, place, axis=1)).value)


def test_the_interval_is_fishers():
    """It reaches 1.96 over the root of three people fewer to each side, on Fisher's scale."""
    found = item_rest(MARKS * POINTS, 3)
    half = 1.959964 / np.sqrt(57)
    z = np.arctanh(found.value)
    assert (found.low, found.high) == pytest.approx((np.tanh(z - half), np.tanh(z + half)), abs=1e-6)


def test_fishers_interval_covers():
    """In 400 samples with a correlation of .5, the 95% interval holds it about 95 times in 100."""
    rng = np.random.default_rng(2)
    inside = 0
    for _ in range(400):
        first = rng.normal(size=40)
        rest = 0.5 * first + np.sqrt(0.75) * rng.normal(size=40)
        found = item_rest(np.stack([first, 0.4 * rest, 0.6 * rest], axis=1), 0)
        inside += found.low <= 0.5 <= found.high
    assert 0.92 <= inside / 400 <= 0.98


def test_groups_are_27_percent_and_ties_stay_together():
    """Of 100 people 27 are in each group; where the border falls among equals, all of them are in it."""
    plain = groups(np.arange(100.0))
    assert (plain.upper.sum(), plain.lower.sum()) == (27, 27)
    tied = np.arange(100.0)
    tied[20:33] = 25
    assert groups(tied).lower.sum() == 33


def test_options_of_all_and_of_both_groups():
    """Each option is counted for all and for either group, nothing chosen last; several may be chosen."""
    order = np.argsort(-(MARKS @ POINTS))
    chosen = [None] * 60
    for rank, person in enumerate(order):
        chosen[person] = "a" if rank < 30 else ["a", "b"] if rank < 50 else None
    item = item_analysis(MARKS, POINTS, choices=[chosen, *[None] * 19]).items[0]
    assert [(use.option, use.chosen, use.upper, use.lower) for use in item.options] == [
        ("a", 50, 17, 7),
        ("b", 20, 0, 7),
        ("", 10, 0, 10),
    ]
    assert (item.options[0].in_upper, item.options[0].in_lower) == (17, 17)
    others = item_analysis(MARKS, POINTS, choices=[chosen, *[None] * 19]).items[1:]
    assert all(item.options == () for item in others)


def test_discrimination_is_upper_less_lower():
    """It is the mean share of the upper group less that of the lower."""
    totals = MARKS @ POINTS
    order = np.argsort(totals)
    expected = MARKS[order[-17:], 3].mean() - MARKS[order[:17], 3].mean()
    assert item_analysis(MARKS, POINTS).items[3].discrimination == pytest.approx(expected)


def test_omits_and_times():
    """Blanks are counted, and the median time is that of those whose time is known."""
    answered = np.ones((60, 20), dtype=bool)
    answered[:7, 2] = False
    seconds = np.full((60, 20), np.nan)
    seconds[:5, 2] = [10, 20, 30, 40, 500]
    item = item_analysis(MARKS, POINTS, answered=answered, seconds=seconds).items[2]
    assert (item.omitted, item.seconds, item.timed) == (7, 30, 5)
    other = item_analysis(MARKS, POINTS, seconds=seconds).items[0]
    assert other.omitted is None
    assert other.seconds is None
    assert other.timed == 0


def test_few_people_have_difficulties_and_refusals():
    """With ten people the difficulty is given; what needs more is refused, each with its reason."""
    found = item_analysis(MARKS[:10], POINTS)
    item = found.items[0]
    assert item.difficulty == pytest.approx(MARKS[:10, 0].mean())
    for refused in (item.correlation, item.alpha_without, item.discrimination, found.alpha, found.error):
        assert isinstance(refused, Refused)
        assert "people: 10, and it needs at least 20" in str(refused)
    assert (found.in_upper, found.in_lower) == (0, 0)


def test_an_item_that_all_get_right():
    """An item without differences has a difficulty and no correlation, and disturbs no other."""
    marks = MARKS.copy()
    marks[:, 0] = 1
    found = item_analysis(marks, POINTS)
    assert found.items[0].difficulty == 1
    assert isinstance(found.items[0].correlation, Refused)
    assert "same on the item" in str(found.items[0].correlation)
    assert found.items[1].correlation.value > 0


def test_refusals():
    """Arguments that do not fit together, marks that are missing and too few people are refused."""
    for change, why in (
        ({"names": ["one"]}, "20 items and 1 names"),
        ({"answered": [[True]]}, "`answered` is of another shape"),
        ({"seconds": np.full((60, 20), -1.0)}, "below 0 seconds"),
        ({"seconds": np.full((60, 20), np.inf)}, "infinite"),
        ({"choices": [None]}, "20 items and 1 choices"),
        ({"choices": [["a"], *[None] * 19]}, "1 choices of 60 people"),
    ):
        with pytest.raises(Refused, match=why):
            item_analysis(MARKS, POINTS, **change)
    with pytest.raises(Refused, match="people: 4"):
        item_analysis(MARKS[:4], POINTS)
    with pytest.raises(Refused, match="missing"):
        item_analysis(np.where(MARKS[0, 0] == MARKS, np.nan, MARKS), POINTS)


def test_totals_that_are_all_the_same():
    """Where everyone has the same total there are no groups and no correlations, and no crash."""
    found = item_analysis(np.ones((30, 5)), np.ones(5))
    assert isinstance(found.items[0].discrimination, Refused)
    assert isinstance(found.alpha, Refused)
