"""Session plans: the package's own are whole, and a fault in one is a line that says where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mp_exercises.checking.sessions import session_faults
from mp_exercises.exercise import SourceError, load, parse_yaml
from mp_exercises.workshop.plan import Settings
from mp_exercises.workshop.sessions import THEMES, read_session, session_files, sessions
from mp_exercises.workshop.state import Mark, State
from mp_exercises.workshop.store import open_store
from mp_exercises.workshop.timetable import exercises_of, timetable
from mp_exercises.workshop.view import Book, view

GOOD = """\
slug: short
title: A short one
summary: For this test.
people: [4, 20]
owner: Somebody
reviewed: 2026-11-25
review_in: 12
steps:
  - {kind: transcript, exercise: empathy-reading-the-room, minutes: 5}
  - {kind: item, exercise: empathy-reading-the-room, item: rate, minutes: 10}
  - {kind: pause, title: Talk., minutes: 5}
"""


def faults(text: str) -> list[str]:
    """Return what is wrong with a plan in a file of the right name."""
    with pytest.raises(SourceError) as found:
        read_session(parse_yaml(text, Path("short.yaml")))
    return [str(fault) for fault in found.value.faults]


def test_plans_that_a_room_can_take(tmp_path: Path) -> None:
    """Each plan of the package is timed, has something to ask at each question, and makes a room."""
    store = open_store(tmp_path / "rooms.db")
    assert len(sessions()) >= 12
    for session in sessions():
        assert 45 <= session.minutes <= 150
        assert all(step.prompts for step in session.steps if step.kind == "item")
        room = store.rooms.create(session.title, session.plan)
        assert store.rooms.get(room.id).plan == session.plan
        assert room.plan.steps[:-1] == session.steps
        assert room.plan.steps[-1].title == session.close
    store.close()


def test_plans_for_every_theme_that_tell_a_trainer_everything() -> None:
    """Each theme has a plan, and each plan says what is brought, what it is for, and how it is debriefed."""
    assert {session.theme for session in sessions()} == set(THEMES)
    for session in sessions():
        assert all((session.aim, session.prepare, session.materials, session.debrief, session.close))


def test_the_debrief_is_the_last_step() -> None:
    """The questions of the debrief are the trainer's prompts at the last question, with their time."""
    text = GOOD + "debrief: [What now?]\nclose: One sentence each.\nclose_minutes: 7\n"
    session = read_session(parse_yaml(text, Path("short.yaml")))
    last = session.plan.steps[-1]
    assert (last.title, last.prompts, last.minutes) == ("One sentence each.", ("What now?",), 7)
    assert session.minutes == 27
    slots = list(timetable(session))
    assert [(slot.start, slot.end) for slot in slots] == [(0, 5), (5, 15), (15, 20), (20, 27)]
    assert slots[1].asked == load("empathy-reading-the-room").item("rate").prompt
    assert [exercise.slug for exercise in exercises_of(session)] == ["empathy-reading-the-room"]


def test_prompts_do_not_reach_phones() -> None:
    """What the trainer may ask, and the minutes, are in nothing that a phone is told of a step."""
    plan = sessions()[0].plan
    book = Book({slug: load(slug) for slug in plan.slugs()})
    marks = {n: Mark("revealed", 1, 2, 3) for n in range(len(plan.steps))}
    for n, step in enumerate(plan.steps):
        told = str(view("A room", plan, Settings(), State(9, n, marks=marks), book, spread=None, now=0))
        assert not any(prompt in told for prompt in step.prompts)
        assert "'minutes'" not in told


def test_tables_fit_the_people() -> None:
    """A plan for tables says how many there are for so many people, three to six at each."""
    session = next(session for session in sessions() if session.tables is not None)
    for people in range(6, 61):
        tables = session.tables_for(people)
        assert 3 <= people / tables <= 6.5
    assert next(session for session in sessions() if session.tables is None).tables_for(30) == 0


@pytest.mark.parametrize(
    ("was", "becomes", "line", "wrong"),
    [
        ("item: rate", "item: rating", 10, "has no item 'rating'"),
        ("exercise: empathy-reading-the-room, minutes", "exercise: no-such-thing, minutes", 9, "no exercise"),
        (", minutes: 10", "", 1, "step 2 has no time"),
        ("people: [4, 20]", "people: [20, 4]", 1, "the fewest is more than the most"),
        ("script, exercise: empathy-reading-the-room", "script, exercise: coaching-six-months", 9, "no "),
        ("slug: short", "slug: long", 1, "slug 'long' in short.yaml"),
        ("title: Talk.", "titel: Talk.", 11, "unknown field 'titel'"),
        ("slug: short", "slug: short\ndebrief: [Why?]\nclose: So?", 1, "a debrief that has no time"),
        ("slug: short", "slug: short\nclose_minutes: 5", 1, "a debrief that ends in no question"),
        ("slug: short", "slug: short\ntheme: weather", 2, "theme"),
    ],
)  # fmt: skip
def test_a_fault_is_a_line(was: str, becomes: str, line: int, wrong: str) -> None:
    """Whatever is wrong with a plan is said in one line that names the place."""
    assert was in GOOD
    (found,) = faults(GOOD.replace(was, becomes))
    assert found.startswith(f"short.yaml:{line}: ")
    assert wrong in found


def test_the_check_looks_at_them(tmp_path: Path) -> None:
    """``mp check`` finds a plan whose review is overdue, and nothing wrong with the package's own."""
    file = tmp_path / "short.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert list(session_faults([file], date(2026, 11, 26), None)) == []
    (fault,) = session_faults([file], date(2028, 1, 1), None)
    assert "review was due" in fault.wrong
    assert list(session_faults(session_files(), date(2026, 11, 26), None)) == []
