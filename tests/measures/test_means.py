"""Means and slopes beside SciPy's and statsmodels'."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.api import OLS, add_constant
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import DescrStatsW

from mp_exercises.marking.refusal import Refused, minima
from mp_exercises.measures.means import holm, mean, slope


@pytest.mark.parametrize("seed", range(3))
def test_a_mean_has_statsmodels_interval(seed):
    """Mean and interval are statsmodels', to 1e-6."""
    values = np.random.default_rng(seed).normal(3, 1, 25)
    found = mean(values, "skill-change")
    assert (found.low, found.high) == pytest.approx(DescrStatsW(values).tconfint_mean(), abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_a_slope_is_a_regression(seed):
    """Slope, interval and p value are those of statsmodels' regression, to 1e-6."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 3, 30), rng.normal(size=30)
    found, fit = slope(x, y, "rater-drift"), OLS(y, add_constant(x)).fit()
    assert found.estimate.value == pytest.approx(fit.params[1], abs=1e-6)
    assert (found.estimate.low, found.estimate.high) == pytest.approx(fit.conf_int()[1], abs=1e-6)
    assert found.p == pytest.approx(fit.pvalues[1], abs=1e-6)


def test_holm_as_statsmodels():
    """Adjusted p values are statsmodels', to 1e-6, in the order given."""
    p = [0.2, 0.01, 0.04, 0.03, 0.9, 0.01]
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], abs=1e-6)
    assert holm([]) == []


def test_what_is_refused():
    """Values that are all the same, or all on one line, give no error to reckon with."""
    with pytest.raises(Refused, match="every value is the same"):
        mean([2.0] * 20, "skill-change")
    with pytest.raises(Refused, match="all are of one time"):
        slope([1.0] * 20, range(20), "rater-drift")
    with pytest.raises(Refused, match="on one line"):
        slope(range(20), range(20), "rater-drift")
    with pytest.raises(Refused, match="units: 7, and it needs at least 8"):
        mean(range(7), "skill-change")


@pytest.mark.parametrize(("statistic", "n", "half"), [("goal-progress", 9, 0.8), ("skill-change", 7, 0.9)])
def test_the_reasons_are_so(statistic, n, half):
    """The interval of as few as the reason names reaches as far as it says."""
    assert f"with {n} " in minima()[statistic].why
    assert f"{half} standard deviations" in minima()[statistic].why
    assert round(stats.t.ppf(0.975, n - 1) / np.sqrt(n), 1) == half
