"""Goals: T-scores, families' own ratings, and whose goals they are."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.goals import attainment, ownership, progress, t_score, t_scores

levels = st.lists(st.integers(-2, 2), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("given_levels", "weights", "expected"),
    [([1, 1, 1], None, 63.69), ([-1, -1, -1], None, 36.31), ([1, 0, -1], [3, 2, 1], 54.41)],
)
def test_the_vectors_of_the_evidence(given_levels, weights, expected):
    """The three T-scores of evidence.md section 4, to the digits printed."""
    assert t_score(given_levels, weights) == pytest.approx(expected, abs=0.005)


def test_the_formula_by_hand():
    """Three equal goals, each one level above, are 50 + 30 / sqrt(4.8), to 1e-6."""
    assert t_score([1, 1, 1]) == pytest.approx(50 + 30 / sqrt(4.8), abs=1e-6)
    assert t_score([2], rho=0.9) == pytest.approx(70, abs=1e-6)


@given(levels, st.floats(0.1, 10), st.floats(0, 0.9))
def test_what_does_not_change_a_score(given_levels, scale, rho):
    """All as expected is 50, weights count only beside each other, and turning levels round mirrors it."""
    weights = np.arange(1, len(given_levels) + 1)
    found = t_score(given_levels, weights, rho=rho)
    assert t_score([0] * len(given_levels), weights, rho=rho) == 50
    assert t_score(given_levels, weights * scale, rho=rho) == pytest.approx(found)
    assert t_score([-level for level in given_levels], weights, rho=rho) == pytest.approx(100 - found)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 2), st.integers(1, 5)), min_size=1, max_size=30))
def test_a_tables_scores_are_each_familys(rows):
    """A table's T-scores are those of its families one by one."""
    frame = pd.DataFrame(rows, columns=["family", "level", "weight"]).astype({"family": str, "level": float})
    found = t_scores(frame)
    for family, own in frame.groupby("family"):
        assert found[family] == pytest.approx(t_score(own["level"], own["weight"]))


def goals(families=20):
    """Return an invented table: two goals a family, the second a bottom line."""
    rows = []
    for n in range(families):
        rows.append((f"F{n}", "own" if n % 2 else "agreed", -1.0, float(n % 4 - 1), 2.0, 2.0 + n % 5, 1.0))
        rows.append((f"F{n}", "required", -2.0, np.nan if n == 0 else -1.0, 3.0, np.nan, np.nan))
    heads = ["family", "owner", "level_start", "level", "rating_start", "rating", "weight"]
    return pd.DataFrame(rows, columns=heads)


def test_attainment_shows_levels_beside_scores():
    """The levels are counted, goals without one are left out and said, and change is of the same goals."""
    found = attainment(goals())
    assert found.levels == {-2: 0, -1: 24, 0: 5, 1: 5, 2: 5}
    assert found.without == 1
    one = found.families.set_index("family").loc["F0"]
    assert (one["t"], one["t_start"]) == (40.0, 40.0)
    other = found.families.set_index("family").loc["F3"]
    assert other["t"] == pytest.approx(t_score([2, -1]))
    assert other["t_start"] == pytest.approx(t_score([-1, -2]))
    assert found.change.n == 20


def test_progress_counts_each_family_once():
    """A family's goals are averaged before families are, and goals not rated twice are left out."""
    found = progress(goals())
    assert found.change.value == pytest.approx(np.mean([n % 5 for n in range(20)]))
    assert (found.up, found.same, found.down, found.without) == (16, 4, 0, 20)


def test_ownership_keeps_bottom_lines_apart():
    """Half the families have a goal of their own; a family with bottom lines alone owns none."""
    frame = goals(40)
    found = ownership(frame)
    assert (found.own.value, found.own_or_agreed.value, found.only_required) == (0.5, 1.0, 0)
    assert found.goals == {"own": 20, "agreed": 20, "required": 40}
    bare = frame[frame["owner"] == "required"]
    assert ownership(bare).own.value == 0
    assert ownership(bare).only_required == 40


def test_what_is_refused():
    """Nothing to rest on, levels beyond the scale and weights of nothing are refused with the reason."""
    bare = goals()[["family"]]
    for call, why in [
        (lambda: attainment(bare), "no goal has a level"),
        (lambda: progress(bare), "no ratings at the start"),
        (lambda: ownership(bare), "nobody said whose"),
        (lambda: t_score([3]), "beyond -2 to 2"),
        (lambda: t_score([1], [0]), "weight is not above 0"),
        (lambda: t_score([]), "there is no goal"),
    ]:
        with pytest.raises(Refused, match=why):
            call()
    with pytest.raises(ValueError, match="rho 1; right would be"):
        t_score([1], rho=1)
    few = attainment(goals(9))
    assert isinstance(few.score, Refused)
    assert "units: 9, and it needs at least 10" in str(few.score)
