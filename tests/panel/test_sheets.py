"""The small tables: what was read is what was written, and hostile input is a line each."""

from __future__ import annotations

import re
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from mp_exercises.measures.reading.faults import TableError
from mp_exercises.panel.sheets import read_rows, sheet, write_rows
from mp_exercises.panel.sheets.kinds import sheets

_GUARDED = re.compile(r"(^|;\s*)'\s*[=+\-@]")
"""What looks as if it had been made safe already: an apostrophe before a sign of formulas."""

TEXT = (
    st.text(alphabet=string.ascii_letters + string.digits + " .,;:'\"!?=+-@()éß“”–", min_size=1, max_size=80)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and not _GUARDED.search(text))
)
NUMBERS = st.from_regex(r"[A-Z]{0,3}[0-9]{1,5}", fullmatch=True)
IDS = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)


def told(file, name):
    """Return the lines of what is wrong with a file; none where it was read."""
    try:
        read_rows(file, name)
    except TableError as error:
        return str(error).splitlines()
    return []


@settings(max_examples=25)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "candidate": NUMBERS,
                "station": IDS,
                "member": IDS,
                "criterion": IDS,
                "score": st.none() | st.integers(1, 5),
                "first_line": st.none() | TEXT,
                "second_line": st.none() | TEXT,
                "one_higher": st.none() | TEXT,
            }
        ),
        max_size=6,
        unique_by=lambda row: (row["candidate"], row["station"], row["member"], row["criterion"]),
    ),
    ending=st.sampled_from([".csv", ".xlsx"]),
)
def test_what_was_read_is_what_was_written(rows, ending):
    """Scores with any text, also text that looks like a formula, come back as they were."""
    with tempfile.TemporaryDirectory() as folder:
        file = write_rows(Path(folder) / f"scores{ending}", "scores", rows)
        assert list(read_rows(file, "scores")) == rows


@settings(max_examples=40)
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(sorted(sheets())),
    ending=st.sampled_from([".csv", ".xlsx"]),
)
def test_no_bytes_make_a_traceback(data, name, ending):
    """Whatever a file holds, it is read or refused with lines."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"x{ending}"
        file.write_bytes(data)
        assert all(str(file) in line for line in told(file, name))


@settings(max_examples=40)
@given(cells=st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=6))
def test_no_cells_under_right_heads_make_a_traceback(cells):
    """Rows of any text under the right heads are read or refused with lines."""
    import csv

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scores.csv"
        with file.open("w", newline="", encoding="utf-8") as out:
            table = csv.writer(out)
            table.writerow(sheet("scores").columns)
            table.writerows(cells)
        assert all(str(file) in line for line in told(file, "scores"))


HEADS = "candidate,station,member,criterion,score,first line\n"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("C01,visit,p1,clarity,three,a line\n", "E2: 'three'; right would be 1, 2, 3, 4 or 5"),
        ("C01,visit,p1,clarity,6,a line\n", "E2: '6'"),
        ("C01,visit,p1,clarity,3.5,a line\n", "E2: '3.5'"),
        ("=1+1,visit,p1,clarity,3,a line\n", "A2: '=1+1'; right would be a candidate's number"),
        ("Anna Bell,visit,p1,clarity,3,a line\n", "A2: 'Anna Bell'"),
        (",visit,p1,clarity,3,a line\n", "A2: an empty cell"),
        (
            "C01,visit,p1,clarity,3,a\nC01,visit,p1,clarity,4,b\n",
            "row 3: 'C01, visit, p1, clarity' stands in row 2 too",
        ),
        ("C01,visit,p1,clarity,3,a,b\n", "G2: a cell beyond the heads"),
        (f"C01,visit,p1,clarity,3,{'x' * 700}\n", "F2: a text of 700 characters"),
        ("C01,visit,p1,clarity,3,a\u202eb\n", "F2: signs that cannot be seen"),
    ],
)
def test_hostile_rows_are_a_line_each(tmp_path, body, wrong):
    """Words for numbers, names for candidates, duplicates and unseen signs are told at their cell."""
    file = tmp_path / "scores.csv"
    file.write_text(HEADS + body, encoding="utf-8")
    with pytest.raises(TableError) as error:
        read_rows(file, "scores")
    assert wrong in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_formula_in_a_workbook_is_a_fault(tmp_path):
    """A cell that holds a formula is not evaluated and not read."""
    book = Workbook()
    book.active.append(["candidate", "state"])
    book.active.append(["C01", '=IF(1,"in","out")'])
    book.save(tmp_path / "candidates.xlsx")
    with pytest.raises(TableError, match="B2: a formula"):
        read_rows(tmp_path / "candidates.xlsx", "candidates")


def test_a_table_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    """More bytes than a campaign can have are refused by their size."""
    file = tmp_path / "scores.csv"
    file.write_bytes(b"candidate\n" + b"C01\n" * 1_300_000)
    with pytest.raises(TableError, match="bytes; right would be at most"):
        read_rows(file, "scores")


def test_a_name_cannot_come_with_the_scores(tmp_path):
    """A column that scores do not have, such as a name, is a fault and not left out."""
    file = tmp_path / "scores.csv"
    file.write_text("candidate,station,member,criterion,score,name\n", encoding="utf-8")
    with pytest.raises(TableError, match="F1: unknown head 'name'"):
        read_rows(file, "scores")
