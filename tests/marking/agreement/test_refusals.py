"""What every coefficient of agreement refuses, and that it never gives NaN."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.marking.agreement import (
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    icc,
    krippendorff_alpha,
    percent_agreement,
)
from mp_exercises.marking.refusal import Refused, attempt, minima

RNG = np.random.default_rng(1)
GOOD = np.clip(RNG.integers(1, 6, (40, 1)) + RNG.integers(-1, 2, (40, 2)), 1, 5).astype(float)


def of_pair(ratings):
    """Return kappa of a table of two raters."""
    table = np.array(ratings, dtype=object)
    if table.ndim != 2 or table.shape[1] != 2:
        raise Refused("cohen-kappa", "not two raters")
    return cohen_kappa(table[:, 0], table[:, 1], draws=50)


COEFFICIENTS = {
    "percent-agreement": percent_agreement,
    "cohen-kappa": of_pair,
    "fleiss-kappa": lambda ratings: fleiss_kappa(ratings, draws=50),
    "krippendorff-alpha": lambda ratings: krippendorff_alpha(ratings, "interval", draws=50),
    "gwet-ac": gwet_ac,
    "icc": icc,
}
NO_GAPS = {"percent-agreement", "cohen-kappa", "fleiss-kappa", "icc"}


def with_value(value):
    """Return the good table with one value put in."""
    changed = GOOD.copy()
    changed[3, 1] = value
    return changed


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_a_good_table_is_taken(name):
    """The table that the other tests spoil gives a finite coefficient."""
    assert np.isfinite(COEFFICIENTS[name](GOOD).value)


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_too_few_cases(name):
    """One case fewer than the least is refused with the reason; the least is taken."""
    least = minima()[name].need("units").least
    assert COEFFICIENTS[name](GOOD[:least]).n == least
    with pytest.raises(Refused, match=f"units: {least - 1}, and it needs at least {least}; "):
        COEFFICIENTS[name](GOOD[: least - 1])


@pytest.mark.parametrize("name", COEFFICIENTS)
@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_an_infinity(name, value):
    """An infinity is refused in a sentence."""
    with pytest.raises(Refused, match="infinite"):
        COEFFICIENTS[name](with_value(value))


@pytest.mark.parametrize("name", sorted(NO_GAPS))
def test_a_gap(name):
    """NaN is refused where no gap is allowed."""
    with pytest.raises(Refused, match="missing"):
        COEFFICIENTS[name](with_value(np.nan))


@pytest.mark.parametrize("name", sorted(set(COEFFICIENTS) - NO_GAPS))
def test_a_gap_that_is_allowed(name):
    """NaN is a gap where gaps are allowed, and the coefficient is finite."""
    assert np.isfinite(COEFFICIENTS[name](with_value(np.nan)).value)


@pytest.mark.parametrize("name", sorted(set(COEFFICIENTS) - {"percent-agreement"}))
def test_ratings_all_the_same(name):
    """Where nothing varies there is no chance-corrected coefficient."""
    with pytest.raises(Refused):
        COEFFICIENTS[name](np.full((30, 2), 3.0))


@pytest.mark.parametrize("name", sorted(set(COEFFICIENTS) - {"cohen-kappa"}))
def test_one_rater(name):
    """One rater alone is refused."""
    with pytest.raises(Refused, match=r"raters: 1|two rows and two columns"):
        COEFFICIENTS[name](GOOD[:, :1])


@pytest.mark.parametrize("name", COEFFICIENTS)
@pytest.mark.parametrize("shape", [[], [1, 2, 3], [[]], [[1, 2], [3]], "words", 7, None])
def test_no_table(name, shape):
    """What is no table is refused, and raises nothing else."""
    with pytest.raises(Refused):
        COEFFICIENTS[name](shape)


def test_words_and_numbers_mixed():
    """Words beside numbers are refused, since neither order nor difference has meaning."""
    with pytest.raises(Refused, match="mix words and numbers"):
        krippendorff_alpha([["a", 1.0]] * 12)


def test_a_rating_outside_the_scale():
    """A rating that is none of the categories is named."""
    with pytest.raises(Refused, match=r"the rating 7\.0 is none of the categories"):
        cohen_kappa([1, 2, 7] * 5, [1, 2, 3] * 5, categories=[1, 2, 3])


@pytest.mark.parametrize("level", [0, 1, 1.5, -0.2])
def test_a_level_outside_its_range(level):
    """A confidence level that is none is an error of the caller's, in one line."""
    with pytest.raises(ValueError, match="a confidence level of"):
        icc(GOOD, level=level)


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(COEFFICIENTS)),
    st.integers(1, 25),
    st.integers(1, 3),
    st.data(),
)
def test_a_finite_estimate_or_a_refusal(name, units, raters, data):
    """Whatever the table, the result is finite with its value inside its interval, or a refusal."""
    entries = st.one_of(st.integers(1, 3), st.sampled_from([np.nan, np.inf, 1e300, -1e300, 1e-300, 0.0]))
    rows = data.draw(
        st.lists(st.lists(entries, min_size=raters, max_size=raters), min_size=units, max_size=units)
    )
    found = attempt(lambda: COEFFICIENTS[name](rows))
    if isinstance(found, Refused):
        assert found.why
    else:
        assert found.low <= found.value <= found.high
