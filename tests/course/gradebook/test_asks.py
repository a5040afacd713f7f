"""Questions to a gradebook: an SQLite file answers as SQLAlchemy does; what goes wrong is one sentence."""

import random
import sqlite3
import threading
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mp_exercises.course.folder import CourseError, new_course
from mp_exercises.course.gradebook.asks import EngineAsks, FileAsks, asked, moment, span
from mp_exercises.course.gradebook.cells import cells_of
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.results import count_of, result_of, results
from tests.course.gradebooks import change
from tests.course.judged import trainee
from tests.course.made import copy_of, settings
from tests.course.trainees import SLUG, in_environment

DUE = datetime(2026, 11, 20, 17, 0, 0, 250_000)


@pytest.fixture
def course(judged, tmp_path):
    """Return a marked course of one's own."""
    return copy_of(judged, tmp_path / "course")


def meddle(opened):
    """Give submissions deadlines, extensions, penalties and marks, at random, the same each time."""
    rng = random.Random(5)
    opened.find_assignment(SLUG).duedate = DUE
    for submission in opened.assignment_submissions(SLUG):
        submission.timestamp = rng.choice([None, DUE + timedelta(hours=rng.randint(-9, 9), microseconds=17)])
        submission.extension = rng.choice([None, timedelta(0), timedelta(days=40, hours=2, microseconds=3)])
        for notebook in submission.notebooks:
            notebook.late_submission_penalty = rng.choice([None, 0.0, 1.5])
            for grade in notebook.grades:
                grade.manual_score = rng.choice([None, 0.0, 0.25])
            for comment in notebook.comments:
                comment.manual_comment = rng.choice([None, "", "Ünd was, then?"])


def all_of(asks):
    """Return every result that a gradebook has, and how many."""
    cells = cells_of(asks, SLUG)
    return (
        cells,
        count_of(asks, SLUG),
        list(results(asks, SLUG, cells)),
        result_of(asks, SLUG, cells, trainee(2)),
    )


def test_both_ways_of_asking_are_answered_alike(course):
    """Python's own library and SQLAlchemy give the same results, times and lengths of time included."""
    change(course, meddle)
    with asked(settings_of(course)) as asks, gradebook_of(settings_of(course)) as engine:
        assert isinstance(asks, FileAsks)
        assert all_of(asks) == all_of(engine) == all_of(EngineAsks(engine))
        assert asks.has(["grade", "mp_result"]) == EngineAsks(engine).has(["grade", "mp_result"]) is True
        assert asks.has(["grade", "none"]) == EngineAsks(engine).has(["grade", "none"]) is False


def test_names_are_no_part_of_the_question(course):
    """Whatever a value says it is a value, a list of them too, and a name may begin as another does."""
    with asked(settings_of(course)) as asks:
        odd = ["'); drop table grade; --", ":names", trainee(1), "?"]
        found = asks.rows(
            "select id from student where id in :names and id = :name", names=odd, name=trainee(1)
        )
        assert found == [(trainee(1),)]
        assert asks.has(["grade"])


def test_a_new_gradebook_is_made_ready(tmp_path):
    """Where there is no gradebook yet it is made, and asked as any other database is."""
    course = new_course(tmp_path / "new")
    with in_environment(), asked(settings_of(course)) as asks:
        assert isinstance(asks, EngineAsks)
        assert asks.has(["grade", "mp_result"])
    with in_environment(), asked(settings_of(course)) as asks:
        assert isinstance(asks, FileAsks)


@pytest.mark.parametrize("address", ["sqlite:///{file}?timeout=3", "sqlite+pysqlite:///{file}"])
def test_addresses_that_say_more_are_sqlalchemys(course, address):
    """An address with options, or that names its driver, is opened by who understands it."""
    settings(course, f'c.CourseDirectory.db_url = "{address.format(file=course.root / "gradebook.db")}"')
    with asked(settings_of(course)) as asks:
        assert isinstance(asks, EngineAsks)
        assert count_of(asks, SLUG) > 0


def test_a_damaged_gradebook_is_one_sentence(course):
    """A file that is no database is the same sentence as everywhere, and is left as it is."""
    (course.root / "gradebook.db").write_bytes(b"not a database, but long enough to be read as one" * 50)
    with (
        pytest.raises(
            CourseError, match=r"gradebook\.db says: file is not a database; what was saved"
        ) as error,
        asked(settings_of(course)),
    ):
        pass
    assert "\n" not in str(error.value)


def test_what_goes_wrong_later_is_one_sentence(course):
    """A question that the gradebook cannot answer, as that of an older nbgrader, is one sentence."""
    with (
        pytest.raises(CourseError, match="says: no such table: nowhere; what was saved before stands"),
        asked(settings_of(course)) as asks,
    ):
        asks.rows("select * from nowhere")


def test_a_gradebook_that_is_locked_is_waited_for(course):
    """While somebody writes, as formgrader does for a moment, a question waits and is answered."""
    writer = sqlite3.connect(course.root / "gradebook.db", check_same_thread=False)
    writer.execute("begin exclusive")
    timer = threading.Timer(0.5, writer.rollback)
    timer.start()
    with asked(settings_of(course)) as asks:
        assert count_of(asks, SLUG) > 0
    timer.join()
    writer.close()


@given(some.datetimes(), some.timedeltas(timedelta(0), timedelta(days=3_000)))
def test_times_come_back_from_text(when, long):
    """A time, and a length of time as the text of a time after the epoch, are what they were."""
    assert moment(when) == moment(when.isoformat(" ")) == when
    assert span(long) == span((datetime(1970, 1, 1) + long).isoformat(" ")) == long


def test_no_time_is_none():
    """Where there is no time there is none, and no extension has no length."""
    assert moment(None) is None
    assert span(None) == timedelta()
