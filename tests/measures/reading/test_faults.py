"""Faults of tables as people keep them: each at its cell, with what is expected."""

from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook

from mp_exercises.measures.reading import TableError, read_file
from mp_exercises.measures.reading.kinds import kinds
from mp_exercises.measures.reading.report import table_lines
from tests.measures.tables import REFERRALS, write, write_csv, write_xlsx

ENDINGS = (".csv", ".xlsx")


def faults(file, kind=None):
    """Return the faults of a file, by cell."""
    with pytest.raises(TableError) as caught:
        read_file(file, kind)
    return {fault.place: (fault.wrong, fault.right) for fault in caught.value.faults}


@pytest.mark.parametrize("ending", ENDINGS)
def test_dates_in_three_styles(ending, tmp_path):
    """The same day as 2024-03-05, 05/03/2024 and 5 March 2024 is one day, and how it stood is counted."""
    table = read_file(write(tmp_path / f"r{ending}", REFERRALS))
    assert [day.date() for day in table.frame["referred_on"]] == [
        date(2024, 3, 5),
        date(2024, 3, 5),
        date(2024, 11, 18),
    ]
    assert table.styles["referred_on"] == {"iso": 1, "slashed": 1, "worded": 1}


def test_a_workbooks_own_dates(tmp_path):
    """A cell that the spreadsheet holds as a date is read as it is."""
    rows = [*REFERRALS[:1], ["R1", "C1", "F1", date(2024, 3, 5)]]
    table = read_file(write_xlsx(tmp_path / "r.xlsx", rows))
    assert table.frame["referred_on"][0].date() == date(2024, 3, 5)
    assert table.styles["referred_on"] == {"cell": 1}


@pytest.mark.parametrize(
    ("entry", "wrong", "right"),
    [
        ("03/25/2024", "'03/25/2024' has the month first", "the day first, 25/03/2024"),
        ("31/02/2024", "'31/02/2024' is a day that does not exist", "a date, such as 2026-03-05"),
        ("5/3/24", "'5/3/24' has a year of two digits", "a year of four, such as 2026"),
        ("5 Mai 2024", "'5 Mai 2024' is no date", "a date, such as 2026-03-05"),
        ("45356", "'45356' is no date", "a date, such as 2026-03-05"),
        ("1066-10-14", "the year 1066", "a year from 1900 to 2100"),
        ("n/a", "'n/a' stands for no value", "a date, such as 2026-03-05"),
        ("", "nothing stands here", "a date, such as 2026-03-05"),
        ("c", "'c' stands for no value", "a date, such as 2026-03-05"),
    ],
)
def test_a_date_that_is_none(entry, wrong, right, tmp_path):
    """What is no date, or none for sure, is named at its cell with what would be."""
    found = faults(write_csv(tmp_path / "r.csv", [*REFERRALS, ["R4", "C9", "F9", entry]]))
    assert found["D5"][0] == wrong
    assert found["D5"][1].startswith(right)


def test_one_date_month_first_makes_others_doubtful(tmp_path):
    """Where one cell has the month first, cells that may be either are faults too, with both readings."""
    found = faults(write_csv(tmp_path / "r.csv", [*REFERRALS, ["R4", "C9", "F9", "03/25/2024"]]))
    assert found["D3"] == (
        "'05/03/2024' may be either order, since row 5 has the month first",
        "2024-03-05 or 2024-05-03",
    )


def test_a_number_where_a_date_should_be(tmp_path):
    """A spreadsheet's count of days is not taken for a date."""
    found = faults(write_xlsx(tmp_path / "r.xlsx", [*REFERRALS, ["R4", "C9", "F9", 45356]]))
    assert found["D5"][0] == "the number 45356"


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_stands_twice(ending, tmp_path):
    """An id that stands twice is named with the row of the first."""
    found = faults(write(tmp_path / f"r{ending}", [*REFERRALS, ["R2", "C9", "F9", "2024-01-01"]]))
    assert found == {"A5": ("referral 'R2' stands twice, also in row 3", "each once")}


def test_rows_that_stand_twice(tmp_path):
    """Two rows of one rater on one observation are a fault; of two raters they are not."""
    rows = [
        ["Observation", "Date", "Observer", "Empathy"],
        ["O1", "2025-01-02", "P1", 3],
        ["O1", "2025-01-02", "P2", 4],
        ["O1", "2025-01-02", "P1", 5],
    ]
    found = faults(write_csv(tmp_path / "o.csv", rows))
    assert found == {"A4": ("observation 'O1', rater 'P1' stands twice, also in row 2", "each once")}


def test_merged_heads(tmp_path):
    """Merged cells are named with their range."""
    rows = [["Referrals", None, None, None], *REFERRALS]
    found = faults(write_xlsx(tmp_path / "r.xlsx", rows, merged=["A1:D1"]))
    assert found["A1"][0] == "merged cells A1:D1"


def test_a_title_above_the_heads_is_left_out_and_said(tmp_path):
    """Rows above the heads are counted, and faults below keep the spreadsheet's own row numbers."""
    rows = [["Referrals to the service"], [None], *REFERRALS]
    table = read_file(write_csv(tmp_path / "r.csv", rows))
    assert (table.above, table.rows) == (1, (4, 5, 6))
    assert "D7" in faults(write_csv(tmp_path / "s.csv", [*rows, ["R9", "C1", "F1", "soon"]]))


def test_percent_signs(tmp_path):
    """A column of percentages is read without signs, also where a workbook holds shares; a mixture is not."""
    heads = ["Year", "Percent"]
    signed = read_file(write_csv(tmp_path / "a.csv", [heads, ["2024", "15.9%"], ["2025", "16.8 %"]]))
    shares = [heads, [2024, 0.159], [2025, 0.168]]
    shown = read_file(write_xlsx(tmp_path / "b.xlsx", shares, formats={"B2": "0.0%", "B3": "0.0%"}))
    assert list(signed.frame["value"]) == list(shown.frame["value"]) == [15.9, 16.8]
    assert signed.styles == {"period": {"year": 2}, "value": {"percent": 2}}
    mixed = faults(write_csv(tmp_path / "c.csv", [heads, ["2024", "15.9%"], ["2025", "16.8"]]))
    assert mixed["B2"] == (
        "1 cells of this column have a percent sign and others have none",
        "all in one way",
    )


@pytest.mark.parametrize(
    "written", ["2025-03", "2025-3", "03/2025", "3.2025", "Mar 2025", "mar. 2025", "MARCH 2025", "March-2025"]
)
def test_months_of_a_series(written, tmp_path):
    """A period may be a month in any usual way of writing, and is its first day."""
    table = read_file(write_csv(tmp_path / "a.csv", [["Month", "Count", "Of"], [written, "3", "40"]]))
    assert list(table.frame["period"]) == [pd.Timestamp("2025-03-01")]
    assert table.styles["period"] == {"month": 1}


@pytest.mark.parametrize("written", ["2025-13", "0/2025", "Ju 2025", "Brumaire 2025", "1725-03"])
def test_what_is_no_month(written, tmp_path):
    """A month that there is none of, or that may be two, is a fault at its cell."""
    found = faults(write_csv(tmp_path / "a.csv", [["Month", "Count", "Of"], [written, "3", "40"]]))
    assert list(found) == ["A2"]


def test_a_month_is_no_day(tmp_path):
    """Where a day is asked for a month is a fault."""
    rows = [REFERRALS[0], ["R1", "C1", "F1", "2025-03"]]
    assert "D2" in faults(write_csv(tmp_path / "a.csv", rows))


def test_a_percent_sign_where_none_belongs(tmp_path):
    """A count with a percent sign is a fault, not a number."""
    rows = [["Month", "Count", "Of"], ["2024-01-01", "12%", "80"]]
    assert faults(write_csv(tmp_path / "a.csv", rows))["B2"][0] == "12% has a percent sign"


@pytest.mark.parametrize("entry", ["e5", "+.", "1,2", "--1", "٣", "1e99", "12%%", "about 12", "1" * 400])
def test_a_number_that_is_none(entry, tmp_path):
    """What only looks like a number is named at its cell."""
    rows = [["Month", "Count", "Of"], ["2024-01-01", 12, entry]]
    assert "right" not in faults(write_csv(tmp_path / "a.csv", rows))["C2"][0]


@pytest.mark.parametrize(
    ("entry", "number"), [("1,234.5", 1234.5), (".5", 0.5), ("5.", 5), ("+3", 3), ("1e3", 1000)]
)
def test_a_number_in_another_dress(entry, number, tmp_path):
    """Thousands, bare points, signs and powers are numbers."""
    rows = [["Month", "Count", "Of"], ["2024-01-01", 0, entry]]
    assert read_file(write_csv(tmp_path / "a.csv", rows)).frame["of"][0] == number


def test_gaps_are_told_apart(tmp_path):
    """Empty, n/a and the letters for suppressed figures are three things, and each is counted."""
    rows = [
        ["Month", "Count", "Of"],
        ["2024-01-01", "c", "80"],
        ["2024-02-01", "n/a", "x"],
        ["2024-03-01", "", "z"],
    ]
    gaps = read_file(write_csv(tmp_path / "a.csv", rows)).gaps
    assert (gaps["count"].empty, gaps["count"].missing, gaps["count"].suppressed) == (1, 1, 1)
    assert (gaps["of"].empty, gaps["of"].missing, gaps["of"].suppressed) == (0, 0, 2)


def test_letters_in_an_id_are_an_id(tmp_path):
    """A team that is called C is no suppressed figure."""
    rows = [["Referral", "Child", "Referral date", "Team"], ["x", "z", "2024-01-01", "c"]]
    frame = read_file(write_csv(tmp_path / "a.csv", rows)).frame
    assert list(frame.iloc[0][["referral", "child", "team"]]) == ["x", "z", "c"]


def test_a_missing_column_and_a_double_one(tmp_path):
    """A column that is lacking is named with the heads it may have; one that stands twice at its place."""
    found = faults(
        write_csv(tmp_path / "r.csv", [["Referral", "Child", "Child id"], ["R1", "C1", "C1"]]), "referrals"
    )
    assert found["row 1"][0] == "no column is headed 'referred on'"
    assert "'date of referral'" in found["row 1"][1]
    assert found["C1"][0] == "a second column for 'child'"


def test_dates_in_the_wrong_order(tmp_path):
    """A date that lies before the one that it follows is a fault."""
    rows = [["Referral", "Child", "Referral date", "Gone on"], ["R1", "C1", "2024-05-01", "2024-04-30"]]
    found = faults(write_csv(tmp_path / "r.csv", rows))
    assert found == {"D2": ("2024-04-30 is before 'referred on'", "a date from 2024-05-01 on")}


def test_formulas_and_errors(tmp_path):
    """A formula is not worked out, #N/A is missing, and another error is a fault."""
    rows = [["Month", "Count", "Of"], ["2024-01-01", "=1+1", 80], ["2024-02-01", 3, "#N/A"]]
    found = faults(write_xlsx(tmp_path / "a.xlsx", rows))
    assert found == {"B2": ("a formula", "its value; copy the column and paste values only")}


def test_which_kind(tmp_path):
    """A table whose heads fit no kind, or two, is not guessed at: the line says which to choose from."""
    (none,) = faults(write_csv(tmp_path / "a.csv", [["Shoe size"], [43]])).values()
    assert none[0] == "its heads ('Shoe size') are those of no kind of data"
    assert none[1].startswith("those that `mp measure template KIND` writes; KIND is one of referrals, ")


def test_the_kind_that_heads_come_nearest_to(tmp_path):
    """Where some heads are known and a needed one is missing, the line names kind, head and template."""
    heads = ["Street", "Town", "Notes", "Shoe size", "Hat size"]
    referrals = kinds()["referrals"]
    wanted = [referrals.columns[name].head for name in referrals.needed]
    (near,) = faults(write_csv(tmp_path / "a.csv", [[*wanted[:-1], *heads], ["1"] * 7])).values()
    assert near[0].endswith("more) are those of no kind of data")
    assert near[1].startswith(f"those of the nearest, referrals, where '{wanted[-1]}' is missing; ")
    assert near[1].endswith("`mp measure template referrals` writes them all")


def test_a_quotation_mark_that_nothing_closes(tmp_path):
    """It is told in the cell where it opens, for it swallows every row below; a quoted line break is fine."""
    text = 'Month,Count,Of\n2024-01-01,3,80\n2024-02-01,"4,81\n2024-03-01,5,82\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert faults(tmp_path / "a.csv") == {
        "B3": ("a quotation mark opens a cell, and none closes it", "a second one at the end of the cell")
    }
    whole = text.replace('"4', '"4"').replace("Month", '"Mon\nth",Month')
    (tmp_path / "b.csv").write_text(whole.replace("\n2024", "\n,2024"), encoding="utf-8")
    assert len(read_file(tmp_path / "b.csv").frame) == 3


def test_words_that_a_comma_cuts_in_two(tmp_path):
    """What a comma without quotation marks puts beyond the heads is a fault at its cell, and never lost."""
    heads = ["Referral", "Child", "Referral date", "Team"]
    text = ",".join(heads) + "\nR1,C1,2024-01-01,North, and East\nR2,C2,2024-01-02,North,,\n"
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    assert faults(tmp_path / "r.csv") == {
        "E2": (
            "'and East' stands beyond the heads",
            "nothing there; words with a comma in them stand in quotation marks",
        )
    }


def test_what_was_not_read_is_said(tmp_path):
    """Sheets that were not read, cells under no head and letters of Windows each have their line."""
    rows = [["Referral", "Child", "Referral date"], ["R1", "C1", "2024-01-01", None, "a note"]]
    file = write_xlsx(tmp_path / "r.xlsx", rows)
    book = load_workbook(file)
    book.active.title = "2024"
    book.create_sheet("2025").append(["Referral"])
    book.save(file)
    said = list(table_lines(read_file(file)))
    assert "only the sheet '2024' was read; left out: 2025" in said
    assert "cells under no head that were left out: 1" in said
    book.active.title = "data"
    book.save(file)
    assert not any("sheet" in one for one in table_lines(read_file(file)))
    rows = [["Referral", "Child", "Referral date", "Team"], ["R1", "C1", "2024-01-01", "Zoë’s team"]]
    for encoding, guessed in (("cp1252", True), ("utf-8", False), ("utf-16", False)):
        file = write_csv(tmp_path / "w.csv", rows, encoding=encoding)
        assert any("not UTF-8" in one for one in table_lines(read_file(file))) is guessed


def test_files_that_are_no_tables(tmp_path):
    """Nothing, an empty file, a picture and a broken workbook each give one sentence."""
    for name, content, wrong in [
        ("a.csv", b"", "it is empty"),
        ("b.csv", b"\x89PNG\0\0", "no text"),
        ("c.xlsx", b"PK\x03\x04 no workbook", "it cannot be opened"),
        ("d.pdf", b"%PDF", "a file of kind .pdf"),
    ]:
        (tmp_path / name).write_bytes(content)
        assert faults(tmp_path / name)[""][0] == wrong
    assert faults(tmp_path / "e.csv")[""][0] == "there is no such file"
    assert faults(tmp_path)[""] == ("a folder", "one .xlsx or .csv file that lies in it")


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "cp1252")])
def test_text_as_spreadsheets_save_it(separator, encoding, tmp_path):
    """Semicolons, tabs and three encodings give the same table."""
    rows = [["Referral", "Child", "Referral date", "Team"], ["R1", "C1", "2024-01-01", "Zoë’s team"]]
    file = write_csv(tmp_path / "r.csv", rows, separator=separator, encoding=encoding)
    assert read_file(file).frame["team"][0] == "Zoë’s team"
