"""The list of trainees, as spreadsheets and platforms write it."""

import datetime
import sqlite3

import pytest

from mp_exercises.course.collecting.clock import Clock, TimeError
from mp_exercises.course.collecting.roster import RosterError, people_of, read_roster
from tests.course.collecting.senders import ROSTER, released

LONDON = Clock("Europe/London")


def read(tmp_path, text, encoding="utf-8"):
    """Return the trainees of a list with this text."""
    file = tmp_path / "trainees.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_roster(file, LONDON)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_however_it_was_saved(tmp_path, encoding, between):
    """The list reads the same in every encoding and with every separator that a spreadsheet uses."""
    text = ROSTER.replace(";", "|").replace(",", between)
    found = {trainee.id: trainee for trainee in read(tmp_path, text, encoding)}
    assert list(found) == ["jbloggs", "shill", "zabc", "lee1", "lee2"]
    assert found["jbloggs"].names == ("Jo Bloggs", "Joanna Bloggs", "JB")
    assert found["zabc"].names == ("Zoë Ångström-O'Neill",)
    assert found["zabc"].email == "zoe@example.org"


def test_as_a_platform_exports_it(tmp_path):
    """Headings of a platform's export are understood, in any order and case, and others are passed over."""
    text = "Surname,First name,Department,Email address,USERNAME\nBloggs,Jo,Team 4,jo@example.org,jbloggs\n\n"
    (one,) = read(tmp_path, text)
    assert (one.id, one.names, one.email) == ("jbloggs", ("Jo Bloggs",), "jo@example.org")


def test_extensions(tmp_path):
    """An extension holds for any assessment, or for the one in its heading; a day alone ends at its end."""
    rows = [
        "id,extension,extension example",
        "shill,2026-12-03T17:00,",
        "jbloggs,,03/07/2026 17:00",
        "lee,2026-12-03,",
    ]
    text = "\n".join(rows)
    found = {trainee.id: trainee.extensions for trainee in read(tmp_path, text)}
    utc = datetime.UTC
    assert found["shill"] == {"": datetime.datetime(2026, 12, 3, 17, tzinfo=utc)}
    assert found["jbloggs"] == {"example": datetime.datetime(2026, 7, 3, 16, tzinfo=utc)}
    assert found["lee"] == {"": datetime.datetime(2026, 12, 3, 23, 59, 59, tzinfo=utc)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", ":1: empty"),
        ("name,email\nJo,jo@example.org\n", ":1: no column of ids"),
        ("id,id\na,b\n", ":1: two columns for id"),
        ("id\n../keys\n", ":2: id '../keys'"),
        ("id\nCON\n", ":2: id 'CON'"),
        ("id\njo bloggs\n", ":2: id 'jo bloggs'"),
        ("id\nj\u202egg\n", ":2: id 'j\\u202egg'"),
        ("id,name\n,Jo\n", ":2: id ''"),
        ("id\nJo\njo\n", ":3: id 'jo' stands twice"),
        ("id,extension\njo,soon\n", ":2: 'soon' is no time"),
        ('id\n"' + "a" * 200_000 + '"\n', ":2: "),
    ],
)
def test_each_fault_has_its_line(tmp_path, text, says):
    """A list that cannot be used is refused whole, with the line of each fault and what would be right."""
    with pytest.raises(RosterError) as error:
        read(tmp_path, text)
    assert f"{tmp_path / 'trainees.csv'}{says}" in str(error.value)
    assert "; right would be " in str(error.value)


def test_whom_the_gradebook_knows(tmp_path):
    """Students in the gradebook are found by id and by name, also where there is a list."""
    course = released(tmp_path / "course")
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("create table student (id, first_name, last_name, email)")
        database.execute("insert into student values ('gstudent', 'Grace', 'Book', null)")
    database.close()
    people = people_of(course, LONDON)
    assert people.find("Book, Grace") == {"gstudent"}
    assert people.find("GSTUDENT") == {"gstudent"}
    assert people.find("Jo Bloggs") == {"jbloggs"}
    (course.root / "gradebook.db").write_bytes(b"no database")
    assert people_of(course, LONDON).find("gstudent") == set()


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "31/02/2026", "2026-12-01T25:00", "9" * 400])
def test_times_that_are_none(text):
    """What is no time is refused with one that would do."""
    with pytest.raises(TimeError, match="2026-12-01T17:00"):
        LONDON.read(text)


def test_times_in_summer_and_winter():
    """A time without a zone is of the clock's, with daylight saving; one with a zone is of its own."""
    assert LONDON.read("2026-07-01T17:00").hour == 16
    assert LONDON.read("2026-12-01 17:00").hour == 17
    assert LONDON.read("2026-12-01T17:00+02:00").hour == 15
    assert LONDON.read("2026-12-01T17:00Z").hour == 17
    assert LONDON.shown(LONDON.read("2026-07-01T17:00")) == "2026-07-01 17:00 BST"
    with pytest.raises(TimeError, match="no time zone"):
        Clock("../../etc/passwd")
