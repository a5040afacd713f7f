"""Marking a cohort: whose marks, when they are given again, and when they are not."""

from datetime import datetime

import pytest

from benchmarks.cohort import fill, write_record
from mp_exercises.course.build import build
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CourseError
from tests.course.cohort.conftest import SIZE
from tests.course.gradebooks import change, gradebook, marks, notebooks, pure
from tests.course.made import api
from tests.course.trainees import SLUG, WRITING, run

TASK = f"{WRITING[0]}__task__{WRITING[1]}"
FIRST, SECOND, THIRD = (f"trainee-{number:05d}" for number in range(3))


def mark(course, **how):
    """Mark a course's cohort in this process."""
    return mark_cohort(course, SLUG, **{"workers": 1, **how})


def submission(course, trainee):
    """Return a trainee's folder."""
    return course.submitted(trainee, SLUG)


def change_record(course, trainee, seed=900):
    """Let a trainee hand in other answers."""
    write_record(submission(course, trainee) / "answers.jsonl", course.load(SLUG).keyed, seed)


def rewrite(course, trainee):
    """Let a trainee hand in other answers, and another text."""
    change_record(course, trainee)
    record = submission(course, trainee) / "answers.jsonl"
    record.write_text(record.read_text(encoding="utf-8").replace("She said", "He said"), encoding="utf-8")


def test_marks_are_those_of_the_pure_function(undisturbed):
    """Each trainee's marks are exactly what the pure function gives for the record, and they differ."""
    found = {trainee: marks(undisturbed, trainee) for trainee in notebooks(undisturbed)}
    assert found == {trainee: pure(undisturbed, trainee) for trainee in found}
    assert len(found) == SIZE
    assert len({sum(entry.values()) for entry in found.values()}) > SIZE / 2


def test_formgrader_takes_them_for_marked(undisturbed):
    """By nbgrader's own API every trainee is autograded, and waits for a person where one must mark."""
    found = {entry["student"]: entry for entry in api(undisturbed).get_submissions(SLUG)}
    assert len(found) == SIZE
    for trainee, entry in found.items():
        assert entry["autograded"]
        assert entry["needs_manual_grade"]
        assert entry["score"] == pytest.approx(sum(pure(undisturbed, trainee).values()))


def test_what_is_marked_is_passed_over(course):
    """A second run marks nobody and changes nothing."""
    mark(course)
    before = gradebook(course), notebooks(course)
    summary = mark(course)
    assert (summary.marked, summary.unchanged, summary.aside) == (0, SIZE, {})
    assert (gradebook(course), notebooks(course)) == before


def test_a_changed_record_is_marked_again(course):
    """Who hands in other answers, or for the first time, is marked, and nobody beside."""
    mark(course)
    before = notebooks(course)
    change_record(course, SECOND)
    fill(course, SLUG, 1, first=SIZE, notebooks=False)
    summary = mark(course)
    assert (summary.marked, summary.unchanged) == (2, SIZE - 1)
    assert marks(course, SECOND) == pure(course, SECOND)
    assert {name for name, data in notebooks(course).items() if before.get(name) != data} == {
        SECOND,
        f"trainee-{SIZE:05d}",
    }


def test_a_changed_time_reaches_the_gradebook(course):
    """Where only the time of handing in is put right, the gradebook has it, and formgrader sees the same."""
    mark(course)
    (submission(course, FIRST) / "timestamp.txt").write_text("2026-11-20 17:30:00 UTC", encoding="utf-8")
    assert mark(course).marked == 1
    times = {row["student_id"]: row["timestamp"] for row in gradebook(course)["submission"]}
    assert times[FIRST].startswith("2026-11-20 17:30:00")
    assert times[SECOND] is None
    assert api(course).get_autograded_students(SLUG) == set(times)
    assert mark(course).unchanged == SIZE


@pytest.mark.parametrize("lost", ["notebook", "link", "gradebook"])
def test_what_was_lost_is_made_again(course, tmp_path, lost):
    """A notebook that is gone or a link, and a submission taken out of the gradebook, are made again."""
    mark(course)
    before = gradebook(course), notebooks(course)
    notebook = course.root / "autograded" / THIRD / SLUG / f"{SLUG}.ipynb"
    if lost == "gradebook":
        change(course, lambda opened: opened.remove_submission(SLUG, THIRD))
        assert not marks(course, THIRD)
    else:
        notebook.unlink()
    if lost == "link":
        (tmp_path / "elsewhere").write_text("{}", encoding="utf-8")
        notebook.symlink_to(tmp_path / "elsewhere")
    assert mark(course).marked == 1
    assert (gradebook(course), notebooks(course)) == before
    assert not notebook.is_symlink()
    if lost == "link":
        assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "{}"


def correct_a_key(course):
    """Change a key of the course and build it."""
    file = course.keys / f"{SLUG}.yaml"
    text = file.read_text(encoding="utf-8")
    assert "rationale: " in text
    file.write_text(text.replace("rationale: ", "rationale: Corrected. ", 1), encoding="utf-8")
    build(course, SLUG)


def test_other_keys_are_refused_before_anything_is_written(course):
    """Once keys have changed, nobody is marked by the new ones beside others by the old, also no newcomer."""
    mark(course)
    newcomer = course.root / "submitted" / "aaron" / SLUG
    newcomer.mkdir(parents=True)
    write_record(newcomer / "answers.jsonl", course.load(SLUG).keyed, 1)
    before = gradebook(course), notebooks(course)
    correct_a_key(course)
    done = run("mp_exercises", "mark", course.root, SLUG)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        f"mp: other keys marked {FIRST} and {SIZE - 1} more before; run: mp remark, which shows who would "
        "change before anything is written\n"
    )
    assert (gradebook(course), notebooks(course)) == before


@pytest.mark.parametrize("workers", [2, 3])
def test_more_workers_mark_the_same(course, undisturbed, workers):
    """However many processes mark, the gradebook and the notebooks are the same."""
    assert mark(course, workers=workers).marked == SIZE
    assert gradebook(course) == gradebook(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)


def test_what_a_person_gave_is_not_lost(course):
    """When a record changes, what a person overruled stays and is looked at again; a mark for a text waits.

    That mark is kept in the history, with the records that it was for and that took its place.
    """
    mark(course)
    section = next(iter(pure(course, FIRST)))

    def give(opened):
        overruled = opened.find_grade(section, SLUG, SLUG, FIRST)
        overruled.manual_score, overruled.needs_manual_grade = 0.5, False
        read = opened.find_grade(TASK, SLUG, SLUG, FIRST)
        read.manual_score, read.needs_manual_grade = 6.5, False
        opened.find_comment(TASK, SLUG, SLUG, FIRST).manual_comment = "Thank you."

    change(course, give)
    old = results_of(course)[FIRST]
    rewrite(course, FIRST)
    assert mark(course).marked == 1
    new = results_of(course)[FIRST]
    assert old["record"] != new["record"]
    grades = {row["cell"]: row for row in gradebook(course)["grade"] if row["student_id"] == FIRST}
    assert grades[section]["manual_score"] == 0.5
    assert grades[section]["auto_score"] == pure(course, FIRST)[section]
    assert grades[section]["needs_manual_grade"]
    assert grades[TASK]["manual_score"] is None
    assert grades[TASK]["needs_manual_grade"]
    (kept,) = gradebook(course)["mp_history"]
    assert (kept["trainee"], kept["cell"], kept["old"], kept["new"]) == (FIRST, TASK, 6.5, None)
    assert old["record"][:12] in kept["why"]
    assert new["record"][:12] in kept["why"]
    comments = [row["manual_comment"] for row in gradebook(course)["comment"] if row["student_id"] == FIRST]
    assert comments == ["Thank you."]


def test_a_mark_for_a_text_is_taken_back_once(course):
    """A person who marks the new text is not undone by another run; nor is a mark for a text that stays."""
    mark(course)
    change(course, give_task(FIRST, 6.5))
    change(course, give_task(SECOND, 3.0))
    rewrite(course, FIRST)
    mark(course)
    change(course, give_task(FIRST, 4.0))
    before = gradebook(course)
    assert mark(course).marked == 0
    record = submission(course, FIRST) / "answers.jsonl"
    record.write_bytes(record.read_bytes() + b"no answer\n")
    assert mark(course).marked == 1
    after = gradebook(course)
    assert (after["grade"], after["mp_history"]) == (before["grade"], before["mp_history"])
    assert {row["trainee"] for row in after["mp_history"]} == {FIRST}
    found = {row["student_id"]: row for row in after["grade"] if row["cell"] == TASK}
    assert (found[FIRST]["manual_score"], found[SECOND]["manual_score"]) == (4.0, 3.0)
    assert not found[SECOND]["needs_manual_grade"]


def give_task(trainee, points):
    """Return what lets a person mark a trainee's written answer."""

    def work(opened):
        grade = opened.find_grade(TASK, SLUG, SLUG, trainee)
        grade.manual_score, grade.needs_manual_grade = points, False

    return work


def results_of(course):
    """Return our own rows of a course's gradebook, by trainee."""
    return {row["trainee"]: row for row in gradebook(course)["mp_result"]}


def test_nothing_to_mark_is_one_sentence(released, tmp_path):
    """Where nobody has handed in, or nothing is built or released, one line says what to do."""
    with pytest.raises(CourseError, match="run: mp collect"):
        mark(released)


def test_the_time_is_as_nbgrader_keeps_it(course):
    """A time with a zone is kept in UTC without one."""
    file = submission(course, FIRST) / "timestamp.txt"
    file.write_text("2026-07-20 17:30:00 Europe/London\n", encoding="utf-8")
    mark(course)
    times = {row["student_id"]: row["timestamp"] for row in gradebook(course)["submission"]}
    assert datetime.fromisoformat(times[FIRST]) == datetime(2026, 7, 20, 16, 30)
