"""A released course for the attacks, which no test changes."""

import pytest

from tests.course.made import released_course


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Return a course with one assessment built and released, which no test changes."""
    return released_course(tmp_path_factory.mktemp("released") / "course")
