"""Spreadsheets as people fill them in, and as nobody should."""

import datetime
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mp_exercises.marking.refusal import Refused
from mp_exercises.marking.standard.cells import MOST_BYTES, SheetError, read_sheet
from mp_exercises.marking.standard.grades_sheet import read_grades
from mp_exercises.marking.standard.panel_sheet import read_panel

from .panels import ITEMS, JUDGES, PERCENT, SLUG, grade_rows, panel_rows, write_csv, write_xlsx


def panel(*files):
    """Return the rounds that the files hold."""
    return read_panel(files, SLUG, ITEMS)


def faults(*files):
    """Return the lines of what is wrong with the files, which are in one folder, without it."""
    with pytest.raises(SheetError) as caught:
        panel(*files)
    folder = f"{files[0].parent}/"
    return [line.removeprefix(folder) for line in str(caught.value).splitlines()]


def changed(changes, rows=None):
    """Return the cells of the panel with some of them replaced, by row and column from 1."""
    rows = panel_rows() if rows is None else rows
    for (row, column), value in changes.items():
        rows[row - 1][column - 1] = value
    return rows


def test_a_workbook_and_a_text_file_say_the_same(tmp_path):
    """The same panel as .xlsx, .csv, with semicolons and in the old code page gives the same judgements."""
    files = [
        write_xlsx(tmp_path / "a.xlsx", panel_rows()),
        write_csv(tmp_path / "b.csv", panel_rows()),
        write_csv(tmp_path / "c.csv", panel_rows(), delimiter=";", encoding="utf-8-sig"),
        write_csv(
            tmp_path / "d.csv", panel_rows(judges=["Zoë", *JUDGES[1:]]), delimiter="\t", encoding="cp1252"
        ),
    ]
    for file in files:
        (found,) = panel(file)
        by_judge = dict(zip(found.judges, found.values.T, strict=True))
        assert by_judge["Bola"] == pytest.approx(PERCENT[:, 1] / 100)
        assert found.items == tuple(item.name for item in ITEMS)
        assert (found.form, found.round) == ("percent", 1)
    assert "Zoë" in panel(files[3])[0].judges


def test_percentages_as_people_write_them(tmp_path):
    """60, 60 %, 60,5%, a cell shown as a percentage, n/a and a dash are all understood."""
    written = ["60", "60 %", "60,5%", (0.6, "0%"), 60]
    rows = changed({(6, 5 + place): value for place, value in enumerate(written)})
    rows = changed({(7, 5): "n/a", (8, 6): "-", (9, 7): 0, (9, 8): 100, (9, 9): "0.5%"}, rows)
    (found,) = panel(write_xlsx(tmp_path / "p.xlsx", rows))
    assert found.values[0] == pytest.approx([0.6, 0.6, 0.605, 0.6, 0.6])
    assert np.isnan([found.values[1, 0], found.values[2, 1]]).all()
    assert found.values[3, 2:] == pytest.approx([0, 1, 0.005])


def test_yes_and_no_as_people_write_them(tmp_path):
    """Yes, Y, 1, TRUE and their opposites are understood, as text, number and truth value."""
    rows = panel_rows(
        [["yes", "Y", 1, True, " YES "]] * 3 + [["no", "N", 0, False, "n/a"]] * 3, form="Yes-No"
    )
    (found,) = panel(write_xlsx(tmp_path / "p.xlsx", rows))
    assert found.form == "yes-no"
    assert (found.values[:3] == 1).all()
    assert (found.values[3:, :4] == 0).all()
    assert np.isnan(found.values[3:, 4]).all()


@pytest.mark.parametrize(
    ("value", "wrong", "right"),
    [
        (
            None,
            "the judgement is blank",
            "a percentage from 0 to 100, or n/a where the judge cannot judge the item",
        ),
        (0.6, "the judgement is 0.6, which may be a share or a percentage", "60, or 0.6%"),
        (1, "the judgement is 1, which may be a share or a percentage", "100, or 1%"),
        (101, "the judgement is '101'", "a percentage from 0 to 100"),
        (-5, "the judgement is '-5'", "a percentage from 0 to 100"),
        ("most", "the judgement is 'most'", "a percentage from 0 to 100"),
        (True, "the judgement is 'True'", "a percentage from 0 to 100"),
        ("60\n%\x07!", "the judgement is '60 % !'", "a percentage from 0 to 100"),
        ("=A1*2", "the judgement is a formula", "its value: a percentage from 0 to 100"),
        ("9" * 5000, f"the judgement is '{'9' * 40}…'", "a percentage from 0 to 100"),
    ],
)
def test_a_bad_judgement_is_named_at_its_cell(tmp_path, value, wrong, right):
    """Each line says the file, the cell, what is wrong and what would be right."""
    if value == "60\n%\x07!":
        file = write_csv(tmp_path / "p.csv", changed({(7, 6): value}))
    else:
        file = write_xlsx(tmp_path / "p.xlsx", changed({(7, 6): value}))
    (line,) = faults(file)
    assert line.startswith(f"{file.name}: F7: {wrong}; right would be {right}")


def test_an_error_and_a_date_are_named(tmp_path):
    """A cell with an error, or that the spreadsheet made a date of, is no judgement."""
    rows = changed({(6, 5): "#DIV/0!", (7, 5): datetime.date(2026, 6, 1)})
    first, second = faults(write_xlsx(tmp_path / "p.xlsx", rows))
    assert "E6: the judgement is the error #DIV/0!" in first
    assert "E7: the judgement is a date" in second


def test_every_fault_is_found_at_once(tmp_path):
    """Of two files with many faults, all are named, in the order of files and cells."""
    one = changed({(6, 5): None, (9, 2): "zz", (5, 7): "Ann ", (10, 9): "perhaps"})
    two = changed({(1, 2): "other", (3, 2): "second"}, panel_rows(number=2))
    lines = faults(write_xlsx(tmp_path / "one.xlsx", one), write_csv(tmp_path / "two.csv", two))
    assert [line.split(";")[0] for line in lines] == [
        "one.xlsx: item tiny-two/a is missing",
        "one.xlsx: G5: judge 'Ann' stands twice",
        "one.xlsx: E6: the judgement is blank",
        "one.xlsx: A9: there is no item 'tiny-two/zz'",
        "one.xlsx: I10: the judgement is 'perhaps'",
        "two.csv: B1: the assessment is 'other'",
        "two.csv: B3: the round is 'second'",
    ]
    assert all("; right would be " in line for line in lines)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (None, "a column of judgements has no name"),
        ("=cmd|'/c calc'!A1", "the judge's name is a formula"),
        ("@SUM(A1)", "the judge's name is a formula"),
        ("-2+3", "is no name"),
        ("x" * 61, "is no name"),
    ],
)
def test_a_judge_needs_a_name(tmp_path, name, wrong):
    """A column of judgements without a name, or with what a spreadsheet would run, is refused."""
    for file in (
        write_xlsx(tmp_path / "p.xlsx", changed({(5, 6): name})),
        write_csv(tmp_path / "p.csv", changed({(5, 6): name})),
    ):
        (line,) = faults(file)
        assert f": F5: {wrong}" in line or (": F5: " in line and wrong in line)


def test_unused_columns_of_the_template_do_not_matter(tmp_path):
    """A column that still has the template's name may stay empty; a named one may not."""
    rows = [[*row, None, None] for row in panel_rows()]
    rows[4][-2:] = ["Judge 6", "Judge 7"]
    assert panel(write_xlsx(tmp_path / "p.xlsx", rows))[0].judges == tuple(JUDGES)
    rows[4][-1] = "Farah"
    (line,) = faults(write_xlsx(tmp_path / "p.xlsx", rows))
    assert "K5: 'Farah' has judged nothing" in line


def test_a_round_may_be_spread_over_files(tmp_path):
    """Judges in files of their own make one round, in any order of files; rounds are sorted."""
    first = write_csv(tmp_path / "1.csv", panel_rows(PERCENT[:, :2], JUDGES[:2]))
    second = write_csv(tmp_path / "2.csv", panel_rows(PERCENT[:, 2:], JUDGES[2:]))
    later = write_csv(tmp_path / "3.csv", panel_rows(number=2))
    found = panel(later, second, first)
    assert [one.round for one in found] == [1, 2]
    assert found[0].judges == tuple(JUDGES)
    assert found[0].values == pytest.approx(PERCENT / 100)


def test_one_judge_in_two_files_and_two_forms(tmp_path):
    """The same judge twice in a round, also in other letters, and a round of another form are refused."""
    first = write_csv(tmp_path / "1.csv", panel_rows())
    second = write_csv(tmp_path / "2.csv", panel_rows(PERCENT[:, :1], ["ANN"]))
    assert "E5: judge 'ANN' stands in 1.csv too" in faults(first, second)[0]
    other = write_csv(tmp_path / "3.csv", panel_rows((PERCENT > 50) * 1, form="yes-no", number=2))
    assert "its form is yes-no, and that of 1.csv percent" in faults(first, other)[0]


def test_judges_who_abstain_too_often(tmp_path):
    """More than a fifth of judgements missing is refused with that reason."""
    rows = changed({(row, column): "n/a" for row in (6, 7) for column in (5, 6, 7, 8)})
    with pytest.raises(Refused, match="abstained from more than 20%"):
        panel(write_csv(tmp_path / "p.csv", rows))


def test_merged_cells_are_named(tmp_path):
    """Merged cells are refused with their place."""
    file = write_xlsx(tmp_path / "p.xlsx", panel_rows())
    book = load_workbook(file)
    book.active.merge_cells("E4:I4")
    book.save(file)
    assert "E4: merged cells E4:I4; right would be every cell by itself" in faults(file)[0]


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("p.ods", b"x", "a file of kind .ods"),
        ("p.xlsm", b"x", "a file of kind .xlsm"),
        ("p.xlsx", b"not a workbook", "it cannot be opened"),
        ("p.csv", b"\x00\x01binary", "no text"),
        ("p.csv", "assessment,tiny".encode("utf-16"), "no text"),
        ("p.csv", b"", "no line has the heads of the columns"),
        ("p.csv", b"a,b\n" * 6000, "6000 rows"),
        ("p.csv", b"," * 3000 + b"\n", "3001 columns"),
        ("p.csv", b"x" * (MOST_BYTES + 1), "2,000,001 bytes"),
    ],
)
def test_files_that_are_no_panel(tmp_path, name, content, wrong):
    """What is no spreadsheet of a panel, or is too large, is refused in a line."""
    file = tmp_path / name
    file.write_bytes(content)
    (line,) = faults(file)
    assert wrong in line
    assert "right would be" in line


def test_a_file_that_is_not_there(tmp_path):
    """A missing file is named."""
    assert "there is no such file" in faults(tmp_path / "gone.xlsx")[0]


def test_an_archive_that_unpacks_to_too_much(tmp_path):
    """A workbook that would unpack to a hundred megabytes is refused unopened."""
    file = write_xlsx(tmp_path / "p.xlsx", panel_rows())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", b"\0" * 100_000_000)
    assert file.stat().st_size < MOST_BYTES
    assert "it unpacks to 100," in faults(file)[0]


def test_entities_are_refused(tmp_path):
    """A workbook whose parts define entities is refused before it is parsed."""
    file = tmp_path / "p.xlsx"
    with (
        zipfile.ZipFile(write_xlsx(tmp_path / "good.xlsx", panel_rows())) as good,
        zipfile.ZipFile(file, "w") as bad,
    ):
        for member in good.namelist():
            text = good.read(member)
            if member.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text
            bad.writestr(member, text)
    assert "its parts define entities" in faults(file)[0]


def test_a_workbook_that_says_it_has_a_million_rows(tmp_path):
    """A cell in the last row of a sheet is refused by its size, not walked to."""
    file = write_xlsx(tmp_path / "p.xlsx", panel_rows())
    book = load_workbook(file)
    book.active.cell(1_048_576, 1).value = "here"
    book.save(file)
    assert "1048576 rows" in faults(file)[0]


def test_a_guide_before_the_judgements_does_not_matter(tmp_path):
    """The sheet is found by its name, wherever it stands."""
    file = write_xlsx(tmp_path / "p.xlsx", panel_rows())
    book = load_workbook(file)
    book.create_sheet("Notes", 0)["A1"] = "mine"
    book.save(file)
    assert panel(file)[0].judges == tuple(JUDGES)
    assert read_sheet(file, "Judgements").rows[0][1].text == SLUG


def test_grades_as_people_write_them(tmp_path):
    """Words, numbers and both are understood; scores are percentages."""
    lines = [
        ["T1", "borderline", 55],
        ["T2", 2, "60%"],
        ["T3", "3 clear pass", 70.5],
        ["T4", "Very good", (0.9, "0%")],
    ]
    found = read_grades(write_xlsx(tmp_path / "g.xlsx", grade_rows(lines), "Grades"), SLUG)
    assert found.trainees == ("T1", "T2", "T3", "T4")
    assert found.grades.tolist() == [2, 2, 3, 4]
    assert found.shares == pytest.approx([0.55, 0.6, 0.705, 0.9])


def test_faults_of_grades(tmp_path):
    """A trainee twice or without a name, an unknown grade and a score that is none are named."""
    lines = [["T1", "so-so", 55], ["t1 ", 2, 60], [None, 3, 70], ["T4", None, "n/a"], [], ["T5", 4, "=1+1"]]
    file = write_xlsx(tmp_path / "g.xlsx", grade_rows(lines), "Grades")
    with pytest.raises(SheetError) as caught:
        read_grades(file, SLUG)
    found = [line.split(": ", 1)[1].split(";")[0] for line in str(caught.value).splitlines()]
    assert found == [
        "B5: the grade is 'so-so'",
        "A7: a line without a trainee",
        "B8: the grade is blank",
        "C8: the score is 'n/a'",
        "C10: the score is a formula",
    ]


def test_a_panel_sheet_is_no_sheet_of_grades(tmp_path):
    """Judgements given for grades are refused for the heads that are not there."""
    with pytest.raises(SheetError, match="no line has the heads"):
        read_grades(write_csv(tmp_path / "p.csv", panel_rows()), SLUG)


@settings(max_examples=150)
@given(st.text(max_size=30), st.sampled_from(["percent", "yes-no"]), st.integers(1, 11), st.integers(1, 9))
def test_any_text_in_any_cell(tmp_path_factory, text, form, row, column):
    """Whatever stands in one cell, the panel is read, or refused in lines that can be printed."""
    values = (PERCENT > 50) * 1 if form == "yes-no" else PERCENT
    rows = [[*line, *[""] * (9 - len(line))] for line in panel_rows(values, form=form)]
    file = write_csv(tmp_path_factory.mktemp("any") / "p.csv", changed({(row, column): text}, rows))
    try:
        (found,) = panel(file)
    except (SheetError, Refused) as error:
        assert all(line.isprintable() for line in str(error).split("\n"))  # noqa: PT017
        return
    assert ((found.values >= 0) & (found.values <= 1) | np.isnan(found.values)).all()
