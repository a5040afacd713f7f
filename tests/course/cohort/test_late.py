"""Handing in late: the penalty that nbgrader would give, by the plugin that the course names."""

import re
import sys
from datetime import datetime, timedelta

import pytest

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CourseError
from tests.course.cohort.conftest import SIZE
from tests.course.gradebooks import change, gradebook, pure
from tests.course.made import settings
from tests.course.trainees import SLUG, run

DUE = datetime(2026, 11, 20, 17)
PLUGIN = """
from nbgrader.plugins import BasePlugin

class HalfAnHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {"trainee-00003": None, "trainee-00004": -5, "trainee-00005": 1000}.get(
            student_id, 0.5 * (total_seconds_late // 3600)
        )

class Broken(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 1 / 0
"""
ON_TIME, LATE, VERY_LATE, EXCUSED, LESS_THAN_NOTHING, ALL, NO_TIME = (f"trainee-{n:05d}" for n in range(7))


def hand_in(course, trainee, hours):
    """Say when a trainee handed in, in hours after the due date."""
    time = DUE + timedelta(hours=hours)
    (course.submitted(trainee, SLUG) / "timestamp.txt").write_text(f"{time} UTC", encoding="utf-8")


@pytest.fixture(autouse=True)
def unknown(monkeypatch):
    """Let no plugin of another test's course be taken for this one's: they have one name."""
    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if "pytest-of-" not in folder])
    monkeypatch.delitem(sys.modules, "late", raising=False)
    yield
    sys.modules.pop("late", None)


@pytest.fixture
def course(course):
    """Return a course with a due date, a plugin beside its settings, and submissions before and after."""
    (course.root / "late.py").write_text(PLUGIN, encoding="utf-8")
    settings(course, 'c.AssignLatePenalties.plugin_class = "late.HalfAnHour"')
    change(course, lambda opened: setattr(opened.find_assignment(SLUG), "duedate", DUE))
    hours = {ON_TIME: -1, LATE: 1.5, VERY_LATE: 4, EXCUSED: 9, LESS_THAN_NOTHING: 9, ALL: 9}
    for trainee, late in hours.items():
        hand_in(course, trainee, late)
    return course


def penalties(course):
    """Return the penalties that the gradebook holds, by trainee."""
    rows = gradebook(course)["submission"]
    return {
        row["student_id"]: row["late_submission_penalty"]
        for row in rows
        if row["late_submission_penalty"] is not None
    }


def test_the_plugin_is_asked_as_nbgrader_asks_it(course):
    """Who is late has what the plugin says, from nothing to the whole score; others have no penalty."""
    assert mark_cohort(course, SLUG, workers=1).marked == SIZE
    whole = sum(pure(course, ALL).values())
    assert penalties(course) == {LATE: 0.5, VERY_LATE: 2.0, LESS_THAN_NOTHING: 0.0, ALL: pytest.approx(whole)}


def test_an_extension_reaches_who_is_marked_already(course):
    """An extension given after marking takes the penalty away, or part of it, by the next run."""
    mark_cohort(course, SLUG, workers=1)
    change(course, lambda opened: opened.grant_extension(SLUG, LATE, hours=2))
    change(course, lambda opened: opened.grant_extension(SLUG, VERY_LATE, hours=3))
    summary = mark_cohort(course, SLUG, workers=1)
    assert (summary.marked, summary.unchanged) == (0, SIZE)
    found = penalties(course)
    assert LATE not in found
    assert found[VERY_LATE] == 0.5
    assert found[LESS_THAN_NOTHING] == 0.0


def test_a_later_time_costs_more(course):
    """A time that is put right changes the penalty with it."""
    mark_cohort(course, SLUG, workers=1)
    hand_in(course, LATE, 5)
    assert mark_cohort(course, SLUG, workers=1).marked == 1
    assert penalties(course)[LATE] == 2.5


def test_nbgraders_own_rule(course):
    """Without a plugin, nbgrader's rule holds: no penalty, or all points where the settings say so."""
    settings(course, "del c.AssignLatePenalties['plugin_class']")
    mark_cohort(course, SLUG, workers=1)
    assert penalties(course) == {}
    settings(course, 'c.LateSubmissionPlugin.penalty_method = "zero"')
    mark_cohort(course, SLUG, workers=1)
    found = penalties(course)
    assert set(found) == {LATE, VERY_LATE, EXCUSED, LESS_THAN_NOTHING, ALL}
    assert found[VERY_LATE] == pytest.approx(sum(pure(course, VERY_LATE).values()))


def test_the_command_finds_the_plugin(course):
    """``mp mark`` finds a plugin beside the settings from wherever it is called, as nbgrader does."""
    done = run("mp_exercises", "mark", course.root, SLUG, cwd="/")
    assert (done.returncode, done.stderr) == (0, "")
    assert penalties(course)[LATE] == 0.5


@pytest.mark.parametrize(
    ("plugin", "says"),
    [
        (
            "late.Broken",
            r"the late penalty plugin fails on trainee-\d+: division by zero; mend it, and run again",
        ),
        ("late.Missing", r"the late penalty plugin cannot be used: .*late.Missing.*; mend it, and run again"),
        (
            "nowhere.Plugin",
            r"the late penalty plugin cannot be used: .*nowhere.Plugin.*; mend it, and run again",
        ),
    ],
)
def test_a_broken_plugin_is_one_sentence(course, plugin, says):
    """A plugin that fails, or is not there, is one line, and nobody is marked without it."""
    settings(course, f'c.AssignLatePenalties.plugin_class = "{plugin}"')
    with pytest.raises(CourseError) as error:
        mark_cohort(course, SLUG, workers=1)
    assert re.fullmatch(says, str(error.value))
    assert gradebook(course)["submission"] == []
