"""What people did before: overruled sections, late penalties, extra credit, records that changed since."""

from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from benchmarks.cohort import write_record
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CourseError
from tests.course.gradebooks import change, gradebook, notebooks
from tests.course.judged import SIZE, trainee
from tests.course.made import settings
from tests.course.regrading.again import by_keys, history, look, state, write
from tests.course.trainees import SLUG, run

DUE = datetime(2026, 11, 20, 17)
PLUGIN = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
"""


def scores(course):
    """Return nbgrader's own score, less its penalty, of each trainee."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        return {
            submission.student.id: max(0.0, submission.score - submission.late_submission_penalty)
            for submission in book.assignment_submissions(SLUG)
        }


def by_people(found):
    """Return what people gave, by trainee and cell."""
    return {
        (row["student_id"], row["cell"]): (row["manual_score"], row["extra_credit"]) for row in found["grade"]
    }


def moved(course, keys):
    """Return a trainee whose mark changes, and a section in which it does."""
    one = look(course, keys).marks[0]
    return one.trainee, next(iter(one.sections))


def test_what_a_person_overruled_stays(course, keys):
    """Of a section that a person overruled, the record's mark moves and the whole waits for a look."""
    name, section = moved(course, keys)

    def overrule(book):
        for cell in by_keys(course, keys)[name]:
            grade = book.find_grade(cell, SLUG, SLUG, name)
            grade.manual_score, grade.needs_manual_grade = 1.5, False

    change(course, overrule)
    before = scores(course)[name]
    said = next(entry for entry in look(course, keys).changed if entry.trainee == name)
    assert said.old == said.new == pytest.approx(before)
    assert section in said.overruled
    assert not said.changes_decision
    line = run("mp_exercises", "remark", course.root, SLUG, "--keys", keys).stdout
    assert f"{section} {said.sections[section][0]:.2f} → {said.sections[section][1]:.2f} (overruled" in line
    write(course, keys)
    assert scores(course)[name] == pytest.approx(before)
    rows = {row["cell"]: row for row in history(course) if row["trainee"] == name}
    assert rows[section]["old"] != rows[section]["new"]
    assert rows[SLUG]["old"] == rows[SLUG]["new"] == pytest.approx(before)
    grades = {row["cell"]: row for row in gradebook(course)["grade"] if row["student_id"] == name}
    assert grades[section]["manual_score"] == 1.5
    assert grades[section]["auto_score"] == by_keys(course, keys)[name][section]
    assert grades[section]["needs_manual_grade"]


def test_extra_credit_and_comments_stay(course, keys):
    """Extra credit counts before and after, and what markers gave and said is as it was."""
    name, section = moved(course, keys)
    change(course, lambda book: setattr(book.find_grade(section, SLUG, SLUG, name), "extra_credit", 2.0))
    before = gradebook(course)
    said = next(entry for entry in look(course, keys).changed if entry.trainee == name)
    assert said.old == pytest.approx(scores(course)[name])
    write(course, keys)
    assert said.new == pytest.approx(scores(course)[name])
    after = gradebook(course)
    assert after["comment"] == before["comment"]
    assert by_people(after) == by_people(before)


@pytest.fixture(params=["zero", "half"])
def late(course, request):
    """Return a course in which half the cohort was late, by nbgrader's own rule or the course's."""
    if request.param == "zero":
        settings(course, 'c.LateSubmissionPlugin.penalty_method = "zero"')
    else:
        (course.root / "half_a_mark.py").write_text(PLUGIN, encoding="utf-8")
        settings(course, 'c.AssignLatePenalties.plugin_class = "half_a_mark.Half"')
    change(course, lambda book: setattr(book.find_assignment(SLUG), "duedate", DUE))
    for number in range(SIZE):
        time = DUE + timedelta(hours=1 if number % 2 else -1)
        (course.submitted(trainee(number), SLUG) / "timestamp.txt").write_text(f"{time} UTC")
    mark_cohort(course, SLUG, workers=1)
    return course


def test_a_late_penalty_follows_the_mark(late, keys):
    """Whoever was late has the penalty that nbgrader would give the new mark, as the look said."""
    before, said = scores(late), {entry.trainee: entry for entry in look(late, keys).marks}
    assert any(int(name[-1]) % 2 for name in said)
    write(late, keys)
    after = scores(late)
    for name, entry in said.items():
        assert entry.old == pytest.approx(before[name])
        assert entry.new == pytest.approx(after[name])
    with Gradebook(f"sqlite:///{late.root / 'gradebook.db'}") as book:
        for submission in book.assignment_submissions(SLUG):
            share = after[submission.student.id] / submission.score if submission.score else 1.0
            if submission.total_seconds_late:
                assert share == pytest.approx(
                    0.0 if "zero" in (late.root / "nbgrader_config.py").read_text() else 0.5
                )
            else:
                assert share == 1.0


def test_a_record_that_changed_is_set_aside(course, keys):
    """Who handed in something else since keeps the old marks, without history; marking has its turn then."""
    name, _ = moved(course, keys)
    old = state(course)
    write_record(course.submitted(name, SLUG) / "answers.jsonl", course.load(SLUG).keyed, 900)
    why = {name: f"the record is not the one that was marked; run: mp mark {course.root} {SLUG}"}
    assert look(course, keys).aside == why
    done = run(
        "mp_exercises",
        "remark",
        course.root,
        SLUG,
        "--keys",
        keys,
        "--write",
        "--why",
        "line 3",
        "--who",
        "R",
    )
    assert done.returncode == 1
    assert done.stderr == f"  {name}: set aside; {why[name]}\n"
    assert state(course).scores[name] == old.scores[name]
    assert state(course).marking[name] == old.marking[name]
    assert name not in {row["trainee"] for row in history(course)}
    summary = mark_cohort(course, SLUG, workers=1)
    assert (summary.marked, summary.unchanged) == (1, SIZE - 1)
    assert state(course).scores == by_keys(course, keys)
    assert look(course, course.keys / f"{SLUG}.yaml").aside == {}


@pytest.mark.parametrize("how", ["gone", "link", "folder"])
def test_a_record_that_cannot_be_had_is_set_aside(course, keys, tmp_path, how):
    """A submission that is gone, or is a link, is set aside, and the others are marked again."""
    file = course.submitted(trainee(5), SLUG) / "answers.jsonl"
    if how == "folder":
        file.parent.rename(tmp_path / "elsewhere")
        file.parent.symlink_to(tmp_path / "elsewhere")
    else:
        file.rename(tmp_path / "elsewhere")
        if how == "link":
            file.symlink_to(tmp_path / "elsewhere")
    found = write(course, keys)
    assert set(found.aside) == {trainee(5)}
    assert found.written
    after, expected = state(course).scores, by_keys(course, keys)
    assert {name: after[name] for name in after if name != trainee(5)} == {
        name: expected[name] for name in after if name != trainee(5)
    }


def test_a_notebook_that_cannot_be_written_is_set_aside(course, keys, tmp_path):
    """Where a marked notebook cannot be put in its place, the trainee is set aside and has no history."""
    name, _ = moved(course, keys)
    folder = course.root / "autograded" / name
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    before = state(course), notebooks(course)[name]
    found = write(course, keys)
    assert set(found.aside) == {name}
    assert state(course).scores[name] == before[0].scores[name]
    assert notebooks(course)[name] == before[1]
    assert name not in {row["trainee"] for row in history(course)}
    assert name not in {entry.trainee for entry in found.changed}


def test_a_broken_plugin_is_one_sentence(course, keys):
    """A late penalty plugin that fails stops it before anything is written, with a line that says so."""
    (course.root / "broken_rule.py").write_text(PLUGIN.replace("score / 2", "1 / 0"), encoding="utf-8")
    settings(course, 'c.AssignLatePenalties.plugin_class = "broken_rule.Half"')
    name, _ = moved(course, keys)

    def hand_in_late(book):
        book.find_assignment(SLUG).duedate = DUE
        book.find_submission(SLUG, name).timestamp = DUE + timedelta(hours=1)

    change(course, hand_in_late)
    before = gradebook(course)
    with pytest.raises(CourseError, match=f"the late penalty plugin fails on {name}"):
        write(course, keys)
    assert gradebook(course) == before
