"""Writing an assessment's reports: a page for each trainee, the cohort's report, and PDFs of both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ...paper import NoChromium, find_chromium
from ..folder import Course, CourseError
from ..gradebook.cells import cells_of
from ..gradebook.connection import gradebook_of
from ..gradebook.settings import settings_of
from .asked import Asked, Done
from .handbook import chapters
from .practice import Handbook
from .printing import print_all
from .work import Work

Progress = Callable[[int, int], None]


def write_reports(
    course: Course,
    assessment: str,
    asked: Asked,
    *,
    pages: Progress = lambda _done, _total: None,
    pdfs: Progress = lambda _done, _total: None,
) -> Done:
    """Write the reports of an assessment.

    Parameters
    ----------
    pages, pdfs
        Called with how many are done, and of how many.

    Raises
    ------
    CourseError
        If nobody is marked, results are held, a trainee is unknown, or PDFs are asked for and there is
        no Chromium.
    SourceError
        If the assessment, its keys or its standard is faulty.
    """
    handbook = Handbook(asked.handbook, chapters())
    loaded = course.load(assessment)
    settings = settings_of(course)
    program = _chromium() if asked.pdf else None
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        done = Work(engine, settings.course, loaded, cells, asked, pages).write(handbook)
    done.portable = handbook.absolute
    if program is not None:
        _print(done, program, pdfs)
    return done


def _chromium() -> Path:
    try:
        return find_chromium()
    except NoChromium as error:
        raise CourseError(f"{error}, or give --no-pdf for the pages alone") from error


def _print(done: Done, program: Path, progress: Progress) -> None:
    files = done.pages()
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        progress(count, len(files))

    done.printed = print_all(files, program, progress=one_more)
