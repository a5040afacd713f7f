"""Levels by criterion, where a first marker's comment says them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.course.moderating.levels import levels_in, pack, unpack
from mp_exercises.exercise.kinds.reflection import Criterion

RUBRIC = [Criterion(id=name, name=name, levels=("no", "some", "much", "all")) for name in ("a", "b", "c")]
NONE = (None, None, None)


@pytest.mark.parametrize(
    ("comment", "levels"),
    [
        ("Levels: 2 3 1", (2, 3, 1)),
        ("A clear beginning.\nlevels: 2, 3, 1. Then it drifts.", (2, 3, 1)),
        ("LEVELS=0/0/3", (0, 0, 3)),
        ("Level: 2 3 1", (2, 3, 1)),
        ("", NONE),
        ("It levels out after 2 3 1 lines", NONE),
        ("Levels: 2 3", NONE),
        ("Levels: 2 3 1 1", NONE),
        ("Levels: 2 3 4", NONE),
        ("Levels: 2 3 -1", NONE),
        ("levels: two, three, one", NONE),
        ("He levels 2 3 1 accusations", NONE),
    ],
)
def test_levels_in_a_comment(comment, levels):
    """Just one level for each criterion is taken; anything else is no levels, and no error."""
    assert levels_in(comment, RUBRIC) == levels


@given(st.text())
def test_no_comment_breaks_it(comment):
    """Whatever a comment holds, there is a level or none for each criterion."""
    assert len(levels_in(comment, RUBRIC)) == len(RUBRIC)
    assert len(levels_in(f"levels: {comment}", RUBRIC)) == len(RUBRIC)


@given(st.tuples(*[st.none() | st.integers(0, 5)] * 3))
def test_kept_as_json(levels):
    """Levels come back as they were kept."""
    assert unpack(pack(levels)) == levels
