"""Decision consistency with its interval."""

import numpy as np
import pytest

from mp_exercises.marking.refusal import Refused
from mp_exercises.marking.reliability import cronbach_alpha, decision_consistency, earned, livingston_lewis

from .cohorts import POINTS, cohort, right_and_wrong


def test_the_estimates_are_livingston_and_lewis_with_alpha():
    """P0, kappa and accuracy are those of the method with Cronbach's alpha, to 1e-9."""
    scores = earned(cohort(150, 3), POINTS)
    found = decision_consistency(scores, POINTS, 0.6, draws=20)
    shares = np.clip(scores.sum(axis=1) / POINTS.sum(), 0, 1)
    expected = livingston_lewis(shares, cronbach_alpha(scores).value, 0.6, parameters=2)
    assert found.parameters == 2
    assert (found.consistency.value, found.kappa.value, found.accuracy.value) == pytest.approx(
        (expected.consistency, expected.kappa, expected.accuracy), abs=1e-9
    )
    assert found.consistency.form == "consistency"


def test_enough_people_are_given_four_parameters():
    """From 200 people on, four moments are fitted by default."""
    assert decision_consistency(earned(cohort(200, 3), POINTS), POINTS, 0.6, draws=5).parameters == 4
    assert decision_consistency(earned(cohort(199, 3), POINTS), POINTS, 0.6, draws=5).parameters == 2


def test_the_interval_covers():
    """In 40 cohorts with a known consistency, the 95% interval holds it nearly always."""
    rng = np.random.default_rng(12)
    true = rng.beta(4, 3, 400_000)
    first, second = rng.binomial(20, true), rng.binomial(20, true)
    truth = ((first >= 12) == (second >= 12)).mean()
    inside = 0
    for seed in range(40):
        marks, _ = right_and_wrong(150, 20, seed)
        found = decision_consistency(marks, np.ones(20), 0.6, draws=60)
        inside += found.consistency.low <= truth <= found.consistency.high
    assert inside >= 33


def test_more_people_narrow_it():
    """Ten times as many people narrow the interval to about a third; the same data give the same one."""
    few, many = (earned(cohort(people, 5), POINTS) for people in (60, 600))
    wide, narrow = (
        decision_consistency(scores, POINTS, 0.6, parameters=2, draws=200) for scores in (few, many)
    )
    widths = [found.consistency.high - found.consistency.low for found in (wide, narrow)]
    assert 0.15 < widths[1] / widths[0] < 0.6
    assert wide.consistency == decision_consistency(few, POINTS, 0.6, parameters=2, draws=200).consistency


def test_a_total_below_nothing_is_nothing():
    """Whoever loses more points than they earn counts as 0, as in the mark."""
    scores = earned(cohort(60, 2), POINTS)
    scores[0] = -POINTS
    sunk = decision_consistency(scores, POINTS, 0.6, draws=5).decision
    assert 0 <= sunk.true.low <= sunk.true.high <= 1


def test_refusals():
    """Few people, items that measure nothing in common, and no differences are refused."""
    scores = earned(cohort(60, 2), POINTS)
    noise = np.random.default_rng(1).normal(0.5, 0.2, (60, 20))
    opposite = np.concatenate([noise[:, :10], 1 - noise[:, :10]], axis=1)
    for call, why in (
        (lambda: decision_consistency(scores[:29], POINTS, 0.6), "people: 29"),
        (lambda: decision_consistency(scores, POINTS[:3], 0.6), "20 items have scores and 3 have points"),
        (lambda: decision_consistency(scores, POINTS, 0), "a cut of 0"),
        (lambda: decision_consistency(opposite, np.ones(20), 0.5), "same total"),
        (lambda: decision_consistency(np.ones((40, 5)), np.ones(5), 0.5), "same total"),
    ):
        with pytest.raises(Refused, match=why):
            call()
