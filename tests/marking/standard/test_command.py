"""``mp standard`` in a course of its own, from template to standard."""

import contextlib
import io
import subprocess
import sys
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from mp_exercises.cli import main
from mp_exercises.course.folder import checkout_course, new_course
from mp_exercises.marking.standard import load_standard

from .panels import grade_rows, write_csv


def mp(*words, cwd):
    """Run ``mp standard`` as its own entry point does, and return what it did."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["mp", "standard", *map(str, words)]
    code = 0
    try:
        with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv = before
    return SimpleNamespace(returncode=code or 0, stdout=out.getvalue(), stderr=err.getvalue())


@pytest.fixture
def course(tmp_path):
    """Return a course with the small example and nothing else."""
    new_course(tmp_path / "course")
    return tmp_path / "course"


def fill(file, number, values):
    """Fill in a panel's template: the judges' names, the round, and a value by item and judge."""
    book = load_workbook(file)
    sheet = book["Judgements"]
    sheet["B3"] = number
    for column, judge in enumerate("ABCDEFG", 5):
        sheet.cell(5, column).value = f"Judge {judge}"
        for row in range(6, sheet.max_row + 1):
            sheet.cell(row, column).value = values(row, column)
    file = file.with_name(f"filled-{number}.xlsx")
    book.save(file)
    return file


@pytest.fixture
def long_course(tmp_path):
    """Return a course with the graded assessments of the checkout."""
    new_course(tmp_path / "course", content=checkout_course())
    return tmp_path / "course"


def test_from_template_to_standard(long_course):
    """A template is filled in twice, gives a cut score in plain words, and is kept and shown."""
    slug = "empathy-and-goals"
    done = mp("template", slug, "--form", "percent", cwd=long_course)
    template = long_course / f"{slug}-percent-round-1.xlsx"
    assert (done.returncode, done.stderr) == (0, "")
    first = fill(template, 1, lambda row, column: 30 + 2 * (row % 15) + 4 * (column - 8))
    second = fill(template, 2, lambda row, column: 30 + 2 * (row % 15) + 2 * (column - 8))
    words = ("angoff", first, second, "--assessment", slug, "--date", "2026-11-20")
    shown = mp(*words, cwd=long_course)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Nothing was written" in shown.stdout
    assert load_standard(long_course, slug) is None
    kept = mp(*words, "--write", cwd=long_course)
    assert "The cut score is 4" in kept.stdout
    assert "the judges' spread went from 8.6 to 4.3" in kept.stdout
    standard = load_standard(long_course, slug)
    assert (standard.panel, standard.rounds, standard.form) == (7, 2, "percent")
    again = mp("show", slug, cwd=long_course)
    assert "panel of 7, 2026-11-20" in again.stdout
    assert "changed since" not in again.stdout


def test_a_changed_section_is_told(long_course):
    """After an item's wording is changed, the standard is shown as set on something else."""
    slug = "empathy-and-goals"
    mp("template", slug, cwd=long_course)
    filled = fill(long_course / f"{slug}-percent-round-1.xlsx", 1, lambda row, column: 20 + row + 3 * column)
    assert mp("angoff", filled, "--assessment", slug, "--write", cwd=long_course).returncode == 0
    file = long_course / "assessments" / f"{slug}.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Rate Rob's part", "Rate Rob's share"), encoding="utf-8"
    )
    shown = mp("show", slug, cwd=long_course)
    assert "These sections have changed since: empathy-and-goals-two-oclock." in shown.stdout


def test_borderline_regression(course):
    """Examiners' grades and scores give a cut score and a standard."""
    lines = [[f"T{place}", 1 + place % 4, 40 + 10 * (place % 4) + place % 7] for place in range(40)]
    file = write_csv(course / "grades.csv", grade_rows(lines, "example"))
    done = mp("borderline", file, "--assessment", "example", "--write", "--date", "2026-11-20", cwd=course)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Graded: 10 clear fail, 10 borderline, 10 clear pass, 10 very good pass." in done.stdout
    standard = load_standard(course, "example")
    assert (standard.method, standard.form, standard.panel) == ("borderline-regression", "grades", 40)
    assert standard.value == pytest.approx(0.53, abs=0.01)


@pytest.mark.parametrize("form", ["yes-no", "percent", "grades"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_templates(course, form, kind):
    """Each form's template is written as either kind, once, and never over a filled-in one."""
    out = course / f"new.{kind}"
    assert mp("template", "example", "--form", form, "--out", out, cwd=course).returncode == 0
    done = mp("template", "example", "--form", form, "--out", out, cwd=course)
    assert done.returncode == 2
    assert "is there already" in done.stderr
    reading = ("borderline", out) if form == "grades" else ("angoff", out)
    empty = mp(*reading, "--assessment", "example", cwd=course)
    assert empty.returncode == 2
    assert "nobody is graded" in empty.stderr or "no judge has judged anything" in empty.stderr


def test_a_question_that_looks_like_a_formula_is_text(course):
    """A question that begins with an equals sign is text in both kinds of template."""
    file = course / "assessments" / "example.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("prompt: ") + len("prompt: ")
    end = text.index("\n", start)
    file.write_text(f'{text[:start]}"=HYPERLINK(1)"{text[end:]}', encoding="utf-8")
    assert mp("template", "example", "--out", "t.xlsx", cwd=course).returncode == 0
    cells = [cell for row in load_workbook(course / "t.xlsx")["Judgements"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]
    assert mp("template", "example", "--out", "t.csv", cwd=course).returncode == 0
    assert "'=HYPERLINK(1)" in (course / "t.csv").read_text(encoding="utf-8-sig")


def test_the_command_itself(course):
    """Run as a program, a fault is one line on the error stream and exit code 2."""
    command = [
        sys.executable,
        "-m",
        "mp_exercises",
        "standard",
        "angoff",
        "gone.csv",
        "--assessment",
        "example",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=course, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mp: gone.csv: there is no such file; right would be the panel's spreadsheet\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["template", "nothing"], "there is no assessment 'nothing'"),
        (["template", "example", "--out", "a.ods"], "neither .xlsx nor .csv"),
        (["template", "example", "--form", "odd"], "invalid value"),
        (["angoff", "gone.xlsx", "--assessment", "example"], "gone.xlsx: there is no such file"),
        (["angoff", "--assessment", "example"], "missing argument"),
        (["borderline", "gone.csv", "--assessment", "example"], "gone.csv: there is no such file"),
        (["show", "nothing"], "there is no assessment 'nothing'"),
        (["show", "example", "--course", "elsewhere"], "no course folder"),
    ],
)
def test_bad_input_is_exit_2_without_a_traceback(course, words, said):
    """What a user can mend is said in a line, with exit code 2."""
    done = mp(*words, cwd=course)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_small_panel_is_refused_with_the_reason(long_course):
    """Four judges are refused, and nothing is written."""
    slug = "empathy-and-goals"
    mp("template", slug, "--judges", 4, cwd=long_course)
    file = long_course / f"{slug}-percent-round-1.xlsx"
    book = load_workbook(file)
    sheet = book["Judgements"]
    for row in range(6, sheet.max_row + 1):
        for column in range(5, 9):
            sheet.cell(row, column).value = 50 + column
    book.save(file)
    done = mp("angoff", file, "--assessment", slug, "--write", cwd=long_course)
    assert done.returncode == 2
    assert "judges: 4, and it needs at least 5" in done.stderr
    assert load_standard(long_course, slug) is None
