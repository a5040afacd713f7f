"""A gradebook in a real PostgreSQL, by nbgrader's own setting, holds what one in SQLite does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from benchmarks.cohort import write_record
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.feedback.write import write_feedback
from mp_exercises.course.gradebook.asks import EngineAsks, asked
from mp_exercises.course.gradebook.cells import cells_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.results import count_of, results
from tests.course.cohort.conftest import SIZE
from tests.course.cohort.postgres import postgres
from tests.course.feedback.pages import snapshot
from tests.course.gradebooks import change, gradebook, marks, notebooks, pure
from tests.course.made import api, copy_of, settings
from tests.course.trainees import SLUG, in_environment, run

FIRST = "trainee-00000"


@pytest.fixture(scope="module")
def address():
    """Yield the address of a running PostgreSQL."""
    with postgres() as running:
        yield running


@pytest.fixture(scope="module")
def course(handed_in, address, tmp_path_factory):
    """Return a course whose gradebook is there: in it, nbgrader has generated the assessment."""
    made = copy_of(handed_in, tmp_path_factory.mktemp("postgres") / "course")
    settings(made, f'c.CourseDirectory.db_url = "{address}"')
    (made.root / "gradebook.db").unlink()
    with in_environment():
        assert api(made).generate_assignment(SLUG, force=True)["success"]
    return made


@pytest.fixture(scope="module")
def done(course):
    """Return what ``mp mark`` did with the course."""
    return run("mp_exercises", "mark", course.root, SLUG, "--workers", 2)


def test_the_gradebook_is_the_same(course, done, undisturbed):
    """Every row of nbgrader's tables and of ours is the same as in SQLite, and so is every notebook."""
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{SIZE} marked" in done.stdout
    assert gradebook(course) == gradebook(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)
    assert not (course.root / "gradebook.db").exists()


def test_formgrader_reads_it(course, done):
    """Formgrader, by the same settings, has every trainee as marked."""
    assert len(api(course).get_autograded_students(SLUG)) == SIZE


def test_results_are_the_same(course, done, undisturbed, tmp_path):
    """What every report and page is made from is the same as from SQLite, deadlines and extensions too."""

    def late(opened):
        opened.find_assignment(SLUG).duedate = datetime(2026, 11, 20, 17, 0, 0, 250_000)
        opened.find_submission(SLUG, FIRST).extension = timedelta(days=40, hours=2, microseconds=3)

    def on_time(opened):
        opened.find_assignment(SLUG).duedate = None
        opened.find_submission(SLUG, FIRST).extension = None

    here, there = copy_of(course, tmp_path / "here"), copy_of(undisturbed, tmp_path / "there")
    change(here, late)
    change(there, late)
    with asked(settings_of(here)) as mine, asked(settings_of(there)) as others:
        assert isinstance(mine, EngineAsks)
        found = [list(results(asks, SLUG, cells_of(asks, SLUG))) for asks in (mine, others)]
        assert count_of(mine, SLUG) == count_of(others, SLUG) == SIZE
    assert [replace(one, at="") for one in found[0]] == [replace(one, at="") for one in found[1]]
    assert write_feedback(here, SLUG, workers=2) == write_feedback(there, SLUG, workers=2) == SIZE
    assert snapshot(here) == snapshot(there)
    # The database is the other tests' too.
    change(here, on_time)


def test_marking_again(course, done):
    """What is marked is passed over; a changed record is marked again; a person's mark survives."""
    assert mark_cohort(course, SLUG, workers=1).unchanged == SIZE
    section = next(iter(pure(course, FIRST)))
    change(course, lambda opened: setattr(opened.find_grade(section, SLUG, SLUG, FIRST), "manual_score", 0.5))
    write_record(course.submitted(FIRST, SLUG) / "answers.jsonl", course.load(SLUG).keyed, 900)
    (course.submitted(FIRST, SLUG) / "timestamp.txt").write_text(
        "2026-11-25 17:00:00.25 UTC", encoding="utf-8"
    )
    summary = mark_cohort(course, SLUG, workers=1)
    assert (summary.marked, summary.unchanged) == (1, SIZE - 1)
    assert marks(course, FIRST) == pure(course, FIRST)
    grades = [
        row for row in gradebook(course)["grade"] if row["student_id"] == FIRST and row["cell"] == section
    ]
    assert [(row["manual_score"], row["needs_manual_grade"]) for row in grades] == [(0.5, 1.0)]
    assert mark_cohort(course, SLUG, workers=1).unchanged == SIZE


def test_no_password_is_shown(handed_in, free_port, tmp_path):
    """A server that does not answer is one line without its password, and SQLite does not take its place."""
    course = copy_of(handed_in, tmp_path / "course")
    (course.root / "gradebook.db").unlink()
    settings(
        course,
        f'c.CourseDirectory.db_url = "postgresql+pg8000://marker:hunter2@127.0.0.1:{free_port}/gradebook"',
    )
    assert "hunter2" in settings_of(course).db_url
    done = run("mp_exercises", "mark", course.root, SLUG)
    assert done.returncode == 2
    assert done.stderr.startswith(f"mp: the gradebook 127.0.0.1:{free_port}/gradebook says: ")
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.stderr
    assert not (course.root / "gradebook.db").exists()
