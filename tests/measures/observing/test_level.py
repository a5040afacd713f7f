"""The level of observed practice: each worker counts once, beside statsmodels."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.weightstats import DescrStatsW

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.example import authority
from mp_exercises.measures.observing import level


@pytest.fixture(scope="module")
def ratings():
    """Return invented ratings, many of them of the same visits."""
    return authority()["observations"]


@pytest.mark.parametrize("skill", ["empathy", "evocation"])
def test_each_worker_counts_once(skill, ratings):
    """Mean and interval are statsmodels' of workers' means over their observations, to 1e-6."""
    found = level(ratings)
    once = ratings.groupby(["worker", "observation"])[skill].mean().groupby("worker").mean()
    estimate = found.skills[skill]
    assert (found.units, estimate.n) == ("worker", len(once))
    assert estimate.value == pytest.approx(once.mean(), abs=1e-6)
    assert (estimate.low, estimate.high) == pytest.approx(DescrStatsW(once).tconfint_mean(), abs=1e-6)


def test_to_be_rated_more_often_changes_nothing(ratings):
    """Where every visit of one worker is rated again, alike, nobody counts more for it."""
    mine = ratings[ratings["worker"] == ratings["worker"].iloc[0]]
    again = level(pd.concat([ratings, mine.assign(rater=mine["rater"] + " again")])).whole
    whole = level(ratings).whole
    assert (again.value, again.low, again.high) == pytest.approx(
        (whole.value, whole.low, whole.high), abs=1e-9
    )


def test_one_worker_is_measured_by_observations(ratings):
    """A single worker's level rests on observations, and four of these are refused."""
    mine = ratings[ratings["worker"] == ratings["worker"].iloc[0]]
    found = level(mine)
    assert (found.units, found.whole.n) == ("observation", mine["observation"].nunique())
    few = mine[mine["observation"].isin(mine["observation"].unique()[:4])]
    assert isinstance(level(few).whole, Refused)
    assert np.isfinite(found.whole.value)
