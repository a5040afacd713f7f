"""Overdispersion: whether counts vary more than chance, beside other libraries."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportions_chisquare

from mp_exercises.measures.charts import overdispersion
from mp_exercises.measures.published import islington


def test_shares_are_tested_as_statsmodels_does():
    """Chi-square and p of Islington's shares are statsmodels' test that all are equal, to 1e-6."""
    series = islington()
    found = overdispersion(series.counts, series.of)
    chi2, p, _ = proportions_chisquare(series.counts, series.of)
    assert (found.chi2, found.p) == pytest.approx((chi2, p), abs=1e-6, rel=1e-6)
    assert found.ratio == pytest.approx(chi2 / found.df, abs=1e-6)


def test_rates_are_tested_as_scipy_does():
    """Chi-square of rates is SciPy's of counts against those expected from exposure, to 1e-6."""
    rng = np.random.default_rng(4)
    of = rng.uniform(50, 300, 20)
    counts = rng.poisson(0.2 * of).astype(float)
    found = overdispersion(counts, of, shares=False)
    expected = stats.chisquare(counts, of * counts.sum() / of.sum())
    assert (found.chi2, found.p) == pytest.approx((expected.statistic, expected.pvalue), abs=1e-6)
