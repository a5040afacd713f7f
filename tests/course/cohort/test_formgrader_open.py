"""Formgrader is open, or somebody looks into the gradebook, while a cohort is marked."""

import contextlib
import sqlite3

import pytest
from nbgrader.api import Gradebook

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CourseError
from mp_exercises.course.gradebook import connection
from mp_exercises.course.gradebook.settings import settings_of
from tests.course.cohort.conftest import SIZE
from tests.course.cohort.runs import ended, marking, saved, until, written
from tests.course.gradebooks import gradebook
from tests.course.made import api
from tests.course.trainees import SLUG, run


@contextlib.contextmanager
def looking(course):
    """Hold a reader's transaction in the gradebook, as a database browser does."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db", isolation_level=None)) as database:
        database.execute("begin")
        assert database.execute("select * from student").fetchall() == []
        yield
        database.execute("rollback")


def waiting(course):
    """Whether a run has come to the point of saving, where SQLite waits for readers."""
    return (course.root / "gradebook.db-journal").exists()


def test_a_reader_is_waited_for(course, undisturbed):
    """While somebody holds a look into the gradebook, a run waits to save, and then ends as it would have."""
    mark_cohort(course, SLUG, workers=1)
    with Gradebook(settings_of(course).db_url) as opened:
        for student in list(opened.students):
            opened.remove_student(student.id)
    with marking(course) as process:
        with looking(course):
            until(lambda: waiting(course))
            assert written(course) == SIZE
            assert process.poll() is None
        code, out, err = ended(process)
    assert (code, err) == (0, "")
    assert f"{SIZE} marked" in out
    assert gradebook(course) == gradebook(undisturbed)


def test_one_who_never_ends_is_one_sentence(course, undisturbed, monkeypatch):
    """Where a program never lets go of the gradebook, the run ends with one line, and the next goes on."""
    mark_cohort(course, SLUG, workers=1)
    with Gradebook(settings_of(course).db_url) as opened:
        for student in list(opened.students):
            opened.remove_student(student.id)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    with looking(course), pytest.raises(CourseError) as error:
        mark_cohort(course, SLUG, workers=1)
    assert "says: database is locked; what was saved before stands" in str(error.value)
    assert mark_cohort(course, SLUG, workers=1).marked == SIZE
    assert gradebook(course) == gradebook(undisturbed)


def test_formgrader_stays_open(course, undisturbed):
    """A session of nbgrader's own, open with what it has read, blocks nobody, and then sees the marks."""
    nbgrader = api(course)
    with nbgrader.gradebook as opened:
        assert list(opened.students) == []
        assert opened.find_assignment(SLUG).name == SLUG
        done = run("mp_exercises", "mark", course.root, SLUG)
        assert (done.returncode, done.stderr) == (0, "")
        opened.db.expire_all()
        assert len(opened.students) == SIZE
    assert saved(course) == SIZE
    assert len(nbgrader.get_submissions(SLUG)) == SIZE
    assert gradebook(course) == gradebook(undisturbed)
