"""What others typed, in names, groups, reasons and ids, stays text on every page and in every table."""

from __future__ import annotations

import csv

from openpyxl import load_workbook

from mp_exercises.course.regrading.history import Reason
from tests.course.regrading.again import corrected, history, write
from tests.course.reporting.reports import SCRIPT, SIZE, soup, text, trainee, written

FORMULA = "=cmd|' /C calc'!A0"
WHY = f"{FORMULA} {SCRIPT}"


def test_groups_stay_text(whole, tmp_path):
    """Script, a formula and a sign that turns the text around it, in a group and in its head, do nothing."""
    file = tmp_path / "groups.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        lines = csv.writer(opened)
        lines.writerow(["trainee", FORMULA])
        for number in range(SIZE):
            lines.writerow([trainee(number), SCRIPT if number % 2 else "River\u202eside"])
    done = written(whole, tmp_path / "out", groups=file)
    page = soup(done.places.technical)
    assert SCRIPT in page.find(id="groups").parent.get_text()
    assert page.find_all("script") == []
    assert "\u202e" not in str(page)
    sheet = load_workbook(done.places.workbook)["statistics"]
    (named,) = [row[1] for row in sheet.iter_rows() if row[0].value == "mantel-haenszel"]
    assert (named.data_type, named.value.startswith(f"'{FORMULA}: ")) == ("s", True)


def test_changed_marks_are_told_and_their_reason_stays_text(course, tmp_path):
    """Corrections stand on the page with who and why, as often as the history has them, and run nothing."""
    outcome = write(course, corrected(course, tmp_path / "keys.yaml"), Reason("Rhian Pryce", WHY))
    assert outcome is not None
    log = history(course)
    people = {row["trainee"] for row in log}
    assert people
    done = written(course, tmp_path / "out")
    page = soup(done.places.technical)
    (row,) = page.find(id="changes").parent.select("tbody tr")
    said = [text(cell) for cell in row.find_all("td")]
    assert said[0] == "Rhian Pryce"
    assert SCRIPT in row.get_text()
    assert said[3] == str(len(people))
    assert page.find_all("script") == []
    assert not [name for name in people if name in page.get_text()]
    sheet = load_workbook(done.places.workbook)["history"]
    heads = [cell.value for cell in sheet[1]]
    lines = list(sheet.iter_rows(min_row=2))
    assert len(lines) == len(log)
    why = [line[heads.index("Why")] for line in lines]
    assert {(cell.data_type, cell.value) for cell in why} == {("s", f"'{WHY}")}


def test_the_technical_page_fetches_and_runs_nothing(reports):
    """The cohort's report allows its own style alone, has no script, and names no other address."""
    page = soup(reports.places.technical)
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    assert not [tag for tag in page.find_all() if "style" in tag.attrs]
    assert page.find_all(["script", "img", "link", "iframe"]) == page.select("link[rel=icon]")
