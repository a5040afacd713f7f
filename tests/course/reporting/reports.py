"""A cohort for the tests of reports, and what its pages say."""

import contextlib
import re

from bs4 import BeautifulSoup

from mp_exercises.course.folder import Course
from mp_exercises.course.gradebook.cells import cells_of
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.reporting.asked import Asked
from mp_exercises.course.reporting.basis import basis_of
from mp_exercises.course.reporting.run import write_reports
from mp_exercises.course.results import TASK, results
from tests.course.gradebooks import change
from tests.course.trainees import SLUG

SIZE = 60
"""More than every statistic but the comparison of groups asks for."""

SCRIPT = "</p><script>document.title = 'theirs'</script><b>bold</b>"
COMMENTS = ("You wait before you speak.", f"You ask. {SCRIPT}", "", "One.\n\nTwo.")
NAMES = {
    0: ("Ayodele", "Marsh"),
    1: ("Kit", "<i>Italic</i>"),
    2: ("=cmd|' /C calc'!A0", ""),
    3: ("Ann\u202egnp", "X"),
}


def trainee(number):
    """Return a trainee's id."""
    return f"trainee-{number:05d}"


def give(course):
    """Let a person mark every written answer, comment on most, and give some trainees names."""

    def work(opened):
        for number, submission in enumerate(sorted(opened.assignment_submissions(SLUG), key=_student)):
            if number in NAMES:
                first, last = NAMES[number]
                opened.update_or_create_student(submission.student.id, first_name=first, last_name=last)
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if TASK in grade.name:
                        grade.manual_score, grade.needs_manual_grade = float(number % 10), False
                for comment in notebook.comments:
                    comment.manual_comment = COMMENTS[number % len(COMMENTS)]

    change(course, work)


def _student(submission):
    return submission.student.id


@contextlib.contextmanager
def opened(course):
    """Yield a course's gradebook and its cells."""
    with gradebook_of(settings_of(course)) as engine:
        yield engine, cells_of(engine, SLUG)


def all_results(course):
    """Return every trainee's result, by id."""
    with opened(course) as (engine, cells):
        return {result.trainee: result for result in results(engine, SLUG, cells)}


def basis(course, *, provisional=False):
    """Return what a course's reports rest on."""
    return basis_of(course, course.load(SLUG), all_results(course).values(), provisional=provisional)


def written(course: Course, out, *trainees, **asked):
    """Write reports without PDFs, and return what became of them."""
    return write_reports(course, SLUG, Asked(trainees=trainees, out=out, **{"pdf": False, **asked}))


def soup(file):
    """Return a page's HTML as a tree."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def text(node):
    """Return a node's text on one line."""
    return re.sub(r"\s+", " ", node.get_text(" ")).strip()


def place(share):
    """Return a share as a drawing has it."""
    return f"{100 * share:.2f}%"
