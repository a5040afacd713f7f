"""Decision consistency and accuracy by Livingston and Lewis."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from mp_exercises.marking.refusal import Refused, attempt
from mp_exercises.marking.reliability import Decision, livingston_lewis
from mp_exercises.marking.reliability.livingston_lewis import effective_length
from mp_exercises.marking.reliability.true_score import Moments, fitted_beta

from .cohorts import ACT


def test_a_published_example():
    """On the ACT with reliability .873 and a cut of 24 in 40, all is as BBClassify 1.0 prints it."""
    # ccLL_act_raw_output.txt in HaakonEidemHaakstad/BBClassify_Python, which mends the length of BB-CLASS.
    found = livingston_lewis(np.repeat(np.arange(41) / 40, ACT), 0.873, 0.6)
    assert found.length == 40
    true = (found.true.a, found.true.b, found.true.low, found.true.high, found.true.fitted)
    assert true == pytest.approx((0.52378, 1.62569, 0.22317, 1.0, 3), abs=2e-5)
    assert found.accuracy == pytest.approx(0.94427, abs=1e-5)
    assert (found.false_pass, found.false_fail) == pytest.approx((0.03795, 0.01778), abs=1e-5)
    assert found.consistency == pytest.approx(0.92203, abs=2e-5)
    assert found.chance == pytest.approx(0.68030, abs=2e-5)
    assert found.kappa == pytest.approx(0.75612, abs=5e-5)
    assert found.passing == pytest.approx(0.19974, abs=1e-5)
    assert found.observed_passing == pytest.approx(0.19649, abs=1e-5)


@pytest.mark.parametrize(("shape", "ends", "cut"), [((4, 2.5), (0.2, 0.95), 0.6), ((6, 3), (0, 1), 0.75)])
def test_two_sittings(shape, ends, cut):
    """Two simulated sittings of the same people agree as often as is estimated from one of them."""
    rng = np.random.default_rng(1)
    true = ends[0] + (ends[1] - ends[0]) * rng.beta(*shape, 300_000)
    first, second = rng.binomial(40, true) / 40, rng.binomial(40, true) / 40
    found = livingston_lewis(first, float(np.corrcoef(first, second)[0, 1]), cut)
    same = ((first >= cut) == (second >= cut)).mean()
    chance = (first >= cut).mean() * (second >= cut).mean() + (first < cut).mean() * (second < cut).mean()
    assert found.consistency == pytest.approx(same, abs=0.004)
    assert found.kappa == pytest.approx((same - chance) / (1 - chance), abs=0.008)
    assert found.accuracy == pytest.approx(((first >= cut) == (true >= cut)).mean(), abs=0.004)


def test_the_integrals_are_right():
    """Consistency and accuracy of the fitted model equal adaptive quadrature, to 1e-6."""
    rng = np.random.default_rng(3)
    shares = rng.binomial(30, rng.beta(5, 3, 500)) / 30
    found = livingston_lewis(shares, 0.8, 0.6, parameters=2)
    a, b, n = found.true.a, found.true.b, found.length
    # As many equal items as the cut asks for; a cut between two numbers lies that far between them.
    place = 0.6 * n
    least, part = int(np.floor(place)), place % 1

    def over(function, low=0.0, high=1.0):
        return integrate.quad(
            lambda t: function(t) * stats.beta.pdf(t, a, b), low, high, epsabs=1e-10, limit=200
        )[0]

    def mixed(of_least):
        return (1 - part) * of_least(least) + part * of_least(least + 1)

    def passes(k):
        return lambda t: stats.binom.sf(k - 1, n, t)

    same = mixed(lambda k: over(lambda t: passes(k)(t) ** 2 + (1 - passes(k)(t)) ** 2))
    wrong = mixed(lambda k: over(passes(k), 0, 0.6) + over(lambda t: 1 - passes(k)(t), 0.6, 1))
    assert found.consistency == pytest.approx(same, abs=1e-6)
    assert found.accuracy == pytest.approx(1 - wrong, abs=1e-6)


def test_effective_length_of_equal_items():
    """Scores of n equal items whose reliability is KR-21 have an effective length of n."""
    rng = np.random.default_rng(5)
    shares = rng.binomial(25, rng.beta(4, 3, 400)) / 25
    mean, variance = shares.mean(), shares.var(ddof=1)
    kr21 = 25 / 24 * (1 - mean * (1 - mean) / (25 * variance))
    assert effective_length(mean, variance, kr21) == 25


@pytest.mark.parametrize(
    ("a", "b", "low", "high"), [(3, 2, 0.1, 0.9), (1.5, 4, 0.25, 1.0), (8, 2, 0.0, 0.97)]
)
def test_four_moments_give_back_their_beta(a, b, low, high):
    """The moments of a beta between two ends give back its shape and its ends."""
    mean, variance, skewness, excess = (
        float(moment) for moment in stats.beta.stats(a, b, low, high - low, moments="mvsk")
    )
    found = fitted_beta(Moments(mean, variance, skewness, excess + 3), 4)
    # An end at 0 or 1 may come out a little beyond by rounding, and is then held there.
    assert (found.a, found.b, found.low, found.high) == pytest.approx((a, b, low, high), rel=1e-4, abs=1e-4)


def test_an_end_beyond_one_is_held_there():
    """Where four moments ask for scores above 1, the end is held at 1 and three moments are kept."""
    mean, variance, skewness, excess = (
        float(moment) for moment in stats.beta.stats(3, 2, 0.3, 0.8, moments="mvsk")
    )
    found = fitted_beta(Moments(mean, variance, skewness, excess + 3), 4)
    assert (found.fitted, found.high) == (3, 1.0)
    kept = stats.beta.stats(found.a, found.b, found.low, found.high - found.low, moments="mvs")
    assert [float(moment) for moment in kept] == pytest.approx([mean, variance, skewness], abs=1e-6)


def test_more_reliable_scores_decide_more_consistently():
    """With the same scores, a higher reliability gives a higher consistency and accuracy."""
    shares = np.random.default_rng(2).beta(6, 4, 300)
    found = [livingston_lewis(shares, reliability, 0.6, parameters=2) for reliability in (0.5, 0.7, 0.9)]
    assert found[0].consistency < found[1].consistency < found[2].consistency
    assert found[0].accuracy < found[1].accuracy < found[2].accuracy


def test_a_cut_nobody_is_near_decides_surely():
    """Far from where people score, nearly every decision is the same twice."""
    shares = np.random.default_rng(2).beta(60, 40, 300)
    assert livingston_lewis(shares, 0.9, 0.45, parameters=2).consistency > 0.99


def test_refusals():
    """Few people, a share that is none, no spread, and a reliability or a cut that is none are refused."""
    good = np.random.default_rng(2).beta(6, 4, 300)
    for call, why in (
        (lambda: livingston_lewis(good[:29], 0.8, 0.6), "people: 29"),
        (lambda: livingston_lewis(good * 100, 0.8, 0.6), "share from 0 to 1"),
        (lambda: livingston_lewis(np.full(50, 0.7), 0.8, 0.6), "same score"),
        (lambda: livingston_lewis(good, 1.0, 0.6), "a reliability of 1.00"),
        (lambda: livingston_lewis(good, -0.2, 0.6), "a reliability of -0.20"),
        (lambda: livingston_lewis(good, float("nan"), 0.6), "a reliability of nan"),
        (lambda: livingston_lewis(good, 0.8, 0), "a cut of 0"),
        (lambda: livingston_lewis(good, 0.8, 1.2), "a cut of 1.2"),
        (lambda: livingston_lewis([*good, np.nan], 0.8, 0.6), "missing"),
        (lambda: livingston_lewis([0.0, 1.0] * 30, 0.8, 0.6), "single item"),
    ):
        with pytest.raises(Refused, match=why):
            call()


@settings(max_examples=200)
@given(
    st.lists(st.floats(0, 1), min_size=30, max_size=60),
    st.floats(0.01, 0.999),
    st.floats(0.01, 0.99),
    st.sampled_from([2, 4]),
)
def test_probabilities_or_a_refusal(shares, reliability, cut, parameters):
    """Whatever the scores, the result is of probabilities that fit together, or a refusal."""
    found = attempt(lambda: livingston_lewis(shares, reliability, cut, parameters=parameters))
    if isinstance(found, Refused):
        return
    assert isinstance(found, Decision)
    for share in (
        found.consistency,
        found.chance,
        found.accuracy,
        found.false_pass,
        found.false_fail,
        found.passing,
    ):
        assert -1e-9 <= share <= 1 + 1e-9
    assert found.kappa <= 1 + 1e-9
    assert found.consistency >= 0.5 - 1e-9
