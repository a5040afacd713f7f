"""What a trainee is told of what an assessment can say."""

from __future__ import annotations

import pytest

from mp_exercises.course.assessment import read_assessment
from mp_exercises.course.folder import checkout_course
from mp_exercises.course.notebook import notebook_text
from mp_exercises.course.page import page_text
from mp_exercises.course.scope import scope
from mp_exercises.exercise import framework
from mp_exercises.marking.decision import rules


def test_what_is_judged_and_what_is_touched() -> None:
    """With fewer questions than a decision takes a competency is only touched on, and both are named."""
    least = rules().least_items
    told = scope({"empathy": least, "goals": least + 1, "clarity": least - 1})
    assert told.startswith("It asks often enough about empathy and goal-based practice to say")
    assert "only touches on clarity about concerns:" in told
    assert "only touches" not in scope({"empathy": least})
    assert "often enough" not in scope({"clarity": least - 1})
    assert "every competency of the framework" in scope(dict.fromkeys(framework().by_id, least))


@pytest.mark.parametrize(("slug", "thin"), [("the-whole-framework", False), ("choosing-people-well", True)])
def test_every_way_to_sit_says_it(slug: str, thin: bool) -> None:
    """The page and the notebook say at their head what is judged, and what is thin where something is."""
    content = checkout_course()
    assert content is not None
    loaded = read_assessment(content / "assessments" / f"{slug}.yaml", content / "keys" / f"{slug}.yaml")
    sentence = scope(loaded.assessment.blueprint)
    assert ("only touches on" in sentence) is thin
    for text in (page_text(loaded.assessment.public()), notebook_text(loaded)):
        assert sentence in text
