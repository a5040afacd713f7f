"""The modified Angoff method."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from mp_exercises.marking.agreement import icc
from mp_exercises.marking.refusal import Refused
from mp_exercises.marking.standard.angoff import angoff, round_result
from mp_exercises.marking.standard.judgements import filled, judgements

from .panels import JUDGES, PERCENT, POINTS

SHARES = PERCENT / 100


def panel(values=SHARES, **more):
    """Return a round of the invented panel."""
    return judgements(values, points=POINTS, **more)


def test_the_cut_by_hand():
    """The cut is the mean of the judges' points-weighed means, in exact fractions."""
    cuts = [
        sum(Fraction(int(PERCENT[item, judge]), 100) * points for item, points in enumerate(POINTS))
        / sum(POINTS)
        for judge in range(5)
    ]
    found = round_result(panel())
    assert [judge.cut for judge in found.judges] == pytest.approx([float(cut) for cut in cuts])
    assert found.cut.value == pytest.approx(float(sum(cuts) / 5))
    assert found.se == pytest.approx(np.std([float(cut) for cut in cuts], ddof=1) / np.sqrt(5))


def test_the_interval_is_students_over_judges():
    """It reaches so many standard errors as Student's t of one judge fewer says."""
    found = round_result(panel())
    half = stats.t.ppf(0.975, 4) * found.se
    assert (found.cut.low, found.cut.high) == pytest.approx((found.cut.value - half, found.cut.value + half))


def test_components_are_those_of_a_regression():
    """The variances of items, judges and the rest are those of statsmodels' analysis of variance, to 1e-9."""
    frame = pd.DataFrame(
        [(f"i{i}", f"j{j}", SHARES[i, j]) for i in range(6) for j in range(5)],
        columns=["item", "judge", "value"],
    )
    table = anova_lm(ols("value ~ C(item) + C(judge)", frame).fit())
    mean = table["sum_sq"] / table["df"]
    found = round_result(panel()).components
    assert found.residual == pytest.approx(mean["Residual"], abs=1e-9)
    assert found.items == pytest.approx((mean["C(item)"] - mean["Residual"]) / 5, abs=1e-9)
    assert found.judges == pytest.approx((mean["C(judge)"] - mean["Residual"]) / 6, abs=1e-9)


def test_both_standard_errors_in_simulated_panels():
    """Over 2,000 simulated panels the scatter of cuts is what each standard error estimates."""
    rng = np.random.default_rng(3)
    items = rng.normal(0.6, 0.10, 30)
    same, other, errors, errors_items = [], [], [], []
    for _ in range(2000):
        new = rng.normal(0.6, 0.10, 30)
        noise = rng.normal(0, 0.03, 8) + rng.normal(0, 0.06, (30, 8))
        same.append((items[:, None] + noise).mean())
        values = new[:, None] + noise
        other.append(values.mean())
        if len(errors) < 60:
            found = round_result(judgements(np.clip(values, 0, 1)))
            errors.append(found.se**2)
            errors_items.append(found.se_items**2)
    assert np.sqrt(np.mean(errors)) == pytest.approx(np.std(same), rel=0.1)
    assert np.sqrt(np.mean(errors_items)) == pytest.approx(np.std(other), rel=0.1)


def test_leniency_is_the_difference_from_the_panel():
    """Differences sum to nothing, show who is strict and lenient, and have Student's interval over items."""
    found = round_result(panel(judges=tuple(JUDGES)))
    differences = {judge.judge: judge.difference for judge in found.judges}
    assert sum(one.value for one in differences.values()) == pytest.approx(0)
    assert differences["Ed"].low > 0 > differences["Cerys"].high
    even = round_result(judgements(SHARES))
    apart = SHARES[:, 4] - SHARES.mean(axis=1)
    expected = stats.t.interval(0.95, 5, apart.mean(), apart.std(ddof=1) / np.sqrt(6))
    assert (even.judges[4].difference.low, even.judges[4].difference.high) == pytest.approx(expected)


def test_agreement_is_of_items_by_judges():
    """Agreement is ICC(2,1) and ICC(2,k) over items; alpha is refused for six items and given for twelve."""
    single, mean, alpha = round_result(panel()).agreement
    assert (single, mean) == (icc(SHARES, "2,1"), icc(SHARES, "2,k"))
    assert isinstance(alpha, Refused)
    assert round_result(judgements(np.vstack([SHARES, SHARES]))).agreement[2].form == "interval"


def test_yes_and_no():
    """Yes counts all of an item's points, no none of them, and alpha is nominal."""
    values = (np.vstack([SHARES, SHARES]) >= 0.6).astype(float)
    found = round_result(judgements(values, form="yes-no"))
    assert found.cut.value == pytest.approx(values.mean())
    assert found.agreement[2].form == "nominal"
    with pytest.raises(Refused, match="neither yes nor no"):
        judgements(SHARES, form="yes-no")


def test_two_rounds():
    """The last round sets the standard; the change is paired by judge, and the spread shrinks."""
    nearer = SHARES.mean(axis=1, keepdims=True) + (SHARES - SHARES.mean(axis=1, keepdims=True)) / 2 + 0.02
    found = angoff([panel(nearer, round=2), panel(round=1)])
    assert [one.round for one in found.rounds] == [1, 2]
    assert found.final.cut.value == pytest.approx(found.rounds[0].cut.value + 0.02)
    change = found.changes[0]
    assert change.cut.value == pytest.approx(0.02)
    assert change.cut.low < 0.02 < change.cut.high
    assert change.spread_after == pytest.approx(change.spread_before / 2)
    assert change.moved > 0.9


def test_a_judge_who_came_late_is_not_compared():
    """Only judges of both rounds are in the change; too few of them are refused."""
    first = panel(judges=("Ann", "Bola", "Cerys", "Dev", "Ed"))
    second = panel(judges=("Ann", "Bola", "Cerys", "Dev", "Farah"), round=2)
    assert isinstance(angoff([first, second]).changes[0].cut, Refused)


def test_what_is_missing_is_put_at_the_level_of_item_and_judge():
    """In judgements that are sums of an item and a judge, a gap is filled exactly."""
    additive = np.add.outer([0.3, 0.4, 0.5, 0.6, 0.7, 0.2], [0.0, 0.05, 0.1, -0.05, 0.02])
    holes = additive.copy()
    holes[4, 1] = holes[0, 3] = np.nan
    given = panel(holes)
    assert filled(given) == pytest.approx(additive)
    assert round_result(given).cut.value == pytest.approx(round_result(panel(additive)).cut.value)
    assert round_result(given).abstained == 2


def test_refusals():
    """Few judges or items, shares that are none, too many gaps and rounds that do not fit are refused."""
    holes = SHARES.copy()
    holes[:2, :4] = np.nan
    gone = SHARES.copy()
    gone[2] = np.nan
    for call, why in (
        (lambda: angoff([]), "no judgements"),
        (lambda: round_result(panel(SHARES[:, :4])), "judges: 4"),
        (lambda: round_result(judgements(SHARES[:4])), "items: 4"),
        (lambda: panel(SHARES * 2), "share from 0 to 1"),
        (lambda: panel(np.where(SHARES == 0.6, np.inf, SHARES)), "infinite"),
        (lambda: panel(holes), "abstained from more than 20%"),
        (lambda: round_result(panel(gone)), "judged by nobody"),
        (lambda: judgements(SHARES, points=[1, 2]), "not of the same items"),
        (lambda: judgements(SHARES, points=[0, 1, 1, 1, 1, 1]), "worth no points"),
        (lambda: panel(judges=("Ann", "Ann", "Bola", "Cerys", "Dev")), "stands twice"),
        (lambda: angoff([panel(), panel()]), "a round stands twice"),
        (lambda: angoff([panel(), judgements(SHARES, round=2)]), "not of the same items"),
    ):
        with pytest.raises(Refused, match=why):
            call()


def test_a_panel_that_agrees_on_everything():
    """Judges who say the same have no error and no differences, and nothing is NaN."""
    found = round_result(panel(np.tile(SHARES[:, :1], (1, 5))))
    assert found.se == pytest.approx(0, abs=1e-12)
    assert found.agreement[0].value == pytest.approx(1)
    assert all(judge.difference.value == pytest.approx(0) for judge in found.judges)


@given(
    st.lists(st.lists(st.integers(0, 100), min_size=6, max_size=6), min_size=6, max_size=12),
    st.randoms(use_true_random=False),
)
def test_order_does_not_matter(values, random):
    """Exchanging judges or items leaves the cut, its errors and the components."""
    shares = np.array(values) / 100
    mixed = shares[random.sample(range(len(shares)), len(shares))][:, random.sample(range(6), 6)]
    found, other = round_result(judgements(shares)), round_result(judgements(mixed))
    for name in ("se", "se_items"):
        assert getattr(other, name) == pytest.approx(getattr(found, name), abs=1e-9)
    assert other.cut.value == pytest.approx(found.cut.value)
    assert 0 <= found.cut.low <= found.cut.value <= found.cut.high <= 1
