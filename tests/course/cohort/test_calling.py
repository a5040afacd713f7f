"""Names from the list of trainees go into the gradebook, and change none that is there."""

import pytest
from sqlalchemy import create_engine, insert, select

from mp_exercises.course.cohort.calling import call_by_name, give_names
from mp_exercises.course.collecting.people import Trainee
from mp_exercises.course.folder import Course
from mp_exercises.course.gradebook.theirs import STUDENT, THEIRS


@pytest.fixture
def engine(tmp_path):
    """Return a gradebook with three students, one of whom has a name."""
    made = create_engine(f"sqlite:///{tmp_path / 'gradebook.db'}")
    THEIRS.create_all(made)
    with made.begin() as connection:
        rows = [{"id": "a"}, {"id": "b"}, {"id": "c", "last_name": "Corrected", "email": "c@example.org"}]
        for row in rows:
            connection.execute(insert(STUDENT), row)
    yield made
    made.dispose()


def called(engine):
    """Return what the gradebook has of each student."""
    with engine.connect() as connection:
        return {name: tuple(rest) for name, *rest in connection.execute(select(STUDENT))}


def test_names_go_where_there_is_none(engine):
    """A name is split so that joined it is the same; one that is there stays, and a stranger is not added."""
    people = [
        Trainee("a", ("Anna van der Berg", "Annie"), "a@example.org"),
        Trainee("b", ("Madonna",)),
        Trainee("c", ("Typed Otherwise",), "other@example.org"),
        Trainee("d", ("Not Marked",)),
    ]
    assert give_names(engine, people) == 2
    assert called(engine) == {
        "a": ("Anna van der", "Berg", "a@example.org"),
        "b": ("", "Madonna", ""),
        "c": (None, "Corrected", "c@example.org"),
    }
    assert give_names(engine, people) == 0


@pytest.mark.parametrize("name", ["x" * 129, "A\u202eB", " "])
def test_a_name_that_cannot_be_is_left_out(engine, name):
    """A name that is too long for the gradebook, hides something or is empty is no name."""
    assert give_names(engine, [Trainee("a", (name,))]) == 0


def test_a_faulty_list_stops_nothing(engine, tmp_path):
    """A list of trainees that cannot be read gives no names, and marking goes on."""
    (tmp_path / "trainees.csv").write_text("name\nAnna Berg\n", encoding="utf-8")
    call_by_name(engine, Course(tmp_path))
    assert called(engine)["a"] == (None, None, None)
