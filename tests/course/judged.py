"""What people do to a marked cohort, and what our modules say of it."""

import contextlib

from mp_exercises.course.gradebook.cells import cells_of
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.judging import judge_of
from mp_exercises.course.results import TASK, results
from tests.course.gradebooks import change
from tests.course.trainees import SLUG

SIZE = 32
"""More than the rules ask for, so that the cohort's own scatter judges it."""


def trainee(number):
    """Return a trainee's id."""
    return f"trainee-{number:05d}"


def give(course):
    """Let a person mark every written answer, with marks and comments that differ."""

    def work(opened):
        for number, submission in enumerate(opened.assignment_submissions(SLUG)):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if TASK in grade.name:
                        grade.manual_score, grade.needs_manual_grade = float(number % 10), False
                for comment in notebook.comments:
                    comment.manual_comment = f"Comment {number}."

    change(course, work)


@contextlib.contextmanager
def opened(course):
    """Yield a course's gradebook and its cells."""
    with gradebook_of(settings_of(course)) as engine:
        yield engine, cells_of(engine, SLUG)


def all_results(course):
    """Return every trainee's result, by id."""
    with opened(course) as (engine, cells):
        return {result.trainee: result for result in results(engine, SLUG, cells)}


def bands(course):
    """Return what the reports say of each trainee, by id."""
    found = all_results(course)
    judge = judge_of(course.load(SLUG), found.values())
    return {name: judge.whole(result).band for name, result in found.items()}
