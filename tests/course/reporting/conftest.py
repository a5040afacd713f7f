"""A course whose cohort has all its marks, and its reports; each is made once and changed by nobody."""

import pytest

from tests.course.made import copy_of, marked_cohort
from tests.course.reporting.reports import SIZE, all_results, basis, give, written


@pytest.fixture(scope="session")
def unread(tmp_path_factory):
    """Return a course whose written answers wait for a person."""
    return marked_cohort(tmp_path_factory, "reports-unread", SIZE)


@pytest.fixture(scope="session")
def whole(unread, tmp_path_factory):
    """Return a course in which everything is marked."""
    made = copy_of(unread, tmp_path_factory.mktemp("reports-whole") / "course")
    give(made)
    return made


@pytest.fixture(scope="session")
def few(tmp_path_factory):
    """Return a course of four trainees in which everything is marked."""
    made = marked_cohort(tmp_path_factory, "reports-few", 4)
    give(made)
    return made


@pytest.fixture
def course(whole, tmp_path):
    """Return a course of one's own in which everything is marked."""
    return copy_of(whole, tmp_path / "course")


@pytest.fixture(scope="session")
def reports(whole, tmp_path_factory):
    """Return what became of everybody's pages and the cohort's report, without PDFs."""
    return written(whole, tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def found(whole):
    """Return every result, by id."""
    return all_results(whole)


@pytest.fixture(scope="session")
def rests_on(whole):
    """Return what the reports rest on."""
    return basis(whole)
