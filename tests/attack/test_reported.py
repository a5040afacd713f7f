"""Attacks in every text that a report or a table takes: what is shown stays text, and no cell a formula."""

import csv
import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.settings import settings_of
from mp_exercises.course.gradebook.tables import HISTORY
from mp_exercises.course.reporting.asked import Asked
from mp_exercises.course.reporting.run import write_reports
from mp_exercises.plain import cell
from tests.attack.answers import HOW, record
from tests.attack.pages import assert_text, squeezed
from tests.attack.records import PAYLOAD
from tests.course.gradebooks import change, gradebook
from tests.course.keys import key_texts
from tests.course.made import cohort
from tests.course.trainees import SLUG, run, submission

COMMAND = "=cmd|' /C calc'!A0"
NAMES = {
    "text": (PAYLOAD[:128], PAYLOAD[:128]),
    "parts": (COMMAND, "@SUM(1+1)"),
    "names": (f"Jo;{COMMAND}", f'Jo";{COMMAND}'),
    "everywhere": (f"\t{COMMAND}", f"Smith,Jo,jo@example.org,64.0,0.0,64.0,64.0\n{COMMAND}"),
    "surrogates": ("+44 7700", "-1\u202e\x1b[2J"),
}
"""First and last name of each trainee, as a platform on which one can name oneself may have them."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def course(released, tmp_path_factory):
    """Return a marked cohort in which some attack by their answers and their names, with comments."""
    course = cohort(released, tmp_path_factory.mktemp("reported") / "course", 30)
    for how in HOW:
        (submission(course, how) / "answers.jsonl").write_bytes(record(course.load(SLUG).keyed, how))
    done = run("mp_exercises", "mark", course.root, SLUG)
    assert (done.returncode, done.stderr) == (0, "")

    def attack(opened):
        for how, (first, last) in NAMES.items():
            opened.update_or_create_student(how, first_name=first, last_name=last, email=COMMAND)
            for notebook in opened.find_submission(SLUG, how).notebooks:
                for comment in notebook.comments:
                    comment.manual_comment = f"{COMMAND} {PAYLOAD}"

    change(course, attack)
    with gradebook_of(settings_of(course)) as engine, engine.begin() as connection:
        row = dict.fromkeys((column.name for column in HISTORY.columns if column.name != "id"), PAYLOAD)
        numbers = {"assessment": SLUG, "old": 1.0, "new": 2.0, "trainee": "text", "who": COMMAND}
        connection.execute(insert(HISTORY), [{**row, "cell": SLUG, **numbers}])
    return course


@pytest.fixture(scope="module")
def reports(course):
    """Return the reports, which compare groups whose names are attacks too."""
    groups = course.root.parent / "groups.csv"
    with groups.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["trainee", PAYLOAD, COMMAND])
        table.writerows([row["id"], (PAYLOAD, "b")[n % 2], COMMAND] for n, row in enumerate(students(course)))
    return write_reports(course, SLUG, Asked(pdf=False, provisional=True, groups=groups))


def students(course):
    """Return the rows of the trainees."""
    return gradebook(course)["student"]


@pytest.mark.parametrize("how", HOW)
def test_a_trainees_report_shows_text(course, reports, how):
    """On a trainee's page, answers, names and comments that are attacks are text, which can be read."""
    page = (reports.places.root / "trainees" / f"{how}.html").read_text(encoding="utf-8")
    assert squeezed(PAYLOAD) in assert_text(page)


def test_the_technical_report_shows_text(reports):
    """On the cohort's page, the names of groups, and who changed marks and why, are text."""
    assert squeezed(PAYLOAD) in assert_text(reports.places.technical.read_text(encoding="utf-8"))


def test_nothing_else_is_written(course, reports):
    """The reports lie in their folder, under the trainees' ids, and no file is named by an attack."""
    root = course.root / "reports" / SLUG
    assert reports.places.root == root
    names = {file.name for file in root.rglob("*")}
    assert {f"{how}.html" for how in HOW} <= names
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.") for name in names)
    assert {entry.name for entry in course.root.parent.iterdir()} == {"course", "groups.csv"}


def cells(text):
    """Yield each cell of a CSV, as programs that are set to commas, semicolons or both read it."""
    for mark in ",;":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            yield from row
    yield from (part for line in text.splitlines() for part in line.replace(";", ",").split(","))


def assert_no_formula(text):
    """No cell of a CSV begins as a formula does, numbers apart."""
    for found in cells(text):
        plain = found.lstrip(' "')
        assert not plain.startswith(FORMULA) or is_number(plain.rstrip('"')), found


def is_number(text):
    """Whether text is a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("attack", [COMMAND, f"Jo;{COMMAND}", f"Jo; {COMMAND}", f'"{COMMAND}'])
def test_the_check_sees_a_formula(attack):
    """A CSV into which a name was put as it is does not pass; one in which it is made safe does."""
    for made, safe in ((attack, False), (cell(attack), True)):
        text = io.StringIO(newline="")
        csv.writer(text).writerow(["1", made, "-2.5"])
        if safe and not attack.startswith('"'):
            assert_no_formula(text.getvalue())
        elif not safe:
            with pytest.raises(AssertionError):
                assert_no_formula(text.getvalue())


def test_no_cell_of_the_tables_is_a_formula(reports):
    """In no CSV, however its cells are told apart, and nowhere in the spreadsheet is a name a formula."""
    files = sorted(reports.places.tables.glob("*.csv"))
    assert len(files) > 4
    texts = [file.read_text(encoding="utf-8-sig") for file in files]
    assert sum(COMMAND in text for text in texts) >= 2
    for text in texts:
        assert_no_formula(text)
    for sheet in load_workbook(reports.places.workbook).worksheets:
        for row in sheet.iter_rows():
            assert not [found.coordinate for found in row if found.data_type == "f"]


def test_no_cell_of_nbgraders_export_is_a_formula(course):
    """What ``nbgrader export`` writes has no formula, and in it nobody's name moves a mark or adds a row."""
    assert run("nbgrader", "export", cwd=course.root).returncode == 0
    text = (course.root / "grades.csv").read_text(encoding="utf-8")
    assert_no_formula(text)
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert len(rows) == len(students(course)) == len(text.splitlines()) - 1
    given = gradebook(course)["grade"]
    for name, row in rows.items():
        own = [grade for grade in given if grade["student_id"] == name]
        total = sum(grade["manual_score"] or grade["auto_score"] or 0.0 for grade in own)
        assert float(row["score"]) == pytest.approx(total)
        assert float(row["max_score"]) == 64.0
    assert rows["everywhere"]["last_name"].startswith("Smith,Jo,jo@example.org,64.0,")
    assert float(rows["everywhere"]["score"]) == 0.0


def test_nbgraders_own_export_has_them(course, tmp_path):
    """The attack is real: nbgrader's own plugin writes the formula, and moves the marks."""
    words = ("--exporter=nbgrader.plugins.CsvExportPlugin", "--to", tmp_path / "stock.csv")
    assert run("nbgrader", "export", *words, cwd=course.root).returncode == 0
    text = (tmp_path / "stock.csv").read_text(encoding="utf-8")
    with pytest.raises(AssertionError):
        assert_no_formula(text)
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows["everywhere"]["raw_score"] == "64.0"


def test_exports_agree_where_nobody_attacks(released, tmp_path):
    """For ordinary names our export has the columns and the cells of nbgrader's."""
    course = cohort(released, tmp_path / "course", 3)
    assert run("mp_exercises", "mark", course.root, SLUG).returncode == 0
    change(course, lambda opened: opened.update_or_create_student("trainee-00001", last_name="O'Neill"))
    stock = "--exporter=nbgrader.plugins.CsvExportPlugin"
    ours, theirs = exported(course), exported(course, stock)
    assert len(ours) == 3
    assert [plain(row) for row in ours] == [plain(row) for row in theirs]
    one = exported(course, "--student", "['trainee-00001']")
    assert [row["student_id"] for row in one] == ["trainee-00001"]
    assert exported(course, "--assignment", "['another']") == []


def exported(course, *words):
    """Return the rows of ``nbgrader export``."""
    done = run("nbgrader", "export", *words, cwd=course.root)
    assert done.returncode == 0, done.stderr
    with (course.root / "grades.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(row):
    """Return a row with its numbers as numbers."""
    return {head: float(text) if is_number(text) else text for head, text in row.items()}


def test_no_key_is_in_them(course, reports):
    """No sentence of a key is in a report or a table."""
    texts = key_texts(course) - {"BEGIN HIDDEN"}
    for file in [*reports.places.root.rglob("*.html"), *reports.places.root.rglob("*.csv")]:
        found = file.read_text(encoding="utf-8")
        assert not [key for key in texts if key in found], file
