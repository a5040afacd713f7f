"""Change of skill beside statsmodels'."""

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.api import GLS
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.stats.power import TTestPower

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.change import decay, detectable, effects, needed, paired, power, random_intercept

HEADS = ["worker", "trained_on", "observed_on", "coaching", "score"]


def trained(workers=30, seed=0, *, gain=0.5, month=-0.05, session=0.06, spread=0.4, noise=0.3):
    """Return invented scores: one before, four after, half the workers coached monthly."""
    rng = np.random.default_rng(seed)
    day, rows = pd.Timestamp("2025-01-10"), []
    for n in range(workers):
        own = rng.normal(2.5, spread)
        for months in (-1, 1, 3, 6, 9):
            sessions = months if n % 2 and months > 0 else 0
            after = months > 0
            score = own + after * (gain + month * months + session * sessions) + rng.normal(0, noise)
            rows.append(
                (f"W{n}", day, day + pd.Timedelta(days=round(30.4375 * months)), float(sessions), score)
            )
    return pd.DataFrame(rows, columns=HEADS)


def statsmodels_fit(score, design, worker):
    """Return statsmodels' own fit, as near to the optimum as it gets."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = MixedLM(score, np.column_stack([np.ones(len(score)), design]), groups=worker)
        return model.fit(reml=True, method=["powell", "bfgs"], gtol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_the_mixed_model_is_statsmodels(seed):
    """Effects and variances are those of statsmodels' MixedLM, and errors those of its GLS with these."""
    rng = np.random.default_rng(seed)
    worker = np.sort(rng.integers(0, 25, 140))
    design = rng.normal(size=(140, 2))
    score = rng.normal(0, 0.7, 25)[worker] + design @ [0.5, -0.2] + rng.normal(0, 0.5, 140)
    found = random_intercept(score, design, list(worker), ("a", "b"))
    fit = statsmodels_fit(score, design, worker)
    values = [found.terms[name].value for name in ("a", "b")]
    assert values == pytest.approx(fit.fe_params[1:], abs=1e-6)
    assert (found.between, found.within) == pytest.approx((fit.cov_re[0, 0], fit.scale), abs=1e-6)
    alike = worker[:, None] == worker
    variance = fit.cov_re[0, 0] * alike + fit.scale * np.eye(140)
    other = GLS(score, np.column_stack([np.ones(140), design]), sigma=variance).fit()
    np.testing.assert_allclose(found.covariance, other.normalized_cov_params, atol=1e-6)
    half = stats.t.ppf(0.975, 25 - 3) * np.sqrt(other.normalized_cov_params[1, 1])
    assert found.terms["a"].high - found.terms["a"].value == pytest.approx(half, abs=1e-6)


def test_a_balanced_model_is_the_paired_test():
    """With one score before and one after, effect and error are those of SciPy's paired t, to 1e-6."""
    frame = trained(40)
    one = frame.groupby("worker").head(2)
    after = (one["observed_on"] > one["trained_on"]).to_numpy(dtype=float)[:, None]
    found = random_intercept(one["score"], after, list(one["worker"]), ("after",))
    by = one["score"].to_numpy().reshape(-1, 2)
    paired_test = stats.ttest_rel(by[:, 1], by[:, 0])
    effect = found.terms["after"].value
    assert effect == pytest.approx((by[:, 1] - by[:, 0]).mean(), abs=1e-6)
    assert effect / np.sqrt(found.covariance[1, 1]) == pytest.approx(paired_test.statistic, abs=1e-6)


def test_workers_who_do_not_differ():
    """Where workers differ by nothing, the variance between them is 0 and the fit is least squares."""
    rng = np.random.default_rng(1)
    worker = np.repeat(range(20), 4)
    score = np.tile([1.0, -1.0, 0.5, -0.5], 20) + rng.normal(0, 1e-3, 80)
    design = rng.normal(size=(80, 1))
    found = random_intercept(score, design, list(worker), ("a",))
    assert found.between == 0
    expected = np.linalg.lstsq(np.column_stack([np.ones(80), design]), score, rcond=None)[0][1]
    assert found.terms["a"].value == pytest.approx(expected, abs=1e-6)


def test_effects_cover_the_truth():
    """In 100 invented teams, the three intervals hold the true effects about 95 times in 100."""
    truth, inside = (
        {"training": 0.5, "month": -0.05, "session": 0.06},
        dict.fromkeys(("training", "month", "session"), 0),
    )
    for seed in range(100):
        found = effects(trained(20, seed))
        for name, term in found.terms.items():
            inside[name] += term.low <= truth[name] <= term.high
    assert all(89 <= count <= 100 for count in inside.values())


def test_effects_that_cannot_be_told_apart():
    """Where nobody was coached, nothing is said of coaching, or of anything else in its model."""
    frame = trained().assign(coaching=0.0)
    with pytest.raises(Refused, match="training, month, session cannot be told apart"):
        effects(frame)


def test_paired_takes_who_was_seen_twice():
    """A worker's means before and after stand side by side; who has one alone is counted and left out."""
    frame = trained(12)
    late = frame["observed_on"] > frame["trained_on"]
    cut = frame[~((frame["worker"] == "W0") & late) & ~((frame["worker"] == "W1") & ~late)]
    found = paired(cut)
    assert (found.only_before, found.only_after, len(found.pairs)) == (1, 1, 10)
    own = cut[(cut["worker"] == "W3") & (cut["observed_on"] > cut["trained_on"])]
    row = found.pairs.set_index("worker").loc["W3"]
    assert (row["after"], row["coaching"]) == (pytest.approx(own["score"].mean()), 9)
    expected = stats.ttest_1samp(found.pairs["change"], 0).confidence_interval()
    assert (found.change.low, found.change.high) == pytest.approx(tuple(expected), abs=1e-6)


def test_the_day_of_the_training_is_before():
    """An observation on the day of the training itself cannot show what it did."""
    frame = trained(10)
    on_the_day = frame.assign(observed_on=frame["trained_on"])
    assert paired(on_the_day).only_before == 10


def test_decay_with_coaching_and_without():
    """The slopes of an invented team are near those it was made with, and statsmodels' to 1e-6."""
    frame = trained(120, month=-0.05, session=0.05)
    found = decay(frame)
    assert found.without.low <= -0.05 <= found.without.high
    assert found.coached.low <= 0 <= found.coached.high
    assert found.difference.low > 0
    assert (found.workers_without, found.workers_coached) == (60, 60)
    late = frame[frame["observed_on"] > frame["trained_on"]]
    months = (late["observed_on"] - late["trained_on"]).dt.days.to_numpy() / (365.25 / 12)
    coached = late["worker"].str[1:].astype(int).to_numpy() % 2
    fit = statsmodels_fit(
        late["score"].to_numpy(),
        np.column_stack([months, coached, months * coached]),
        late["worker"].to_numpy(),
    )
    assert found.without.value == pytest.approx(fit.fe_params[1], abs=1e-6)
    assert found.coached.value == pytest.approx(fit.fe_params[1] + fit.fe_params[3], abs=1e-6)


def test_decay_needs_both_sorts():
    """Without five workers of either sort there is no comparison."""
    with pytest.raises(Refused, match="coached workers: 0, and it needs at least 5"):
        decay(trained().assign(coaching=0.0))


@pytest.mark.parametrize("workers", [5, 12, 40])
@pytest.mark.parametrize("effect", [0.1, 0.4, -0.3])
def test_power_is_statsmodels(workers, effect):
    """The power of a paired comparison is statsmodels' of a one-sample t test, to 1e-6."""
    expected = TTestPower().power(abs(effect) / 0.5, workers, 0.05, alternative="two-sided")
    assert power(workers, effect, 0.5) == pytest.approx(expected, abs=1e-6)


def test_power_as_published():
    """For a medium effect of d = 0.5 it takes 34 pairs to have 80%, as power tables print."""
    assert needed(0.5, 1) == 34
    assert power(34, 0.5, 1) == pytest.approx(0.808, abs=5e-4)


def test_what_can_be_detected():
    """The least change that a team can see is found with just the power asked for."""
    for workers in (3, 12, 200):
        assert power(workers, detectable(workers, 0.6), 0.6) == pytest.approx(0.8, abs=1e-9)
    assert detectable(12, 0.6, chance=0.9) > detectable(12, 0.6)


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: power(1, 0.5, 1), "1 workers; right would be at least 2"),
        (lambda: power(5, 0.5, 0), "a spread of 0; right would be"),
        (lambda: needed(0, 1), "too small to be found"),
        (lambda: detectable(5, 1, chance=1), "a power of 1; right would be"),
    ],
)
def test_what_cannot_be_asked(call, why):
    """Numbers that make no question are named with what would be right."""
    with pytest.raises(ValueError, match=why):
        call()
