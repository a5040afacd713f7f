"""Writing an assessment's reports: a page for each trainee, the cohort's report, and PDFs of both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, select

from ..folder import Course, CourseError
from ..gradebook.connection import gradebook_of, settings_of
from ..gradebook.tables import RESULT
from ..gradebook.writer import Cells, cells_of
from ..holding import held
from ..results import Result, result_of, results
from .basis import Basis, basis_of
from .files import Places, file_names, places_of, write_text
from .handbook import chapters
from .page import TraineePages
from .pdf.browser import find_chromium
from .pdf.printing import Printed, pdf_of, print_all
from .practice import DEFAULT_ADDRESS, Handbook
from .rendering import trainee_html
from .wording import wording

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Asked:
    """What somebody asked for.

    Attributes
    ----------
    trainees
        Whose pages to write; empty for everybody's and the cohort's report.
    out
        The folder; None for ``reports/ASSESSMENT`` in the course.
    pdf
        Whether to print PDFs too.
    provisional
        Whether to go on where results are held.
    handbook
        The address that links lead to.
    """

    trainees: tuple[str, ...] = ()
    out: Path | None = None
    pdf: bool = True
    provisional: bool = False
    handbook: str = DEFAULT_ADDRESS


@dataclass
class Done:
    """What became of the reports.

    Attributes
    ----------
    held
        Why results are held; empty where they are not.
    written, unchanged
        Pages.
    others
        What else was written.
    """

    places: Places
    basis: Basis
    held: str
    total: int
    written: int = 0
    unchanged: int = 0
    others: list[Path] = field(default_factory=list)
    printed: Printed | None = None


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
    """
    handbook = Handbook(asked.handbook, chapters())
    course.require(assessment)
    settings = settings_of(course)
    program = find_chromium() if asked.pdf else None
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        everybody = _everybody(engine, course, assessment)
        reason = held(engine, assessment)
        if reason and not asked.provisional:
            raise CourseError(
                f"the results of {assessment!r} are held: {reason}; to go on all the same, add --provisional"
            )
        wanted = _wanted(asked.trainees, everybody)
        basis = basis_of(
            settings.course, assessment, results(engine, assessment, cells), provisional=bool(reason)
        )
        done = Done(places_of(settings.course, assessment, asked.out), basis, reason, len(wanted))
        names = file_names(everybody)
        found = _results(engine, assessment, cells, asked.trainees)
        _write_pages(done, found, TraineePages(basis, handbook, wording("trainee")), names, pages)
    if program is not None:
        files = [done.places.trainees / f"{names[trainee]}.html" for trainee in wanted]
        _print(done, files, program, pdfs)
    return done


def _everybody(engine: Engine, course: Course, assessment: str) -> list[str]:
    query = select(RESULT.c.trainee).where(RESULT.c.assessment == assessment).order_by(RESULT.c.trainee)
    with engine.connect() as connection:
        found = list(connection.scalars(query))
    if not found:
        raise CourseError(f"nobody is marked for {assessment!r} yet; run: mp mark {course.root} {assessment}")
    return found


def _wanted(asked: Collection[str], everybody: Collection[str]) -> list[str]:
    unknown = sorted(set(asked) - set(everybody))
    if unknown:
        raise CourseError(f"nobody called {unknown[0]!r} is marked; give an id as submitted/ has it")
    return sorted(set(asked)) or list(everybody)


def _results(engine: Engine, assessment: str, cells: Cells, asked: Collection[str]) -> Iterator[Result]:
    if not asked:
        yield from results(engine, assessment, cells)
    for trainee in sorted(set(asked)):
        found = result_of(engine, assessment, cells, trainee)
        if found is not None:
            yield found


def _write_pages(
    done: Done, found: Iterator[Result], make: TraineePages, names: dict[str, str], progress: Progress
) -> None:
    say = wording("trainee")
    for count, result in enumerate(found, 1):
        file = done.places.trainees / f"{names[result.trainee]}.html"
        if write_text(file, trainee_html(make.page(result), say)):
            done.written += 1
            # A PDF of another page than the one beside it would mislead whoever gets it.
            pdf_of(file).unlink(missing_ok=True)
        else:
            done.unchanged += 1
        progress(count, done.total)


def _print(done: Done, files: list[Path], program: Path, progress: Progress) -> None:
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        progress(count, len(files))

    done.printed = print_all(files, program, progress=one_more)
