"""Probation: correlations beside SciPy, Thorndike's correction beside the truth, and how many it takes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from mp_exercises.exercise import read_yaml
from mp_exercises.marking.refusal import Refused
from mp_exercises.panel.example import write_example
from mp_exercises.panel.folder import check, open_folder
from mp_exercises.panel.probation import corrected, correlation, hires_needed, power
from mp_exercises.panel.probation.collecting import followed
from mp_exercises.panel.probation.report import AVERAGES, probation_lines, validities
from mp_exercises.place import source_root

from .conftest import put


def test_the_correlation_and_its_interval_are_scipy_s():
    """Pearson's r and Fisher's interval are those of SciPy."""
    rng = np.random.default_rng(1)
    x = rng.normal(3, 1, 30)
    y = 0.5 * x + rng.normal(0, 1, 30)
    theirs = stats.pearsonr(x, y)
    ends = theirs.confidence_interval(0.95)
    found = correlation(x, y)
    assert (found.value, found.low, found.high) == pytest.approx((theirs.statistic, *ends), abs=1e-9)


def test_thorndike_s_correction_gives_back_the_truth():
    """From the exact moments of a normal pair whose upper part was chosen it returns the correlation."""
    for true in (0.2, 0.42, 0.7):
        spread = stats.truncnorm(0.3, np.inf).std()
        inside = true * spread / np.sqrt(true**2 * spread**2 + 1 - true**2)
        assert corrected(inside, 1 / spread) == pytest.approx(true, abs=1e-9)


def test_how_many_hires_it_takes():
    """Cohen's (1988) table has 84 to 85 for r = .30 with power .80; and power rises with people."""
    assert hires_needed(0.30) == 85
    assert power(0.30, 85) >= 0.80 > power(0.30, 84)
    assert hires_needed(0.42) == 43
    assert power(0.42, 10) < 0.3


def test_the_power_is_what_draws_show():
    """The share of drawn samples whose interval leaves out nought is near the reckoned power."""
    rng = np.random.default_rng(2)
    n, true = 43, 0.42
    x = rng.normal(size=(4000, n))
    y = true * x + np.sqrt(1 - true**2) * rng.normal(size=(4000, n))
    r = [np.corrcoef(a, b)[0, 1] for a, b in zip(x, y, strict=True)]
    found = np.mean(np.abs(np.arctanh(r)) * np.sqrt(n - 3) > stats.norm.ppf(0.975))
    assert found == pytest.approx(power(true, n), abs=0.025)


def test_the_averages_are_those_of_the_evidence():
    """What the power is reckoned for are the average validities that the book holds."""
    facts = {one["id"]: one["figure"] for one in read_yaml(source_root() / "book" / "evidence.yaml").data}
    averages = read_yaml(AVERAGES).data
    book = [
        float(facts[f"validity-{name}"])
        for name in ("structured", "work-sample", "judgement", "unstructured")
    ]
    assert averages["look_for"] == book
    assert averages["structured_interview"] == book[0]


@pytest.mark.parametrize("people", [3, 19])
def test_too_few_are_refused(people):
    """Below twenty people there is no correlation, and the reason says why."""
    with pytest.raises(Refused, match=f"people: {people}, and it needs at least 20"):
        correlation(np.arange(people), np.arange(people)[::-1])


def test_scores_that_do_not_vary_are_refused():
    """A correlation with a constant is none."""
    with pytest.raises(Refused, match="same score"):
        correlation([3] * 30, range(30))


def rows(numbers, rng, blind="yes"):
    """Return probation rows for two qualities."""
    return [
        {
            "candidate": one,
            "criterion": quality,
            "week": 10,
            "score": float(rng.integers(1, 6)),
            "blind": blind,
        }
        for one in numbers
        for quality in ("clarity", "empathy")
    ]


def test_one_campaign_is_too_few_and_several_may_do(copy):
    """Six people are refused with the hires that it would take; four campaigns of six give an interval."""
    folder = open_folder(copy)
    put(copy, "probation", rows(folder.present, np.random.default_rng(3)))
    one = validities(followed([folder]))
    assert isinstance(one["clarity"], Refused)
    pairs = followed([folder])
    text = "\n".join(probation_lines([folder], pairs, one))
    assert "a true correlation of 0.42: 43" in text
    assert "With 6 people" in text
    four = followed([folder] * 4)
    assert four.people == 24
    found = validities(four)["clarity"]
    assert found.found.n == 24
    assert found.found.low < found.found.value < found.found.high


def test_scores_that_were_not_blind_are_left_out(copy):
    """Rows from somebody who had seen the selection sheets are counted and not used."""
    folder = open_folder(copy)
    rng = np.random.default_rng(4)
    put(copy, "probation", rows(folder.present[:3], rng) + rows(folder.present[3:], rng, blind="no"))
    found = followed([folder])
    assert (found.people, found.not_blind) == (3, 6)


def test_range_restriction_is_told_with_its_conditions(copy):
    """Where only some were followed the corrected figure comes with what it takes for granted."""
    folder = open_folder(copy)
    put(copy, "probation", rows(folder.present[:5], np.random.default_rng(5)))
    folders = [folder] * 4
    pairs = followed(folders)
    text = "\n".join(probation_lines(folders, pairs, validities(pairs)))
    assert "if the link is straight" in text


def test_the_invented_campaign_whose_people_were_followed(tmp_path):
    """Every command's way to probation can be tried: enough people, some left out, no figure refused."""
    folder = write_example(tmp_path / "over", followed=True)
    assert "probation.csv" in check(folder.path)[1]
    found = followed([folder])
    assert found.people >= 20
    assert found.not_blind > 0
    assert not any(isinstance(one, Refused) for one in validities(found).values())
