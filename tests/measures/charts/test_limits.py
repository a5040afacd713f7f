"""Control charts beside published examples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.charts import (
    overdispersion,
    p_chart,
    p_prime_chart,
    sigma_z,
    u_chart,
    u_prime_chart,
    xmr_chart,
)

# NIST/SEMATECH e-Handbook, section 6.3.2.2: flow rates.
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# NIST/SEMATECH e-Handbook, section 6.3.3.2: defective chips of 50 on each of thirty wafers.
WAFERS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11]
WAFERS += [20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
# NIST/SEMATECH e-Handbook, section 6.3.3.1: defects on each of 25 wafers.
DEFECTS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20]
DEFECTS += [11, 19, 16, 31, 13]

THREE = 2 * stats.norm.sf(3)
"""What lies beyond three standard deviations."""


def test_xmr_as_published():
    """NIST's flow rates have its centre and limits, to the four decimals printed."""
    chart = xmr_chart(FLOW)
    assert chart.centre == pytest.approx(50.81)
    assert chart.high[0] == pytest.approx(55.8041, abs=5e-5)
    assert chart.low[0] == pytest.approx(45.8159, abs=5e-5)
    assert chart.outside == ()


def test_p_as_published():
    """NIST's thirty wafers have its centre and limits, to the four decimals printed."""
    chart = p_chart(WAFERS, [50] * 30)
    found = chart.centre, chart.high[0], chart.low[0]
    assert found == pytest.approx((0.2313, 0.4102, 0.0524), abs=6e-5)
    assert [point.place + 1 for point in chart.outside] == [15, 23]


def test_u_as_published():
    """NIST's defects, of one wafer each, have its centre of 16 and limits of 28 and 4."""
    chart = u_chart(DEFECTS, [1] * 25)
    assert (chart.centre, chart.high[0], chart.low[0]) == pytest.approx((16, 28, 4))
    assert [point.place + 1 for point in chart.outside] == [24]


def test_p_limits_are_those_of_statsmodels():
    """With numbers that differ, limits are statsmodels' normal interval at three deviations, to 1e-6."""
    of = np.arange(200, 600, 20)
    counts = np.round(of * 0.3)
    chart = p_chart(counts, of)
    low, high = proportion_confint(chart.centre * of, of, alpha=THREE, method="normal")
    np.testing.assert_allclose((chart.low, chart.high), (low, high), atol=1e-6)


def test_the_prime_limits_by_an_xmr_chart_of_z():
    """Laney's limits are those of an XmR chart of z values, put back on the scale of shares, to 1e-6."""
    rng = np.random.default_rng(4)
    of = rng.integers(300, 900, 24)
    counts = rng.binomial(of, rng.beta(20, 80, 24))
    chart = p_prime_chart(counts, of)
    error = np.sqrt(chart.centre * (1 - chart.centre) / of)
    of_z = xmr_chart((counts / of - chart.centre) / error)
    half = (of_z.high[0] - of_z.centre) * error
    np.testing.assert_allclose(chart.high, chart.centre + half, atol=1e-6)
    assert chart.sigma_z > 1.5


def test_the_prime_of_counts_widens_by_the_same_ratio():
    """A u′ chart is a u chart whose limits are sigma-z times as far."""
    exposure = np.linspace(50, 90, 20)
    counts = np.round(exposure * np.tile([0.1, 0.4], 10))
    plain, wide = u_chart(counts, exposure), u_prime_chart(counts, exposure)
    np.testing.assert_allclose(wide.high - wide.centre, wide.sigma_z * (plain.high - plain.centre), rtol=1e-9)
    errors = np.sqrt(plain.centre / exposure)
    assert wide.sigma_z == pytest.approx(sigma_z(plain.values, plain.centre, errors))


@pytest.mark.parametrize("seed", range(3))
def test_dispersion_is_the_test_of_a_table(seed):
    """The test of overdispersion is SciPy's chi-square of the table of counts and the rest, to 1e-6."""
    rng = np.random.default_rng(seed)
    of = rng.integers(50, 500, 12)
    counts = rng.binomial(of, 0.2)
    found = overdispersion(counts, of)
    chi2, p, df, _ = stats.chi2_contingency([counts, of - counts], correction=False)
    assert (found.chi2, found.df, found.p) == pytest.approx((chi2, df, p), abs=1e-6)


def test_chance_is_not_called_overdispersion():
    """Of 400 binomial series, about 5 in 100 are called overdispersed, and of widely varying ones all."""
    rng = np.random.default_rng(8)
    of = np.full(24, 200)
    chance = sum(overdispersion(rng.binomial(of, 0.2), of).over for _ in range(400))
    wide = [overdispersion(rng.binomial(of, rng.beta(4, 16, 24)), of).over for _ in range(50)]
    assert 0.02 <= chance / 400 <= 0.08
    assert all(wide)


def test_a_baseline_draws_limits_from_the_first_periods():
    """What comes after the baseline moves neither centre nor limits, and is judged by them."""
    chart = xmr_chart([*FLOW, 70, 71], baseline=10)
    assert chart.high[-1] == pytest.approx(xmr_chart(FLOW).high[0])
    assert [point.place for point in chart.outside] == [10, 11]


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: xmr_chart(FLOW[:9]), "periods: 9, and it needs at least 10"),
        (lambda: xmr_chart(FLOW, baseline=11), "a baseline of 11 periods, and there are 10"),
        (lambda: p_chart([3] * 12, [2] * 12), "a count is more than what it is of"),
        (lambda: p_chart([0] * 12, [2] * 12), "nothing, or everything, was counted"),
        (lambda: u_chart([1] * 12, [0] * 12), "of nothing"),
        (lambda: overdispersion([1] * 4, [9] * 4), "periods: 4, and it needs at least 5"),
    ],
)
def test_what_is_refused(call, why):
    """Too few periods, and counts that cannot be, are refused with the reason."""
    with pytest.raises(Refused, match=why):
        call()


@given(st.lists(st.tuples(st.integers(1, 400), st.floats(0, 1)), min_size=10, max_size=30))
def test_limits_hold_the_centre(rows):
    """Limits lie round the centre, between 0 and 1."""
    of = np.array([number for number, _ in rows])
    counts = np.round(of * np.array([share for _, share in rows]))
    for make in (p_chart, p_prime_chart):
        try:
            chart = make(counts, of)
        except Refused:
            return
        assert (chart.low >= 0).all()
        assert (chart.high <= 1).all()
        assert (chart.low <= chart.centre + 1e-12).all()
        assert (chart.centre <= chart.high + 1e-12).all()
