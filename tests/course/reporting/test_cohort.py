"""The cohort's technical report: its figures, its tables and what it keeps to itself."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from mp_exercises.course.folder import CourseError
from tests.course.reporting.reports import NAMES, SIZE, soup, text, trainee, written

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="session")
def folder(reports) -> Path:
    """Return the folder of the reports."""
    return reports.places.trainees.parent


@pytest.fixture(scope="session")
def page(folder):
    """Return the technical report as a tree."""
    return soup(folder / "technical-report.html")


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the lines of one of the tables."""
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def statistic(folder: Path, name: str, of: str = "") -> dict[str, str]:
    """Return the line of one statistic."""
    return next(row for row in table(folder, "statistics") if (row["Statistic"], row["Of"]) == (name, of))


@pytest.fixture(scope="session")
def marks(found) -> np.ndarray:
    """Return points, a row for each trainee and a column for each question, from the results themselves."""
    return np.array(
        [
            [
                result.given[item.section, item.item] if item.value is None else item.value * item.points
                for item in result.items
            ]
            for result in found.values()
        ]
    )


def test_alpha_and_the_standard_error_are_those_of_the_marks(folder, marks):
    """Cronbach's alpha and the SEM in the table are what their formulas give for the gradebook's marks."""
    items = marks.shape[1]
    alpha = items / (items - 1) * (1 - marks.var(axis=0, ddof=1).sum() / marks.sum(axis=1).var(ddof=1))
    assert float(statistic(folder, "cronbach-alpha")["Value"]) == pytest.approx(alpha, abs=1e-6)
    error = marks.sum(axis=1).std(ddof=1) * np.sqrt(1 - alpha)
    assert float(statistic(folder, "standard-error-of-measurement")["Value"]) == pytest.approx(
        error, abs=1e-5
    )


def test_each_question_has_its_difficulty_and_its_corrected_correlation(folder, marks, found):
    """Difficulty is the share of points earned; the correlation leaves the question itself out."""
    rows = table(folder, "items")
    most = [item.points for item in next(iter(found.values())).items]
    assert len(rows) == marks.shape[1]
    for place, row in enumerate(rows):
        rest = np.delete(marks, place, axis=1).sum(axis=1)
        assert float(row["Difficulty"]) == pytest.approx(marks[:, place].mean() / most[place], abs=1e-6)
        assert float(row["Correlation"]) == pytest.approx(np.corrcoef(marks[:, place], rest)[0, 1], abs=1e-6)


def test_every_result_is_in_the_table(folder, found):
    """Points, and whether the result is secure, borderline or not yet, are in the table for each trainee."""
    rows = {row["Trainee"]: row for row in table(folder, "results")}
    assert set(rows) == set(found)
    for name, result in found.items():
        assert float(rows[name]["Points"]) == pytest.approx(result.points, abs=1e-6)
    counts = Counter(row["Decision"] for row in rows.values())
    assert set(counts) <= {"Secure", "Borderline", "Not yet"}
    assert sum(counts.values()) == SIZE


def test_the_head_counts_what_the_table_counts(folder, page):
    """The sentence at the head has the same numbers as the table of results."""
    counts = Counter(row["Decision"] for row in table(folder, "results"))
    said = f"{counts['Secure']} secure, {counts['Borderline']} borderline and {counts['Not yet']} not yet"
    assert said in text(page.header)


def test_the_workbook_and_the_files_agree(folder):
    """Every table is a sheet of the workbook, with the same heads and as many lines."""
    book = load_workbook(folder / "technical-report.xlsx")
    files = {file.stem for file in (folder / "tables").glob("*.csv")}
    assert {name.lower() for name in book.sheetnames} == files
    for sheet in book:
        lines = table(folder, sheet.title.lower())
        assert sheet.max_row - 1 == len(lines)
        assert [str(cell.value) for cell in sheet[1]] == list(
            lines[0] if lines else heads(folder, sheet.title)
        )


def heads(folder: Path, name: str) -> list[str]:
    """Return a table's heads, also where it has no line."""
    with (folder / "tables" / f"{name.lower()}.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def test_no_cell_is_a_formula(folder):
    """A name that a spreadsheet would run has an apostrophe before it, in the files and in the workbook."""
    for file in (folder / "tables").glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for cell in (cell for row in csv.reader(opened) for cell in row):
                assert not cell.startswith(FORMULA) or is_number(cell), (file.name, cell)
    names = {row["Trainee"]: row["Name"] for row in table(folder, "results")}
    assert names[trainee(2)] == f"'{NAMES[2][0]}"
    cells = [
        cell for sheet in load_workbook(folder / "technical-report.xlsx") for row in sheet for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type == "f"]


def is_number(cell: str) -> bool:
    """Whether a cell is a number, which may begin with a sign."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_page_names_no_trainee(folder, page, found):
    """The report for assessors has nobody's id or name, and says what it shows and whose judgement it is."""
    said = text(page)
    assert not [name for name in found if name in said]
    assert NAMES[0][0] not in said
    assert "names no trainee" in said
    assert "Practice results" in text(page.h1)
    assert "competent" not in said.replace("nobody should be called competent, or not competent", "")


def test_every_drawing_has_its_words(page):
    """Each drawing has a title and a description, and each plot a table of its numbers."""
    drawings = [svg for svg in page.find_all("svg") if svg.get("role") == "img"]
    assert len(drawings) >= 2
    for drawing in drawings:
        named = drawing["aria-labelledby"].split()
        assert all(text(page.find(id=name)) for name in named), drawing["aria-labelledby"]
    assert page.find("summary", string=lambda words: words and "as a table" in words)


def test_few_people_get_no_statistic(few, tmp_path):
    """Below its stated number of people a statistic is refused with its reason, and no number is printed."""
    written(few, tmp_path / "out")
    for name in ("cronbach-alpha", "decision-consistency"):
        row = statistic(tmp_path / "out", name)
        assert row["Value"] == ""
        assert "4" in row["Not given because"]
    assert "alpha: " not in text(soup(tmp_path / "out" / "technical-report.html").header)


def groups(path: Path, lines: str) -> Path:
    """Write a file of groups."""
    path.write_text(lines, encoding="utf-8")
    return path


def test_groups_are_compared_and_small_ones_not_named(whole, tmp_path):
    """Large groups are compared by Mantel–Haenszel question by question; a group of three has no name."""
    lines = ["trainee,team"]
    lines += [
        f"{trainee(n)},{'Riverside' if n < 28 else 'Hilltop' if n < 57 else 'Nightshift'}"
        for n in range(SIZE)
    ]
    given = groups(tmp_path / "groups.csv", "\n".join(lines))
    written(whole, tmp_path / "out", groups=given)
    said = text(soup(tmp_path / "out" / "technical-report.html"))
    assert "Riverside" in said
    assert "Hilltop" in said
    assert "Nightshift" not in said
    assert "Mantel" in said


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("name,team\nx,y\n", "needs the heads 'trainee'"),
        ("trainee\nx\n", "needs the heads"),
        ("trainee,team\nnobody,y\n", "has none of the trainees"),
        (f"trainee,team\n{trainee(0)},a\n{trainee(0)},b\n", "twice"),
        ("trainee,team\n" + "".join(f"{trainee(n)},g{n}\n" for n in range(20)), "more than 12 groups"),
    ],
)
def test_a_faulty_file_of_groups_is_one_sentence(whole, tmp_path, lines, why):
    """What is wrong with a file of groups is said in one line that names the file, and nothing is written."""
    given = groups(tmp_path / "groups.csv", lines)
    with pytest.raises(CourseError, match=why) as error:
        written(whole, tmp_path / "out", groups=given)
    assert "\n" not in str(error.value)
    assert str(given) in str(error.value)
    assert not (tmp_path / "out" / "technical-report.html").exists()
