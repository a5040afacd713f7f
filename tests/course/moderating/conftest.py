"""Courses at each step of moderation; each is made once, and copied for whoever changes it."""

import pytest

from tests.course.made import copy_of, released_course
from tests.course.moderating.cohort import SIZE, first_mark, give_first_marks, give_names, marked_course
from tests.course.moderating.steps import mp_draw


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Return a course with one assessment built and released, which no test changes."""
    return released_course(tmp_path_factory.mktemp("released") / "course")


@pytest.fixture(scope="session")
def unread(released, tmp_path_factory):
    """Return a course whose written answers wait for a person, which no test changes."""
    made = marked_course(released, tmp_path_factory.mktemp("unread") / "course")
    give_names(made)
    return made


@pytest.fixture(scope="session")
def first_marked(unread, tmp_path_factory):
    """Return a course in which every written answer has its first mark, which no test changes."""
    made = copy_of(unread, tmp_path_factory.mktemp("first") / "course")
    give_first_marks(made, {number: first_mark(number) for number in range(SIZE)})
    return made


@pytest.fixture(scope="session")
def once_drawn(first_marked, tmp_path_factory):
    """Return a course from which a sample was drawn, which no test changes."""
    made = copy_of(first_marked, tmp_path_factory.mktemp("drawn") / "course")
    mp_draw(made)
    return made


@pytest.fixture
def course(first_marked, tmp_path):
    """Return a course of one's own in which every written answer has its first mark."""
    return copy_of(first_marked, tmp_path / "course")


@pytest.fixture
def drawn(once_drawn, tmp_path):
    """Return a course of one's own from which a sample was drawn."""
    return copy_of(once_drawn, tmp_path / "drawn")
