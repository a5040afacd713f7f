"""The steps of moderation as people take them: the command line, and a spreadsheet that is filled in."""

from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import select

from mp_exercises.cli.moderate import moderate
from mp_exercises.course.folder import CourseError
from mp_exercises.course.gradebook.cells import cells_of
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.gradebook.theirs import GRADE, SUBMISSION, SUBMITTED
from mp_exercises.course.moderating.pairs import moderation
from mp_exercises.course.moderating.tables import DRAWN
from tests.course.moderating.cohort import FIRST
from tests.course.trainees import SLUG

SEED = 60_221_407
SECOND = "Sam Secondmarker"
PAGE = "Question 1"
LEVELS = ("C", "D", "E")
MARK, REMARK = "F", "G"


def mp(*words):
    """Run ``mp moderate`` in this process, and return what it printed; its errors are raised."""
    done = CliRunner().invoke(moderate, list(map(str, words)), catch_exceptions=True)
    if done.exception is not None:
        raise done.exception
    return done.output


def refusal(*words):
    """Return the message with which ``mp moderate`` refuses."""
    try:
        said = mp(*words)
    except CourseError as error:
        return str(error)
    raise AssertionError(f"not refused: {said}")


def mp_draw(course, *words):
    """Draw a sample."""
    return mp("draw", course.root, SLUG, "--seed", SEED, "--by", "Dana Drawer", "--first", FIRST, *words)


def sheet_file(course, number=1, ending="xlsx"):
    """Return a file for the second marker."""
    return course.root / "moderation" / SLUG / f"{SLUG}-second-{number}.{ending}"


def rows_of(course, table=DRAWN):
    """Return the rows of a table of the gradebook's database."""
    with gradebook_of(settings_of(course)) as engine, engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def pairs_of(course):
    """Return the pairs of marks by trainee."""
    with gradebook_of(settings_of(course)) as engine:
        found = moderation(engine, SLUG, cells_of(engine, SLUG))
    return {pair.drawn.trainee: pair for pair in found.pairs}


def gradebook_marks(course, cell):
    """Return nbgrader's manual score and whether it waits, by trainee."""
    with gradebook_of(settings_of(course)) as engine, engine.connect() as connection:
        query = (
            select(SUBMISSION.c.student_id, GRADE.c.manual_score, GRADE.c.needs_manual_grade)
            .join(SUBMITTED, SUBMITTED.c.assignment_id == SUBMISSION.c.id)
            .join(GRADE, GRADE.c.notebook_id == SUBMITTED.c.id)
            .where(GRADE.c.cell_id == cells_of(engine, SLUG).tasks[cell])
        )
        return {name: (mark, waits) for name, mark, waits in connection.execute(query)}


def fill_in(course, marks, *, levels=None, file=None, edit=None):
    """Fill in the sheet as a second marker does, and return the file that comes back.

    ``marks`` and ``levels`` are by trainee; ``edit`` does anything else to the worksheet.
    """
    trainees = {row["code"]: row["trainee"] for row in rows_of(course)}
    book = load_workbook(file or sheet_file(course))
    page = book[PAGE]
    for row in range(2, page.max_row + 1):
        trainee = trainees[page[f"A{row}"].value]
        if trainee in marks:
            page[f"{MARK}{row}"] = marks[trainee]
        for column, level in zip(LEVELS, (levels or {}).get(trainee, ()), strict=False):
            page[f"{column}{row}"] = level
    if edit is not None:
        edit(page)
    back = course.root / "back.xlsx"
    book.save(back)
    return back


def read_in(course, marks, *words, **others):
    """Fill in a sheet and read it."""
    return mp("read", course.root, SLUG, fill_in(course, marks, **others), "--by", SECOND, *words)


def firsts(course):
    """Return the first marks of the sample by trainee, as they were drawn."""
    return {row["trainee"]: row["first"] for row in rows_of(course)}
