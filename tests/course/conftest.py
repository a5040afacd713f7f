"""A cohort that is marked, by the record and by people."""

import pytest

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.player.sit import MARKING
from tests.course.judged import SIZE, give
from tests.course.made import cohort, released_course
from tests.course.trainees import SLUG


@pytest.fixture(autouse=True)
def nobody_marks(monkeypatch):
    """Begin outside nbgrader's marking, whose flag stays where a marking before ended in a fault."""
    monkeypatch.delenv(MARKING, raising=False)


@pytest.fixture(scope="session")
def judged(tmp_path_factory):
    """Return a course whose cohort has all its marks, written answers among them, which no test changes."""
    released = released_course(tmp_path_factory.mktemp("judged-released") / "course")
    course = cohort(released, tmp_path_factory.mktemp("judged") / "course", SIZE)
    assert mark_cohort(course, SLUG, workers=1).marked == SIZE
    give(course)
    return course
