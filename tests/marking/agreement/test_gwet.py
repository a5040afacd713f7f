"""Gwet's AC1 and AC2."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from mp_exercises.marking.agreement import cohen_kappa, gwet_ac

from .tables import ABSTRACTORS, KRIPPENDORFF, PSYCHIATRISTS, rows_of, two_raters

# Coefficient, standard error and number of cases, as the overview of the R package irrCAC prints them.
# Its function for a table of two raters divides by n where that for raw ratings, like ours, divides by n - 1.
PUBLISHED = [
    (np.stack(two_raters(ABSTRACTORS), axis=1), 0.8493305, 0.04321747 * (100 / 99) ** 0.5, 100),
    (KRIPPENDORFF, 0.77544, 0.14295, 12),
    (rows_of(PSYCHIATRISTS), 0.4448007, 0.08418757, 15),
]


@pytest.mark.parametrize(("ratings", "value", "error", "cases"), PUBLISHED)
def test_published_tables(ratings, value, error, cases):
    """Coefficient and standard error are those printed, with gaps and without."""
    found = gwet_ac(ratings)
    assert found.form == "AC1"
    assert found.value == pytest.approx(value, abs=5e-6)
    width = stats.t.ppf(0.975, cases - 1) * error
    assert found.low == pytest.approx(value - width, abs=3e-5)
    assert found.high == pytest.approx(min(1, value + width), abs=3e-5)


def test_two_categories_by_hand():
    """For two raters and two categories AC1 is (pa - e) / (1 - e) with e = 2 p (1 - p)."""
    first, second = two_raters([[40, 5], [3, 2]])
    agreed, common = 42 / 50, (45 + 43) / 100
    chance = 2 * common * (1 - common)
    assert gwet_ac(np.stack([first, second], axis=1)).value == pytest.approx((agreed - chance) / (1 - chance))


def test_a_common_category_does_not_drown_it():
    """Where 45 of 50 cases are of one kind, AC1 stays near the agreement while kappa falls."""
    first, second = two_raters([[45, 2], [3, 0]])
    assert gwet_ac(np.stack([first, second], axis=1)).value > 0.85
    assert cohen_kappa(first, second).value < 0


def test_weights_forgive_near_misses():
    """AC2 is above AC1 where raters miss by one step, and says so in its form."""
    first, second = two_raters([[10, 4, 0], [3, 12, 5], [0, 4, 12]])
    ratings = np.stack([first, second], axis=1)
    plain, weighted = gwet_ac(ratings), gwet_ac(ratings, weights="quadratic")
    assert weighted.form == "AC2 quadratic"
    assert weighted.value > plain.value + 0.1


@given(
    st.lists(st.lists(st.sampled_from([1, 2, 3]), min_size=3, max_size=3), min_size=10, max_size=30),
    st.randoms(use_true_random=False),
)
def test_order_does_not_matter(ratings, random):
    """Exchanging cases and raters leaves the coefficient and its interval as they are."""
    assume(len({rating for row in ratings for rating in row}) > 1)
    mixed = [random.sample(row, 3) for row in random.sample(ratings, len(ratings))]
    found, other = gwet_ac(ratings), gwet_ac(mixed)
    assert (other.value, other.low, other.high) == pytest.approx((found.value, found.low, found.high))
