"""The gradebook that a course's settings name, and what is said where it cannot be used."""

import sqlite3

import pytest
from sqlalchemy import inspect, text

from mp_exercises.course.folder import CourseError, new_course
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.gradebook.tables import HISTORY, RESULT
from tests.course.made import api, settings
from tests.course.trainees import in_environment


@pytest.fixture
def course(tmp_path):
    """Return a new course with the example."""
    return new_course(tmp_path / "child and family 7")


def open_gradebook(course):
    """Open a course's gradebook and close it again; return its tables."""
    with in_environment(), gradebook_of(settings_of(course)) as engine:
        return set(inspect(engine).get_table_names())


def test_settings_are_nbgraders(course):
    """The gradebook's address and the course's name are those that nbgrader reads from the same file."""
    found, theirs = settings_of(course), api(course)
    assert found.db_url == theirs.coursedir.db_url
    assert found.course_id == theirs.coursedir.course_id == "child-and-family-7"


def test_without_an_address_it_is_nbgraders_default(course):
    """Where the settings name no gradebook, it is the file in the course's folder, as in nbgrader."""
    settings(course, 'del c.CourseDirectory["db_url"]')
    assert settings_of(course).db_url == api(course).coursedir.db_url


def test_tables_are_made_once(course):
    """The first opening makes nbgrader's tables and ours, and the next leaves them as they are."""
    found = open_gradebook(course)
    assert {"grade", "submitted_assignment", "alembic_version", RESULT.name, HISTORY.name} <= found
    before = (course.root / "gradebook.db").read_bytes()
    assert open_gradebook(course) == found
    assert (course.root / "gradebook.db").read_bytes() == before


def refusal(course):
    """Return the one sentence with which a gradebook is refused."""
    with pytest.raises(CourseError) as error:
        open_gradebook(course)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_damaged_gradebook_is_one_sentence(course):
    """A file that is no database is one sentence, and is left as it is."""
    (course.root / "gradebook.db").write_bytes(b"not a database, but long enough to be read as one" * 50)
    assert "gradebook.db says: file is not a database; what was saved before stands" in refusal(course)
    assert (course.root / "gradebook.db").read_bytes().startswith(b"not a database")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:////nowhere/at/all/gradebook.db", "unable to open database file"),
        ("nonsense", "Could not parse SQLAlchemy URL"),
        ("oracle://marker:hunter2@localhost/gradebook", "No module named"),
    ],
)
def test_an_address_that_is_none(course, url, says):
    """An address of no database, or of a kind whose driver is not there, is one sentence."""
    settings(course, f'c.CourseDirectory.db_url = "{url}"')
    told = refusal(course)
    assert says in told
    assert "hunter2" not in told


def test_what_goes_wrong_later_is_one_sentence(course):
    """What the database refuses in the middle of the work is one sentence too."""
    with (
        pytest.raises(CourseError, match="says: no such table: nowhere; what was saved before stands"),
        in_environment(),
        gradebook_of(settings_of(course)) as engine,
        engine.connect() as connection,
    ):
        connection.execute(text("select * from nowhere"))


@pytest.mark.parametrize("line", ["1 / 0", "import nothing_of_this_name", "c."])
def test_settings_that_fail_are_one_sentence(course, line):
    """Settings that cannot be run are one sentence that names the file."""
    settings(course, line)
    with pytest.raises(CourseError, match=r"nbgrader_config\.py cannot be used: ") as error:
        settings_of(course)
    assert "\n" not in str(error.value)


def test_a_gradebook_of_an_older_nbgrader(course):
    """A gradebook without a column that nbgrader has added since is one sentence, and nothing is changed."""
    open_gradebook(course)
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("alter table grade drop column extra_credit")
    with (
        pytest.raises(CourseError, match=r"extra_credit"),
        in_environment(),
        gradebook_of(settings_of(course)) as engine,
        engine.connect() as connection,
    ):
        connection.execute(text("select extra_credit from grade"))
