"""Fairness: tests and intervals beside published examples and other libraries, and nobody to be seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from mp_exercises.exercise import read_yaml
from mp_exercises.marking.refusal import Refused
from mp_exercises.panel.fairness import compared, difference, fisher, ratio
from mp_exercises.panel.fairness.ratios import compare
from mp_exercises.panel.fairness.report import fairness_frames, fairness_lines
from mp_exercises.panel.folder import open_folder
from mp_exercises.place import source_root

from .conftest import put

PART = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_the_invented_year_of_the_page():
    """Part 4's page has p = 0.41 for one year, 0.05 for five, and a ratio of 0.6."""
    assert round(fisher((6, 12), (3, 10)).p, 2) == 0.41
    assert round(fisher((30, 60), (15, 50)).p, 2) == 0.05
    assert ratio((3, 10), (6, 12))[0] == pytest.approx(0.6)


def test_fisher_s_tea():
    """The lady who tasted three of four cups of each kind rightly has p = 34/70, two-sided (Fisher 1935)."""
    found = fisher((3, 4), (1, 4))
    assert found.p == pytest.approx(34 / 70, abs=1e-12)
    assert found.mid_p == pytest.approx(34 / 70 - 16 / 70, abs=1e-12)


@settings(max_examples=60)
@given(PART, PART)
def test_fisher_is_scipy_s(first, second):
    """On any table the p is SciPy's, and the mid-p is below it."""
    table = [[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]]
    found = fisher(first, second)
    assert found.p == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-6)
    assert 0 <= found.mid_p <= found.p


def test_the_difference_is_newcombe_s():
    """Newcombe (1998), table II: 56 of 70 against 48 of 80 is 0.2000, from 0.0524 to 0.3339."""
    assert difference((56, 70), (48, 80)) == pytest.approx((0.2, 0.0524314724, 0.3338726540), abs=1e-9)


def test_the_ratio_is_koopman_s():
    """Koopman (1984): 36 of 40 against 16 of 80 is 4.5, from 2.94 to 7.15."""
    found = ratio((36, 40), (16, 80))
    assert found[0] == pytest.approx(4.5)
    assert [round(end, 2) for end in found[1:]] == [2.94, 7.15]


@settings(max_examples=40)
@given(PART.filter(lambda part: 0 < part[0] < part[1]), PART.filter(lambda part: 0 < part[0] < part[1]))
def test_intervals_are_those_of_statsmodels(first, second):
    """On any table with something of everything both intervals are those of statsmodels."""
    given_to = (*first, *second)
    newcombe = confint_proportions_2indep(*given_to, method="newcomb", compare="diff")
    assert difference(first, second)[1:] == pytest.approx(tuple(newcombe), abs=1e-6)
    score = confint_proportions_2indep(*given_to, method="score", compare="ratio", correction=False)
    if np.isfinite(score).all():
        assert ratio(first, second)[1:] == pytest.approx(tuple(score), rel=1e-5)


@pytest.mark.parametrize(("first", "second"), [((0, 10), (6, 12)), ((10, 10), (12, 12)), ((4, 10), (0, 12))])
def test_none_and_all_have_intervals_too(first, second):
    """With nobody or everybody in a group the ratio's interval still holds the ratio."""
    value, low, high = ratio(first, second)
    assert low <= value <= high


def year(copy, groups):
    """Put a year into a copy: by group, how many went on of how many came."""
    people = [
        (f"C{n:03d}", group, n_in < on)
        for n, (group, n_in, on) in enumerate(
            (group, k, on) for group, (on, came) in groups.items() for k in range(came)
        )
    ]
    put(copy, "candidates", [{"candidate": one, "state": "not invited"} for one, _, _ in people])
    put(copy, "outcomes", [])
    put(copy, "adjustments", [])
    put(copy, "monitoring", [{"candidate": one, "trained": group} for one, group, _ in people], ("trained",))
    put(
        copy,
        "stages",
        [{"candidate": one, "stage": "visit", "went_on": "yes" if on else "no"} for one, _, on in people],
    )
    return open_folder(copy)


def test_a_small_group_is_left_out_without_its_size(copy):
    """A group of fewer than ten is named nowhere, nor is how many it has, nor a total that would tell."""
    folder = year(copy, {"here": (20, 40), "abroad": (8, 20), "elsewhere": (1, 3)})
    found = compared([folder])
    text = "\n".join(fairness_lines([folder], found))
    assert "elsewhere" not in text
    assert "63" not in text
    assert "of 3 " not in text
    assert "needs at least 10" in text
    assert len(found[0].comparisons) == 1


def test_small_counts_give_rounded_figures_alone(copy):
    """With three who went on, counts, rate and ratio are not shown, and p and the gap are coarse."""
    folder = year(copy, {"here": (6, 12), "abroad": (3, 10)})
    found = compared([folder])
    text = "\n".join(fairness_lines([folder], found))
    assert "abroad: too few on one side to be shown" in text
    assert "p is about 0.4" in text
    assert "0.41" not in text
    assert "3 of 10" not in text
    row = fairness_frames(found)["fairness"].iloc[0]
    assert row["p"] == 0.4
    assert row.isna()["ratio"]
    assert row["difference_low"] * 10 == pytest.approx(round(row["difference_low"] * 10))


def test_years_add_up(copy, tmp_path):
    """Several folders are counted together, as the page carries its counts on."""
    folder = year(copy, {"here": (6, 12), "abroad": (3, 10)})
    found = compared([folder] * 5)
    assert round(found[0].comparisons[0].test.p, 2) == 0.05
    assert found[0].comparisons[0].counts == ((15, 50), (30, 60))


def test_four_fifths_never_stands_alone(copy):
    """Where the rule of thumb is named, the test and its reading stand before it."""
    folder = year(copy, {"here": (30, 60), "abroad": (15, 50)})
    lines = list(fairness_lines([folder], compared([folder])))
    place = next(n for n, line in enumerate(lines) if "four fifths" in line and "rule of thumb" in line)
    assert "Fisher" in lines[place - 2]
    assert "luck" in lines[place - 1].lower()


def test_the_law_is_said_as_the_evidence_has_it(copy):
    """The words on British law are the figure and the limit of the book's evidence, and no more."""
    facts = {one["id"]: one for one in read_yaml(source_root() / "book" / "evidence.yaml").data}
    folder = open_folder(copy)
    law = list(fairness_lines([folder], compared([folder])))[-1]
    assert facts["equality-act"]["figure"] in law
    assert "secondary page" in law
    assert "no legal advice" in law


def test_two_groups_below_ten_are_refused():
    """The comparison itself refuses, with its reason, whoever asks for it."""
    with pytest.raises(Refused, match="smaller group: 9, and it needs at least 10"):
        compare(("a", (4, 9)), ("b", (20, 40)))
