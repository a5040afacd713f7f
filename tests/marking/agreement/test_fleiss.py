"""Fleiss' kappa."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mp_exercises.marking import refusal
from mp_exercises.marking.agreement import fleiss_kappa

from .tables import PSYCHIATRISTS, rows_of

tables = st.integers(10, 30).flatmap(
    lambda n: st.lists(st.lists(st.sampled_from("abc"), min_size=3, max_size=3), min_size=n, max_size=n)
)


def test_a_published_table():
    """Six psychiatrists have a kappa of 0.4139265, as the overview of irrCAC prints it."""
    found = fleiss_kappa(rows_of(PSYCHIATRISTS))
    assert found.value == pytest.approx(0.4139265, abs=1e-7)
    assert (found.n, found.raters, found.interval, found.draws) == (15, 6, "bootstrap", 2000)
    assert found.low < found.value < found.high


def test_the_interval_covers():
    """Of 200 samples from raters whose kappa is known, the 95% interval holds it about 95 times in 100."""
    rng = np.random.default_rng(5)
    inside = 0
    for _ in range(200):
        truth = rng.integers(0, 2, 60)
        # Each of three raters is right with probability 0.9, so that kappa is (2 x 0.9 - 1) squared.
        ratings = np.where(rng.random((60, 3)) < 0.9, truth[:, None], 1 - truth[:, None])
        found = fleiss_kappa(ratings, draws=300)
        inside += found.low <= 0.64 <= found.high
    assert 0.89 <= inside / 200 <= 0.99


def test_a_gap_is_refused():
    """A missing rating is refused, with the coefficient that takes gaps."""
    ratings = rows_of(PSYCHIATRISTS)
    ratings[0][0] = None
    with pytest.raises(refusal.Refused, match="Krippendorff's alpha takes ratings with gaps"):
        fleiss_kappa(ratings)


@given(tables, st.randoms(use_true_random=False))
def test_order_does_not_matter(ratings, random):
    """Exchanging cases and raters leaves the coefficient and its interval as they are."""
    assume(len({rating for row in ratings for rating in row}) > 1)
    mixed = [random.sample(row, len(row)) for row in random.sample(ratings, len(ratings))]
    try:
        found = fleiss_kappa(ratings, draws=50)
    except refusal.Refused as refused:
        assert "too little variation" in str(refused)  # noqa: PT017 (a refusal is one of two right ends)
        return
    assert fleiss_kappa(mixed, draws=50) == found
