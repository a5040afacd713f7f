"""What was collected is marked by nbgrader and by ``mp mark`` as it stands."""

import datetime

from nbgrader.api import Gradebook

from mp_exercises.answers import Record
from mp_exercises.course.build import build
from mp_exercises.marking import mark_record
from tests.course.collecting.senders import mp_collect, put, zipped
from tests.course.trainees import SLUG, answer, mixed, real_course, right, run


def test_from_a_download_to_the_gradebook(tmp_path):
    """A platform's zip is collected and marked: marks are the pure function's, and times the platform's."""
    course = real_course(tmp_path / "course")
    build(course, SLUG)
    assert run("nbgrader", "generate_assignment", SLUG, cwd=course.root).returncode == 0
    course.roster.write_text("id,name\njbloggs,Jo Bloggs\nshill,Samira Hill\n", encoding="utf-8")
    sections = course.load(SLUG).keyed
    records = {}
    for name, choose in (("jbloggs", right), ("shill", mixed(5))):
        answer(Record(tmp_path / name), sections, choose)
        records[name] = (tmp_path / name).read_bytes()
    hostile = put(
        tmp_path / "mine.ipynb", b'{"cells": [{"cell_type": "code", "source": "1000"}]}'
    ).read_bytes()
    source = zipped(
        tmp_path / "download.zip",
        {
            f"W_jbloggs_attempt_2026-11-20-10-11-12_{SLUG}.ipynb": hostile,
            "W_jbloggs_attempt_2026-11-20-10-11-12_answers.jsonl": records["jbloggs"],
            "W_shill_attempt_2026-11-21-09-00-00_answers.jsonl": records["shill"],
        },
    )
    assert mp_collect(course, SLUG, source, "--zone", "UTC").returncode == 0
    marked = run("mp_exercises", "mark", course.root, SLUG)
    assert marked.returncode == 0, marked.stderr
    ours = scores(course)
    assert names(course) == {"jbloggs": ("Jo", "Bloggs"), "shill": ("Samira", "Hill")}
    stock = run("nbgrader", "autograde", SLUG, "--student=jbloggs", "--force", cwd=course.root)
    assert stock.returncode == 0, stock.stderr
    assert scores(course) == ours
    for name, (score, when) in ours.items():
        lines = Record(tmp_path / name).read().lines
        expected = sum(mark_record(section, lines).points for section in sections)
        assert abs(score - expected) < 1e-9
        assert (
            when
            == {
                "jbloggs": datetime.datetime(2026, 11, 20, 10, 11, 12),
                "shill": datetime.datetime(2026, 11, 21, 9, 0),
            }[name]
        )


def names(course):
    """Return first and last names in the gradebook."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        return {student.id: (student.first_name, student.last_name) for student in gradebook.students}


def scores(course):
    """Return the automatic score and the time of each submission in the gradebook."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        return {
            submission.student.id: (
                sum(grade.auto_score or 0 for book in submission.notebooks for grade in book.grades),
                submission.timestamp,
            )
            for submission in gradebook.assignment_submissions(SLUG)
        }
