"""A marked course, and the same one marked again by corrected keys."""

import pytest

from tests.course.made import copy_of
from tests.course.regrading.again import corrected, write


@pytest.fixture
def course(judged, tmp_path):
    """Return a marked course of one's own."""
    return copy_of(judged, tmp_path / "course")


@pytest.fixture
def keys(course, tmp_path):
    """Return a file of corrected keys, outside the course."""
    return corrected(course, tmp_path / "corrected.yaml")


@pytest.fixture(scope="session")
def remarked(judged, tmp_path_factory):
    """Return a course that was marked again in one go, with what it said, which no test changes."""
    folder = tmp_path_factory.mktemp("remarked")
    course = copy_of(judged, folder / "course")
    return course, write(course, corrected(course, folder / "corrected.yaml"))
