"""Courses whose feedback is written, each made once and changed by nobody."""

import pytest

from mp_exercises.course.feedback.write import write_feedback
from tests.course.judged import SIZE, give
from tests.course.made import copy_of, marked_cohort
from tests.course.trainees import SLUG


@pytest.fixture(scope="session")
def unread(tmp_path_factory):
    """Return a course that is marked but for the written answers."""
    return marked_cohort(tmp_path_factory, "feedback-unread", SIZE)


@pytest.fixture(scope="session")
def marked(unread, tmp_path_factory):
    """Return a course in which everything is marked."""
    made = copy_of(unread, tmp_path_factory.mktemp("feedback-marked") / "course")
    give(made)
    return made


@pytest.fixture
def course(marked, tmp_path):
    """Return a course of one's own in which everything is marked."""
    return copy_of(marked, tmp_path / "course")


@pytest.fixture(scope="session")
def shown(marked, tmp_path_factory):
    """Return a course whose pages are written without keys."""
    made = copy_of(marked, tmp_path_factory.mktemp("feedback-shown") / "course")
    assert write_feedback(made, SLUG, workers=1) == SIZE
    return made


@pytest.fixture(scope="session")
def released(marked, tmp_path_factory):
    """Return a course whose pages are written with keys."""
    made = copy_of(marked, tmp_path_factory.mktemp("feedback-keys") / "course")
    assert write_feedback(made, SLUG, release=True, workers=1) == SIZE
    return made
