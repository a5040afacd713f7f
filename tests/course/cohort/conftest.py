"""A released course, and cohorts that have handed in."""

import pytest

from mp_exercises.course.cohort.run import mark_cohort
from tests.course.made import cohort, copy_of, released_course
from tests.course.trainees import SLUG

SIZE = 12


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Return a course with one assessment built and released, which no test changes."""
    return released_course(tmp_path_factory.mktemp("released") / "course")


@pytest.fixture(scope="session")
def handed_in(released, tmp_path_factory):
    """Return a course in which a small cohort has handed in, which no test changes."""
    return cohort(released, tmp_path_factory.mktemp("handed-in") / "course", SIZE)


@pytest.fixture(scope="session")
def undisturbed(handed_in, tmp_path_factory):
    """Return the same course, marked in one go, which no test changes."""
    course = copy_of(handed_in, tmp_path_factory.mktemp("undisturbed") / "course")
    assert mark_cohort(course, SLUG, workers=1).marked == SIZE
    return course


@pytest.fixture
def course(handed_in, tmp_path):
    """Return a course of one's own in which a small cohort has handed in."""
    return copy_of(handed_in, tmp_path / "course")
