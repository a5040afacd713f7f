"""Results: the totals are nbgrader's own, whatever people did in formgrader, and a cohort streams."""

import random
from datetime import datetime, timedelta

import pytest

from mp_exercises.course import results as module
from mp_exercises.course.results import TASK, count_of, result_of, results
from tests.course.gradebooks import change, marks
from tests.course.judged import SIZE, all_results, opened, trainee
from tests.course.made import copy_of
from tests.course.trainees import SLUG, WRITING

DUE = datetime(2026, 11, 20, 17)
RTL, MARKUP = "\u202egnorw", "<script>alert(1)</script>"


@pytest.fixture
def course(judged, tmp_path):
    """Return a marked course of one's own."""
    return copy_of(judged, tmp_path / "course")


def meddle(opened_gradebook):
    """Do all that people may do to marks, at random, the same each time."""
    rng = random.Random(11)
    opened_gradebook.find_assignment(SLUG).duedate = DUE
    for submission in opened_gradebook.assignment_submissions(SLUG):
        submission.timestamp = DUE + timedelta(hours=rng.randint(-5, 5))
        submission.extension = rng.choice([None, timedelta(hours=2)])
        for notebook in submission.notebooks:
            notebook.late_submission_penalty = rng.choice([None, 0.0, 1.5, 1000.0])
            for grade in notebook.grades:
                grade.manual_score = rng.choice([None, 0.0, 0.25, 2.5, 12.0])
                grade.extra_credit = rng.choice([None, 0.0, 1.0, 0.5])


def test_totals_are_those_of_nbgrader(course):
    """Points, penalties, extra credit, overruled sections and lateness add up as in nbgrader's gradebook."""
    change(course, meddle)
    found = all_results(course)
    seen = {}

    def compare(opened_gradebook):
        for submission in opened_gradebook.assignment_submissions(SLUG):
            result = found[submission.student.id]
            assert result.earned == pytest.approx(submission.score)
            assert result.penalty == submission.late_submission_penalty
            assert result.points == pytest.approx(
                max(0.0, submission.score - submission.late_submission_penalty)
            )
            assert result.most == submission.max_score
            assert result.late == submission.total_seconds_late
            grades = {grade.name: grade for grade in submission.notebooks[0].grades}
            waiting = [name for name, grade in grades.items() if TASK in name and grade.manual_score is None]
            assert [TASK.join(place) for place in result.waiting] == waiting
            seen[submission.student.id] = submission.score

    change(course, compare)
    assert len(seen) == len(found) == SIZE
    assert len(set(seen.values())) > SIZE / 2
    assert any(result.points == 0 for result in found.values())
    assert any(result.late for result in found.values())


def test_sections_add_up_to_the_whole(course):
    """By section, what the record or a person gave, with extra credit, sums to what was earned in all."""
    change(course, meddle)
    for result in all_results(course).values():
        base = {**result.scores, **result.overruled}
        parts = [*base.values(), *result.given.values(), *result.extra.values()]
        assert sum(parts) == pytest.approx(result.earned)


def test_untouched_marks_are_those_of_the_record(judged):
    """Where nobody overruled anything, sections have the record's marks, and items a person's as a share."""
    for number, (name, result) in enumerate(all_results(judged).items()):
        assert result.scores == marks(judged, name)
        assert (result.overruled, result.extra, result.penalty, result.waiting) == ({}, {}, 0.0, ())
        written = next(item for item in result.items if (item.section, item.item) == WRITING)
        assert written.value == pytest.approx((number % 10) / written.points)
        assert result.given == {WRITING: float(number % 10)}
        assert result.comments == {WRITING: f"Comment {number}."}


def test_they_stream_in_order(course, monkeypatch):
    """Trainees come by id, and those of a later batch are read only when it is their turn."""
    monkeypatch.setattr(module, "AT_ONCE", 5)
    with opened(course) as (engine, cells):
        found = results(engine, SLUG, cells)
        first = next(found)
        change(
            course,
            lambda book: setattr(
                book.find_grade(TASK.join(WRITING), SLUG, SLUG, trainee(20)), "manual_score", 8.75
            ),
        )
        rest = list(found)
    names = [first.trainee, *(result.trainee for result in rest)]
    assert names == sorted(names) == [trainee(number) for number in range(SIZE)]
    assert rest[19].given == {WRITING: 8.75}


def test_one_and_none(judged):
    """One trainee's result is the same as among all; somebody who is not marked has none."""
    with opened(judged) as (engine, cells):
        assert result_of(engine, SLUG, cells, trainee(3)) == all_results(judged)[trainee(3)]
        assert result_of(engine, SLUG, cells, "nobody") is None


def test_who_was_removed_from_nbgrader_is_left_out(course):
    """A trainee whom nbgrader's gradebook no longer has is neither counted nor returned."""
    change(course, lambda book: book.remove_submission(SLUG, trainee(1)))
    with opened(course) as (engine, _):
        assert count_of(engine, SLUG) == SIZE - 1
    assert trainee(1) not in all_results(course)


def test_names_and_comments_are_what_was_typed(course):
    """Names and comments come back letter by letter; without a name the id stands for it."""

    def name(book):
        student = book.find_student(trainee(2))
        student.first_name, student.last_name = MARKUP, RTL
        (comment,) = book.find_submission_notebook(SLUG, SLUG, trainee(2)).comments
        comment.manual_comment = MARKUP

    change(course, name)
    found = all_results(course)
    assert found[trainee(2)].name == f"{MARKUP} {RTL}"
    assert found[trainee(2)].comments == {WRITING: MARKUP}
    assert found[trainee(4)].name == trainee(4)
