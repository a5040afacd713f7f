"""Curves beside a textbook's and beside statsmodels'."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.rereferrals import aalen_johansen, follow, kaplan_meier, looking_forward, referred

from .lists import listed, many

# Freireich and others (1963), 6-mercaptopurine; the curve as in Kleinbaum and Klein, Survival analysis.
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSED = [1] * 9 + [0] * 12
PUBLISHED = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}


def test_kaplan_and_meier_as_published():
    """The textbook's curve of remission has its values, to the four decimals printed."""
    curve = kaplan_meier(WEEKS, RELAPSED)
    assert dict(zip(curve.days, np.round(curve.values, 4), strict=True)) == PUBLISHED
    assert curve.at(12).value == pytest.approx(0.7529, abs=5e-5)
    assert curve.at(5).value == 1


@pytest.mark.filterwarnings("ignore::RuntimeWarning:statsmodels")
@pytest.mark.parametrize("seed", range(5))
def test_kaplan_and_meier_as_statsmodels(seed):
    """Values and standard errors are statsmodels', to 1e-6, and intervals its log-log ones."""
    rng = np.random.default_rng(seed)
    days, happened = rng.integers(1, 60, 150), rng.integers(0, 2, 150)
    curve, other = kaplan_meier(days, happened), SurvfuncRight(days, happened)
    np.testing.assert_array_equal(curve.days, other.surv_times)
    np.testing.assert_allclose(curve.values, other.surv_prob, atol=1e-6)
    inner = other.surv_prob > 0
    np.testing.assert_allclose(curve.errors[inner], other.surv_prob_se[inner], atol=1e-6)
    # The log-log interval of the median's own survival holds just where statsmodels' quantile interval does.
    low, high = other.quantile_ci(0.5, method="cloglog")
    inside = curve.days[(curve.low <= 0.5) & (curve.high >= 0.5)]
    assert low == inside.min()
    assert high >= inside.max()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("cause", [1, 2])
def test_aalen_and_johansen_as_statsmodels(seed, cause):
    """Values and standard errors of each cause are statsmodels', to 1e-6."""
    rng = np.random.default_rng(seed)
    days, causes = rng.integers(1, 60, 200), rng.integers(0, 3, 200)
    days[-1], causes[-1] = 61, 0
    curve, other = aalen_johansen(days, causes, cause), CumIncidenceRight(days, causes)
    kept = np.isin(other.times, curve.days)
    np.testing.assert_allclose(curve.values, other.cinc[cause - 1][kept], atol=1e-6)
    np.testing.assert_allclose(curve.errors, other.cinc_se[cause - 1][kept], atol=1e-6)


def test_leaving_makes_kaplan_and_meier_say_too_much():
    """Where half move away, one minus survival is above the share who are in fact referred again."""
    rng = np.random.default_rng(2)
    again, gone = rng.exponential(300, 800), rng.exponential(300, 800)
    days = np.ceil(np.minimum(np.minimum(again, gone), 730))
    causes = np.select([again <= np.minimum(gone, 730), gone <= 730], [1, 2], 0)
    real = aalen_johansen(days, causes).at(700).value
    assert real == pytest.approx((causes == 1).mean(), abs=0.02)
    assert 1 - kaplan_meier(days, causes == 1).at(700).value > real + 0.2


def test_without_leaving_the_two_are_one():
    """Where nobody leaves, incidence is one minus survival, and so is its error."""
    rng = np.random.default_rng(6)
    days, happened = rng.integers(1, 60, 150), rng.integers(0, 2, 150)
    one, other = kaplan_meier(days, happened), aalen_johansen(days, happened)
    np.testing.assert_allclose(1 - one.values, other.values, atol=1e-9)


def test_the_interval_covers():
    """In 300 samples whose curve is known, the 95% interval at a day holds it about 95 times in 100."""
    rng = np.random.default_rng(9)
    inside = 0
    for _ in range(300):
        again, left = rng.exponential(500, 120), rng.uniform(100, 900, 120)
        days = np.ceil(np.minimum(again, left))
        found = kaplan_meier(days, again <= left).at(365)
        inside += found.low <= np.exp(-365 / 500) <= found.high
    assert 0.92 <= inside / 300 <= 0.98


def test_following_ends_as_it_ends():
    """One referred again, one gone, one gone who came back, and one still open are told apart."""
    rows = [
        ("A", "FA", date(2024, 1, 1)),
        ("A", "FA", date(2024, 2, 1)),
        ("B", "FB", date(2024, 1, 1)),
        ("C", "FC", date(2024, 1, 1)),
        ("C", "FC", date(2024, 12, 31)),
        ("D", "FD", date(2024, 1, 1)),
    ]
    gone = {"B": date(2024, 3, 1), "C": date(2024, 6, 1)}
    frame = listed(rows, gone)
    found = follow(referred(frame), date(2024, 1, 1), date(2024, 6, 30), date(2025, 1, 1))
    assert list(zip(found.days, found.causes, strict=True)) == [(31, 1), (60, 2), (365, 1), (366, 0)]


def test_a_family_is_gone_when_all_are():
    """A family with one child still there is not gone, and one whose children all left is, since the last."""
    rows = [(child, child[0], date(2024, 1, 1)) for child in ("A1", "A2", "B1", "B2")]
    gone = {"A1": date(2024, 2, 1), "A2": date(2024, 3, 1), "B1": date(2024, 2, 1)}
    found = follow(
        referred(listed(rows, gone), "family"), date(2024, 1, 1), date(2024, 1, 1), date(2024, 12, 31)
    )
    assert list(zip(found.days, found.causes, strict=True)) == [(60, 2), (365, 0)]


def test_the_curve_meets_the_rate():
    """Where all were followed for twelve months and none left, the curve at a year is the counted rate."""
    start, end, until = date(2023, 1, 1), date(2024, 1, 31), date(2025, 10, 31)
    found = referred(listed(many(300, 3)))
    followed = follow(found, start, end, until)
    rate = looking_forward(found, start, end, until)
    # From a day in a year of 366 days, twelve months are 366 days.
    shares = [kaplan_meier(followed.days, followed.causes == 1).at(day).value for day in (365, 366)]
    assert 1 - shares[0] - 1e-12 <= rate.rate.value <= 1 - shares[1] + 1e-12


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 2)), min_size=20, max_size=80))
def test_curves_stay_where_shares_are(rows):
    """Curves never leave 0 to 1 or turn back, and together the causes never pass what survival leaves."""
    days, causes = np.array(rows).T
    try:
        curves = [aalen_johansen(days, causes, cause) for cause in (1, 2)]
        all_causes = kaplan_meier(days, causes > 0)
    except Refused:
        return
    for curve in (*curves, all_causes):
        assert ((curve.low >= 0) & (curve.low <= curve.values + 1e-12)).all()
        assert ((curve.high <= 1) & (curve.high >= curve.values - 1e-12)).all()
    ends = sum(curve.values[-1] for curve in curves)
    assert ends == pytest.approx(1 - all_causes.values[-1])


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: kaplan_meier([5] * 19, [1] * 19), "units: 19, and it needs at least 20"),
        (lambda: kaplan_meier([5] * 30, [1] * 4 + [0] * 26), "events: 4, and it needs at least 5"),
        (lambda: kaplan_meier([-1] * 30, [1] * 30), "no whole number of days"),
        (lambda: aalen_johansen([5] * 30, [2] * 30), "events: 0, and it needs at least 5"),
        (lambda: kaplan_meier(WEEKS, RELAPSED).at(36), "nobody was followed for 36 days; the longest was 35"),
    ],
)
def test_what_is_refused(call, why):
    """Too few units or events, and a day beyond all following, are refused with the reason."""
    with pytest.raises(Refused, match=why):
        call()
