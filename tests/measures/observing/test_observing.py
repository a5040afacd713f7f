"""Double-coded observations: agreement by skill and pair, leniency and drift."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.api import OLS, add_constant

from mp_exercises.marking.agreement import icc, krippendorff_alpha
from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.observing import (
    by_pair,
    by_skill,
    codings_needed,
    differences,
    double_coded,
    drift,
    expected_width,
    leniency,
)

SKILLS = ["evocation", "empathy"]


def rated(count=60, seed=0, *, lenient=0.0, moving=0.0, raters=("P1", "P2", "P3"), together=2):
    """Return observations by pairs of raters: P1 may be lenient, and P2 may move by points a year."""
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(count):
        day = pd.Timestamp("2024-01-01") + pd.Timedelta(days=int(730 * n / count))
        truth = rng.normal(3, 0.8, len(SKILLS))
        for place in rng.permutation(len(raters))[:together]:
            rater = raters[place]
            own = truth + rng.normal(0, 0.4, len(SKILLS))
            own += lenient * (rater == "P1") + moving * n / count * 2 * (rater == "P2")
            rows.append((f"O{n:03d}", day, rater, *np.clip(np.round(own), 1, 5)))
    return pd.DataFrame(rows, columns=["observation", "observed_on", "rater", *SKILLS])


def test_what_is_double_coded():
    """Observations of one rater are counted and left out, and a skill with one rating is no pair."""
    frame = rated(20)
    frame.loc[0, "empathy"] = np.nan
    alone = frame.iloc[[0]].assign(observation="alone")
    found = double_coded(pd.concat([frame, alone]))
    assert (found.observations, found.double) == (21, 20)
    assert found.skills == ("evocation", "empathy")
    assert len(found.wide("empathy")) == 19
    assert len(found.wide("evocation")) == 20


def test_agreement_is_that_of_the_tables():
    """By skill, ICC(1,1) and alpha are the ones of the skill's own table of pairs."""
    frame = rated(40)
    double = double_coded(frame)
    for found in by_skill(double):
        table = frame.groupby("observation")[found.skill].apply(list).to_list()
        assert found.icc.form == "1,1"
        assert found.icc.value == pytest.approx(icc(table, "1,1").value)
        alpha = krippendorff_alpha(double.wide(found.skill).to_numpy(), "ordinal")
        assert (found.alpha.value, found.alpha.low) == pytest.approx((alpha.value, alpha.low), abs=0.02)
        assert found.alpha.value == pytest.approx(alpha.value, abs=1e-9)


def test_the_same_two_raters_are_known():
    """Where the same two people rated everything, the form is the one that holds their leniency too."""
    found = by_skill(double_coded(rated(40, raters=("P1", "P2"))))
    assert {one.icc.form for one in found} == {"2,1"}


def test_three_raters_of_some():
    """The ICC takes the observations by the number of raters that is most common, and alpha takes all."""
    frame = pd.concat(
        [rated(30), rated(12, 1, together=3).assign(observation=lambda f: "X" + f["observation"])]
    )
    (first, _) = by_skill(double_coded(frame))
    assert (first.raters, first.units, first.alpha.n) == (2, 30, 42)


def test_kappa_of_a_pair():
    """Each pair's kappa is scikit-learn's with quadratic weights, to 1e-6, and small pairs are left out."""
    frame = rated(90)
    double = double_coded(frame)
    wide = double.wide("empathy")
    pairs = list(by_pair(double, "empathy"))
    assert len(pairs) == 3
    for pair in pairs:
        both = wide[[pair.first, pair.second]].dropna()
        expected = cohen_kappa_score(
            both[pair.first], both[pair.second], weights="quadratic", labels=list(range(1, 6))
        )
        assert pair.kappa.value == pytest.approx(expected, abs=1e-6)
    assert list(by_pair(double, "empathy", least=60)) == []


def test_a_lenient_rater_is_found():
    """A rater who gives more lies above the others, and they lie below, each with an interval."""
    found = leniency(differences(double_coded(rated(90, lenient=0.8))))
    assert found["P1"].low > 0.4
    assert found["P2"].high < 0
    assert found["P3"].high < 0


def test_differences_are_from_the_others():
    """With three raters each is set beside the mean of the other two."""
    frame = pd.DataFrame(
        [
            ("O1", pd.Timestamp("2024-01-01"), rater, score)
            for rater, score in zip("abc", (1, 3, 5), strict=True)
        ],
        columns=["observation", "observed_on", "rater", "empathy"],
    )
    found = differences(double_coded(frame)).set_index("rater")["difference"]
    assert found.to_dict() == {"a": -3.0, "b": 0.0, "c": 3.0}


def test_a_rater_who_drifts_is_found():
    """A rater who moves by half a point a year is found, with the regression's slope to 1e-6."""
    rows = differences(double_coded(rated(150, moving=0.8)))
    found = drift(rows)
    assert found["P2"].drifts
    assert found["P2"].a_year.low > 0.3
    own = rows[rows["rater"] == "P2"]
    years = (own["observed_on"] - own["observed_on"].min()).dt.days / 365.25
    fit = OLS(own["difference"].to_numpy(), add_constant(years.to_numpy())).fit()
    assert found["P2"].a_year.value == pytest.approx(fit.params[1], abs=1e-6)


def test_steady_raters_are_seldom_accused():
    """In 100 teams whose raters do not move, fewer than 12 have a rater who is said to drift."""
    accused = 0
    for seed in range(100):
        found = drift(differences(double_coded(rated(60, seed))))
        accused += any(not isinstance(one, Refused) and one.drifts for one in found.values())
    assert accused < 12


def test_a_rater_with_few_is_refused():
    """A rater with nine observations gets no leniency, and the reason."""
    frame = rated(40)
    few = frame[frame["rater"] == "P1"].iloc[9:]["observation"]
    rows = differences(double_coded(frame[~((frame["rater"] == "P1") & frame["observation"].isin(few))]))
    assert isinstance(leniency(rows)["P1"], Refused)


@pytest.mark.parametrize("value", [0.4, 0.6, 0.75, 0.9])
@pytest.mark.parametrize("width", [0.1, 0.2, 0.3])
def test_codings_needed_beside_bonett(value, width):
    """The number is the least that suffices, and near Bonett's (2002) approximation."""
    n = codings_needed(value, width)
    assert expected_width(value, n, 2) <= width < expected_width(value, n - 1, 2)
    z = 1.959963984540054
    bonett = 8 * z**2 * ((1 - value) * (1 + value)) ** 2 / (2 * width**2) + 1
    assert n == pytest.approx(bonett + (5 * value if value >= 0.7 else 0), rel=0.15, abs=4)


def test_the_expected_width_is_an_iccs():
    """The width is that of ICC(1,1) on a table with just that coefficient, to 1e-6."""
    rng = np.random.default_rng(0)
    table = rng.normal(size=(30, 1)) + rng.normal(size=(30, 2))
    found = icc(table, "1,1")
    assert expected_width(found.value, 30, 2) == pytest.approx(found.high - found.low, abs=1e-6)
    with pytest.raises(ValueError, match="would need more than"):
        codings_needed(0.5, 0.0001)
