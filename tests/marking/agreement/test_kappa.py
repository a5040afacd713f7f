"""Cohen's kappa, weighted and not."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mp_exercises.marking import refusal
from mp_exercises.marking.agreement import cohen_kappa
from mp_exercises.marking.agreement.kappa import agreement_weights, standard_error

from .tables import ABSTRACTORS, two_raters

pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=10, max_size=60)


def test_a_published_table():
    """Gwet's abstractors have a kappa of 0.7964094, as the overview of irrCAC prints it."""
    found = cohen_kappa(*two_raters(ABSTRACTORS))
    assert found.value == pytest.approx(0.7964094, abs=1e-7)
    assert found.interval == "fleiss-cohen-everitt"


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
def test_standard_error_is_the_delta_methods(weights):
    """The formula of Fleiss, Cohen and Everitt equals a numerical delta method on the cells, to 1e-6."""
    joint = np.array([[0.2, 0.05, 0.02], [0.06, 0.25, 0.08], [0.01, 0.1, 0.23]])
    credit = agreement_weights(3, weights)

    def kappa(cells):
        table = cells.reshape(3, 3) / cells.sum()
        chance = (credit * np.outer(table.sum(axis=1), table.sum(axis=0))).sum()
        return ((credit * table).sum() - chance) / (1 - chance)

    cells, step = joint.ravel(), 1e-6
    slopes = np.array(
        [(kappa(cells + step * unit) - kappa(cells - step * unit)) / (2 * step) for unit in np.eye(9)]
    )
    variance = (slopes**2 @ cells - (slopes @ cells) ** 2) / 150
    assert standard_error(joint, credit, 150) == pytest.approx(np.sqrt(variance), abs=1e-6)


def test_quadratic_weights_give_the_concordance_correlation():
    """Quadratic kappa equals Lin's concordance correlation, to 1e-9 (Fleiss and Cohen 1973)."""
    rng = np.random.default_rng(4)
    first = rng.integers(1, 6, 80)
    second = np.clip(first + rng.integers(-1, 2, 80), 1, 5)
    apart = (first.mean() - second.mean()) ** 2
    expected = 2 * np.cov(first, second, ddof=0)[0, 1] / (first.var() + second.var() + apart)
    assert cohen_kappa(first, second, weights="quadratic").value == pytest.approx(expected, abs=1e-9)


def test_an_unused_step_is_still_a_step():
    """Where nobody rated 3, a 2 beside a 4 is two steps apart, not one."""
    first, second = [1, 2, 4, 5] * 4, [1, 4, 2, 5] * 4
    whole = cohen_kappa(first, second, weights="linear").value
    assert whole == cohen_kappa(first, second, weights="linear", categories=[1, 2, 3, 4, 5]).value
    assert whole < cohen_kappa(first, second, weights="linear", categories=[1, 2, 4, 5]).value


def test_words_need_an_order_where_steps_count():
    """Words are refused with weights until their order is given."""
    words = ["poor", "fair", "good"] * 5
    with pytest.raises(refusal.Refused, match="give the categories in their order"):
        cohen_kappa(words, words, weights="linear")
    assert cohen_kappa(words, words, weights="linear", categories=["poor", "fair", "good"]).value == 1


def test_few_cases_are_resampled():
    """Below twice the squared number of categories the interval is a bootstrap with its seed."""
    rng = np.random.default_rng(2)
    first = rng.integers(1, 6, 30)
    second = np.where(rng.random(30) < 0.7, first, rng.integers(1, 6, 30))
    found = cohen_kappa(first, second)
    assert (found.interval, found.draws) == ("bootstrap", 2000)
    assert -1 <= found.low < found.value < found.high <= 1
    assert found == cohen_kappa(first, second)
    assert found.low != cohen_kappa(first, second, seed=1).low


def test_resampling_and_the_formula_agree():
    """With many cases both intervals are alike, within a few hundredths."""
    first, second = two_raters(ABSTRACTORS)
    by_formula = cohen_kappa(first, second)
    resampled = cohen_kappa(first, second, categories=range(8))
    assert resampled.interval == "bootstrap"
    assert (resampled.low, resampled.high) == pytest.approx((by_formula.low, by_formula.high), abs=0.03)


def test_perfect_agreement_is_one_and_not_certain():
    """Perfect agreement of ten cases is 1, with a lower limit well below it."""
    found = cohen_kappa([1, 2] * 5, [1, 2] * 5)
    assert (found.value, found.high) == (1, 1)
    assert 0.3 < found.low < 0.6


@given(pairs, st.sampled_from([None, "linear", "quadratic"]), st.randoms(use_true_random=False))
def test_who_is_first_and_the_order_of_cases_do_not_matter(given_pairs, weights, random):
    """Exchanging the raters, or the cases among themselves, leaves kappa as it is."""
    assume(len({rating for pair in given_pairs for rating in pair}) > 1)
    first, second = zip(*given_pairs, strict=True)
    found = cohen_kappa(first, second, weights=weights, draws=20)
    mixed = random.sample(given_pairs, len(given_pairs))
    other_second, other_first = zip(*mixed, strict=True)
    assert cohen_kappa(other_first, other_second, weights=weights, draws=20).value == pytest.approx(
        found.value
    )
    assert -1 <= found.low <= found.value <= found.high <= 1
