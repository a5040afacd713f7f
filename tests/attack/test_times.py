"""Attacks by times: those that a trainee writes change no mark, and put nobody's work before the deadline."""

import json
from datetime import UTC, datetime

import pytest

from mp_exercises.answers import Record
from mp_exercises.course.collecting.choosing import Deadline
from mp_exercises.course.collecting.clock import Clock
from mp_exercises.course.collecting.run import Wish, collect
from mp_exercises.course.incoming import reading_of
from mp_exercises.marking import mark_record
from mp_exercises.marking.timing import seconds_on_items
from tests.attack.commands import mp
from tests.course.collecting.senders import zipped
from tests.course.gradebooks import gradebook, marks, pure
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, submission

HONEST = "aaa-honest"
TIMES = {
    "none": "9999-99-99T99:99:99Z",
    "never": "2026-02-30T10:00:00Z",
    "first": "0001-01-01T00:00:00Z",
    "last": "9999-12-31T23:59:59.999999Z",
    "leap": "2026-06-30T23:59:60Z",
    "zero": "0000-00-00T00:00:00Z",
}
"""Times that have the form of one."""


@pytest.fixture(scope="module")
def sections(released):
    """Return the assessment's sections with their keys."""
    return released.load(SLUG).keyed


@pytest.fixture(scope="module")
def lines(sections, tmp_path_factory):
    """Return the lines of a record, as plain data."""
    file = tmp_path_factory.mktemp("lines") / "answers.jsonl"
    answer(Record(file), sections, mixed(3))
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def at(lines, *times):
    """Return a record in which the answers were given at these times, in turn."""
    turned = [{**line, "at": times[number % len(times)]} for number, line in enumerate(lines)]
    return b"".join(json.dumps(line).encode() + b"\n" for line in turned)


@pytest.mark.parametrize("how", TIMES)
def test_the_clock_of_a_record_changes_no_mark(sections, lines, how):
    """Whatever time stands at the answers, even one that does not exist, they earn what they earn."""
    ordinary = at(lines, "2026-11-02T09:00:00Z")
    record = at(lines, TIMES[how], "2026-11-02T09:00:00Z", TIMES["last"])
    found = reading_of(record).lines
    for section in sections:
        assert mark_record(section, found) == mark_record(section, reading_of(ordinary).lines)
    assert all(0 < seconds <= 1800 for seconds in seconds_on_items(found).values())


def test_an_answer_that_says_it_was_given_later(sections, lines):
    """Of two answers to an item the one that was written last counts, whatever times they give."""
    item = next(item for item in sections[0].items if item.full() is not None)
    mine = [line for line in lines if line["item"] == item.id]
    wrong = {**mine[0], "id": "wrong-0001", "answer": None, "at": TIMES["last"]}
    right = {**mine[0], "id": "right-0001", "answer": dict(item.full()), "at": TIMES["first"]}
    best = mark_record(sections[0], reading_of(at([right], TIMES["first"])).lines)
    data = b"".join(json.dumps(line).encode() + b"\n" for line in (wrong, right))
    assert mark_record(sections[0], reading_of(data).lines) == best


STAMPS = {
    "zeros": bytes(100),
    "long": b"2026-11-02 09:00:00 UTC" + b" " * 1_000_000,
    "no-text": b"\xff\xfe\x00",
    "digits": b"9" * 190,
    "nan": b"NaN",
    "path": b"2026-11-02 09:00:00 ../../keys",
    "code": b"2026-11-02 09:00:00 __import__('os')",
    "year": b"99999-01-01 00:00:00 UTC",
    "escape": b"\x1b[2J",
}


@pytest.fixture(scope="module")
def stamped(released, tmp_path_factory):
    """Return a course, and what marking it said, in which everybody but one has a bad ``timestamp.txt``."""
    course = copy_of(released, tmp_path_factory.mktemp("stamped") / "course")
    for number, trainee in enumerate((HONEST, *STAMPS)):
        folder = submission(course, trainee)
        answer(Record(folder / "answers.jsonl"), course.load(SLUG).keyed, mixed(number))
        (folder / "timestamp.txt").write_bytes(STAMPS.get(trainee, b"2026-11-02 09:00:00 UTC"))
    return course, mp("mark", course.root, SLUG, "--workers", 1)


def test_a_stamp_that_is_no_time(stamped):
    """Each bad time is set aside, by a line in which nothing acts; who has a good one is marked, in time."""
    course, done = stamped
    assert done.returncode == 1
    said = [line.strip() for line in done.stderr.splitlines()]
    assert {line.partition(": set aside; ")[0] for line in said} == set(STAMPS)
    assert all(line.isprintable() for line in said)
    assert marks(course, HONEST) == pure(course, HONEST)
    (row,) = gradebook(course)["submission"]
    assert (row["student_id"], row["timestamp"][:19]) == (HONEST, "2026-11-02 09:00:00")


def test_no_word_of_the_trainees_makes_it_earlier(released, lines, tmp_path):
    """What came after the deadline is late, whatever its record and a ``timestamp.txt`` beside it say."""
    course = copy_of(released, tmp_path / "course")
    course.roster.write_text("id,name\nthief,Ty Thief\n", encoding="utf-8")
    place = "Ty Thief_3_assignsubmission_file_/"
    entries = [
        (f"{place}answers.jsonl", at(lines, "2026-11-02T09:00:00Z")),
        (f"{place}timestamp.txt", b"2026-11-02 09:00:00 UTC"),
    ]
    file = zipped(tmp_path / "late.zip", entries, when=(2026, 12, 24, 10, 0, 0))
    wish = Wish(clock=Clock("UTC"), deadline=Deadline(datetime(2026, 12, 1, tzinfo=UTC)))
    summary, _ = collect(course, SLUG, [file], wish, lambda *_: None)
    assert [row.outcome for row in summary.rows] == ["late"]
    assert not (course.root / "submitted" / "thief").exists()
