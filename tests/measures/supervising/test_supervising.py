"""Supervision that was listened to: each supervisor counts once, beside statsmodels."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.example import authority
from mp_exercises.measures.supervising import supervision


@pytest.fixture(scope="module")
def sheets():
    """Return invented sheets of sessions."""
    return authority()["supervision"]


def test_the_rating_counts_each_supervisor_once(sheets):
    """Mean and interval are statsmodels' of the supervisors' means of their sessions' means, to 1e-6."""
    found = supervision(sheets)
    once = sheets.groupby(["supervisor", "session"])["rating"].mean().groupby("supervisor").mean()
    assert found.units == "supervisor"
    assert found.rating.n == len(once) == 9
    assert found.rating.value == pytest.approx(once.mean(), abs=1e-6)
    expected = DescrStatsW(once).tconfint_mean()
    assert (found.rating.low, found.rating.high) == pytest.approx(expected, abs=1e-6)


def test_what_was_heard_allows_for_supervisors(sheets):
    """A share has statsmodels' Wilson interval for its cluster-robust effective number, to 1e-6."""
    found = supervision(sheets).heard["rehearsal"]
    heard = (sheets["rehearsal"] == "heard").to_numpy(dtype=np.float64)
    groups = pd.factorize(sheets["supervisor"])[0]
    fit = sm.OLS(heard, np.ones(len(heard))).fit()
    robust = fit.get_robustcov_results("cluster", groups=groups, use_correction=False)
    number = groups.max() + 1
    variance = robust.bse[0] ** 2 * number / (number - 1)
    plain = heard.mean() * (1 - heard.mean()) / len(heard)
    size = len(heard) / max(1.0, variance / plain)
    expected = proportion_confint(heard.mean() * size, size, method="wilson")
    assert found.value == pytest.approx(heard.mean(), abs=1e-6)
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-6)


def test_one_supervisor_is_measured_by_sessions(sheets):
    """Where only one supervisor is looked at, sessions count once each."""
    one = sheets[sheets["supervisor"] == sheets["supervisor"].iloc[0]]
    found = supervision(one)
    assert (found.units, found.rating.n) == ("session", one["session"].nunique())


def test_few_supervisors_are_refused(sheets):
    """Four supervisors are too few for a mean and for shares, and the reason says so."""
    few = sheets[sheets["supervisor"].isin(sorted(sheets["supervisor"].unique())[:4])]
    found = supervision(few)
    for one in (found.rating, *found.heard.values()):
        assert isinstance(one, Refused)
        assert "units: 4, and it needs at least 5" in f"{one}"
