"""Shares of rows that belong together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.api import OLS
from statsmodels.stats.proportion import proportion_confint

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.shares import clustered_share, design_effect, share

NAME = "rereferral-rate"


def test_a_share_has_the_interval_of_statsmodels():
    """The interval of independent units is statsmodels' Wilson interval, to 1e-6."""
    found = share(37, 211, NAME)
    expected = proportion_confint(37, 211, method="wilson")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_design_effect_is_a_cluster_robust_variance(seed):
    """The variance is statsmodels' cluster-robust one of a mean, to 1e-6, and the interval rests on it."""
    rng = np.random.default_rng(seed)
    cluster = rng.integers(0, 60, 300)
    rows = (rng.random(60)[cluster] + rng.random(300) > 1.2).astype(float)
    fit = OLS(rows, np.ones(300)).fit(cov_type="cluster", cov_kwds={"groups": cluster})
    place = np.unique(cluster, return_inverse=True)[1]
    plain = rows.mean() * (1 - rows.mean()) / 300
    effect = design_effect(rows, place)
    assert effect > 1
    assert effect * plain == pytest.approx(fit.bse[0] ** 2, abs=1e-6)
    found = clustered_share(rows, cluster, NAME)
    expected = proportion_confint(rows.mean() * 300 / effect, 300 / effect, method="wilson")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-6)


def test_siblings_make_an_interval_wider():
    """A hundred families of three who all share one fate say no more than a hundred children."""
    fate = np.repeat([1.0] * 20 + [0.0] * 80, 3)
    found = clustered_share(fate, np.repeat(range(100), 3), NAME)
    alone = share(20, 100, NAME)
    assert (found.low, found.high) == pytest.approx((alone.low, alone.high), abs=0.002)


@given(st.lists(st.booleans(), min_size=20, max_size=60))
def test_rows_that_stand_alone_are_never_taken_for_more(rows):
    """With one row a cluster the interval is never narrower than Wilson's of as many rows."""
    found = clustered_share(rows, range(len(rows)), NAME)
    plain = share(sum(rows), len(rows), NAME)
    assert found.value == pytest.approx(plain.value)
    assert found.low <= plain.low + 1e-12
    assert found.high >= plain.high - 1e-12


def test_too_few_are_refused():
    """Sixty children of nineteen families are nineteen, and too few."""
    with pytest.raises(Refused, match="units: 19, and it needs at least 20"):
        clustered_share([1, 0, 0] * 19, np.repeat(range(19), 3), NAME)
