"""The intraclass correlation in its six forms."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from mp_exercises.marking import refusal
from mp_exercises.marking.agreement import FORMS, icc, icc_all, mean_squares

from .tables import SHROUT_FLEISS

# Shrout and Fleiss (1979), table 4; the limits as the R package psych prints them for the same table.
PUBLISHED = {
    "1,1": (0.17, -0.133, 0.72),
    "2,1": (0.29, 0.019, 0.76),
    "3,1": (0.71, 0.342, 0.95),
    "1,k": (0.44, -0.884, 0.91),
    "2,k": (0.62, 0.071, 0.93),
    "3,k": (0.91, 0.676, 0.99),
}

tables = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 9), min_size=k, max_size=k), min_size=5, max_size=15)
)


@pytest.mark.parametrize("form", FORMS)
def test_shrout_and_fleiss(form):
    """Each form has the published value and limits, to the digits printed."""
    found = icc(SHROUT_FLEISS, form)
    value, low, high = PUBLISHED[form]
    assert found.value == pytest.approx(value, abs=0.005)
    assert found.low == pytest.approx(low, abs=0.0006)
    assert found.high == pytest.approx(high, abs=0.005)


def by_regression(ratings):
    """Return the six forms from an analysis of variance that statsmodels makes by regression."""
    n, k = ratings.shape
    rows = [(f"u{u}", f"r{r}", ratings[u, r]) for u in range(n) for r in range(k)]
    frame = pd.DataFrame(rows, columns=["unit", "rater", "rating"])
    two = anova_lm(ols("rating ~ C(unit) + C(rater)", frame).fit())
    one = anova_lm(ols("rating ~ C(unit)", frame).fit())
    mean = two["sum_sq"] / two["df"]
    b, j, e = mean["C(unit)"], mean["C(rater)"], mean["Residual"]
    w = one["sum_sq"]["Residual"] / one["df"]["Residual"]
    return {
        "1,1": (b - w) / (b + (k - 1) * w),
        "2,1": (b - e) / (b + (k - 1) * e + k * (j - e) / n),
        "3,1": (b - e) / (b + (k - 1) * e),
        "1,k": (b - w) / b,
        "2,k": (b - e) / (b + (j - e) / n),
        "3,k": (b - e) / b,
    }


@pytest.mark.parametrize("seed", range(4))
def test_as_by_regression(seed):
    """On the published table and on others, each form is that of a regression, to 1e-6."""
    rng = np.random.default_rng(seed)
    drawn = rng.normal(size=(12, 1)) + rng.normal(size=(1, 5)) + rng.normal(size=(12, 5))
    for ratings in (SHROUT_FLEISS, drawn):
        expected = by_regression(ratings)
        for form, found in icc_all(ratings).items():
            assert found.value == pytest.approx(expected[form], abs=1e-6)


@pytest.mark.parametrize(("form", "truth"), [("1,1", 0.5), ("2,1", 0.5), ("3,1", 0.6)])
def test_the_intervals_cover(form, truth):
    """In 400 samples from known variances, the 95% interval holds the truth about 95 times in 100."""
    rng = np.random.default_rng(11)
    # Variances of 3 between units, 1 between raters and 2 besides; one-way raters are part of the rest.
    inside = 0
    for _ in range(400):
        raters = rng.normal(size=(20, 6) if form == "1,1" else (1, 6))
        ratings = 3**0.5 * rng.normal(size=(20, 1)) + raters + 2**0.5 * rng.normal(size=(20, 6))
        found = icc(ratings, form)
        inside += found.low <= truth <= found.high
    assert 0.92 <= inside / 400 <= 0.98


def test_a_lenient_rater_costs_agreement_and_not_consistency():
    """Two points more from one rater lower the forms that ask for agreement and leave ICC(3) as it is."""
    shifted = SHROUT_FLEISS + np.array([0, 2, 0, 0])
    even = SHROUT_FLEISS - SHROUT_FLEISS.mean(axis=0)
    for form in ("3,1", "3,k"):
        assert icc(shifted, form).value == pytest.approx(icc(SHROUT_FLEISS, form).value)
    for form in ("1,1", "2,1", "1,k", "2,k"):
        assert icc(SHROUT_FLEISS, form).value < icc(even, form).value


def test_units_that_do_not_differ_are_refused():
    """Where every unit has the same mean there is nothing to agree on."""
    with pytest.raises(refusal.Refused, match="no differences"):
        icc([[1, 3], [3, 1]] * 4)


def test_large_numbers_keep_their_digits():
    """A million added to every rating changes nothing to nine digits."""
    assert mean_squares(SHROUT_FLEISS + 1e6).residual == pytest.approx(
        mean_squares(SHROUT_FLEISS).residual, rel=1e-9
    )


@given(
    tables, st.sampled_from(FORMS), st.randoms(use_true_random=False), st.integers(-5, 5), st.integers(1, 7)
)
def test_order_origin_and_unit_do_not_matter(ratings, form, random, origin, unit):
    """Exchanging units or raters, moving the origin and changing the unit leave value and interval."""
    values = np.array(ratings, dtype=float)
    assume(np.ptp(values.mean(axis=1)) > 0)
    mixed = values[random.sample(range(len(values)), len(values))][
        :, random.sample(range(values.shape[1]), values.shape[1])
    ]
    try:
        found = icc(values, form)
    except refusal.Refused as refused:
        assert "no reliability" in str(refused)  # noqa: PT017
        return
    other = icc(unit * mixed + origin, form)
    assert (other.value, other.low, other.high) == pytest.approx(
        (found.value, found.low, found.high), abs=1e-6
    )
    assert found.low <= found.value <= found.high <= 1


@given(st.lists(st.integers(1, 9), min_size=5, max_size=15), st.integers(2, 4), st.sampled_from(FORMS))
def test_perfect_agreement_is_one(ratings, raters, form):
    """Raters who agree on everything have 1 in every form."""
    assume(len(set(ratings)) > 1)
    assert icc([[value] * raters for value in ratings], form).value == pytest.approx(1)
