"""``mp moderate read``: what second markers really send back, each fault at its cell, nothing half done."""

import datetime
import io
import random
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from mp_exercises.course.folder import CourseError
from mp_exercises.course.moderating.draws import Drawn
from mp_exercises.course.moderating.opened import MOST_BYTES
from mp_exercises.course.moderating.reading import read_marks
from mp_exercises.course.moderating.sheet import sheet_of
from mp_exercises.course.moderating.tables import SECOND
from mp_exercises.course.moderating.workbook import mark_column, workbook_bytes
from tests.course.made import copy_of
from tests.course.moderating.cohort import FIRST
from tests.course.moderating.steps import (
    LEVELS,
    MARK,
    PAGE,
    REMARK,
    fill_in,
    firsts,
    mp,
    mp_draw,
    pairs_of,
    read_in,
    refusal,
    rows_of,
    sheet_file,
)
from tests.course.moderating.steps import (
    SECOND as SAM,
)
from tests.course.trainees import SLUG, run


@pytest.fixture(scope="module")
def kept(once_drawn, tmp_path_factory):
    """Return a course from which a sample was drawn, and into which nothing may be read."""
    return copy_of(once_drawn, tmp_path_factory.mktemp("kept") / "course")


def full(course):
    """Return a mark for every drawn trainee."""
    return {name: min(9.0, first + 0.5) for name, first in firsts(course).items()}


def faults(course, *, marks=None, edit=None, words=()):
    """Return the faults of a sheet, by cell, and see to it that nothing was written."""
    file = fill_in(course, full(course) if marks is None else marks, edit=edit)
    said = refusal("read", course.root, SLUG, file, "--by", SAM, *words)
    assert rows_of(course, SECOND) == []
    found = {}
    for line in said.splitlines():
        shape = re.fullmatch(
            rf"{re.escape(str(file))}: ({PAGE}(?:![A-Z]+\d+)?): (.+; right would be .+)", line
        )
        assert shape, line
        found[shape[1].removeprefix(f"{PAGE}!")] = shape[2]
    return found


def test_marks_are_read_with_who_and_when(drawn):
    """Every mark, level and remark is on record with its marker, its time and the sheet's digest."""
    marks = full(drawn)
    levels = dict.fromkeys(marks, (1, 2, 3))

    def remark(page):
        page[f"{REMARK}2"] = "  The question to Bilal.\u202e "

    said = read_in(drawn, marks, levels=levels, edit=remark)
    assert "10 second marks read; 0 answers" in said
    rows = {row["code"]: row for row in rows_of(drawn, SECOND)}
    for row in rows_of(drawn):
        second = rows[row["code"]]
        assert (second["mark"], second["levels"], second["who"]) == (marks[row["trainee"]], "[1, 2, 3]", SAM)
        assert datetime.datetime.fromisoformat(second["at"]).tzinfo == datetime.UTC
        assert len(second["sheet"]) == 64
    assert {row["remark"] for row in rows.values()} == {"", "The question to Bilal.\ufffd"}


BAD_MARKS = [
    (None, "has no mark; right would be a number from 0 to 9"),
    ("   ", "has no mark; right would be a number from 0 to 9"),
    ("7,5", "'7,5' is no number; right would be 7.5, with a point"),
    ("70,5", "'70,5' is no number; right would be a number from 0 to 9"),
    ("seven", "'seven' is no number"),
    ("7/9", "'7/9' is no number"),
    ("٧", "is no number"),
    ("1e1", "'1e1' is no number"),
    ("nan", "'nan' is no number"),
    ("7\u202e", "is no number"),
    (9.5, "9.5 is out of range; right would be a number from 0 to 9"),
    (-1, "-1 is out of range"),
    ("-0.5", "-0.5 is out of range"),
    (1e308, "1e+308 is out of range"),
    (True, "TRUE is no number"),
    (datetime.datetime(2026, 7, 5), "a date, 2026-07-05"),
    (datetime.time(7, 5), "a date, 07:05"),
    ("#DIV/0!", "'#DIV/0!' is no number"),
    ("=SUM(C2:E2)", "a formula that was never worked out"),
    ("x" * 30_000, "is no number"),
]


@pytest.mark.parametrize(("mark", "said"), BAD_MARKS)
def test_a_mark_that_cannot_be(kept, mark, said):
    """Each thing that is no mark is named at its cell with what would be right, and nothing is written."""

    def edit(page):
        page[f"{MARK}3"] = mark

    (place, fault), *rest = faults(kept, edit=edit).items()
    assert (place, rest) == (f"{MARK}3", [])
    assert said in fault
    assert len(fault) < 200


def test_numbers_that_are_meant(drawn):
    """Whole numbers, halves, numbers kept as text, and formulas that were worked out are marks."""
    given = iter([0, 9, 4.5, "7", " 6.5 ", 3.0, "0", "+2", 8, 1])
    order = sorted(rows_of(drawn), key=lambda row: row["code"])
    marks = {row["trainee"]: next(given) for row in order}
    file = fill_in(drawn, marks)
    book = load_workbook(file)
    book[PAGE][f"{MARK}2"] = "=1+6"
    book.save(file)
    worked_out(file, "7")
    mp("read", drawn.root, SLUG, file, "--by", SAM)
    found = {row["code"]: row["mark"] for row in rows_of(drawn, SECOND)}
    assert [found[row["code"]] for row in order] == [7, 9, 4.5, 7, 6.5, 3, 0, 2, 8, 1]


def worked_out(file, value):
    """Let the one formula of a workbook have a value, as a spreadsheet saves it."""
    with zipfile.ZipFile(file) as packed:
        parts = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in parts.items():
            packed.writestr(
                name,
                re.sub(
                    rb"(<f>[^<]*</f>)<v ?/>|(<f>[^<]*</f>)<v></v>", rb"\1\2<v>%s</v>" % value.encode(), data
                ),
            )


def test_every_fault_at_once(kept):
    """All that is wrong with a sheet is said in one go, in the order of its cells."""
    codes = sorted(row["code"] for row in rows_of(kept))

    def edit(page):
        page["A2"] = "1"
        page["A3"] = codes[3]
        page["B5"] = "Another text."
        page[f"{MARK}6"] = "7,5"
        page[f"{MARK}7"] = None
        page[f"{LEVELS[0]}8"], page[f"{LEVELS[1]}8"] = 4, 1.5
        page[f"{LEVELS[0]}9"] = 2
        page[f"{REMARK}10"] = "x" * 3000

    found = faults(kept, edit=edit)
    assert {place: fault.split(";")[0] for place, fault in found.items() if place != PAGE} == {
        "A2": "the code '1' is unknown here",
        "B3": f"this is not the text of {codes[3]}",
        "A5": f"the code {codes[3]} stands twice, also in {PAGE}!A3",
        "F6": "'7,5' is no number",
        "F7": f"{codes[5]} has no mark",
        "C8": "4 is out of range",
        "D8": "1.5 is between two levels",
        "D9": "a level is missing",
        "G10": "3000 characters",
    }
    assert PAGE in found
    places = [place for place in found if place != PAGE]
    assert places == sorted(places, key=lambda place: (int(place[1:]), place[0]))


def test_rows_that_were_taken_out(kept):
    """A row that is missing is named by its code number."""
    missing = sorted(row["code"] for row in rows_of(kept))[2]
    found = faults(kept, edit=lambda page: page.delete_rows(4))
    assert found == {
        PAGE: f"the row of {missing} is missing; right would be a row for each answer that was sent"
    }


def test_texts_sorted_without_their_codes(kept):
    """Where one column was turned round alone, each row that lost its text is named: no mark goes astray."""

    def edit(page):
        texts = [str(page[f"B{row}"].value) for row in range(2, 12)]
        for row, text in enumerate(reversed(texts), 2):
            page[f"B{row}"] = text

    found = faults(kept, edit=edit)
    assert len(found) == 10
    assert all("this is not the text of" in fault for place, fault in found.items())


def test_rows_sorted_as_a_whole(drawn):
    """Rows in another order, spaces that a spreadsheet changed, and codes that became numbers do no harm."""
    marks = full(drawn)

    def edit(page):
        rows = [[page.cell(row, column).value for column in range(1, 8)] for row in range(2, 12)]
        random.Random(1).shuffle(rows)
        for place, row in enumerate(rows, 2):
            row[0], row[1] = int(row[0]), row[1].replace("\n", "\r\n").replace(". ", ".  ")
            for column, value in enumerate(row, 1):
                page.cell(place, column).value = value

    read_in(drawn, marks, edit=edit)
    assert {name: pair.second.mark for name, pair in pairs_of(drawn).items()} == marks


def test_a_sheet_that_excel_saved(drawn):
    """A sheet whose texts stand in a table of shared strings, as Excel saves them, is read alike."""
    marks = full(drawn)
    file = fill_in(drawn, marks)
    with zipfile.ZipFile(file) as packed:
        parts = {entry.filename: packed.read(entry).decode() for entry in packed.infolist()}
    strings = []

    def shared(found):
        strings.append(found[2])
        return f'{found[1]} t="s"><v>{len(strings) - 1}</v></c>'

    inline = re.compile(r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
    for name in [name for name in parts if name.startswith("xl/worksheets/")]:
        parts[name] = inline.sub(shared, parts[name])
    assert len(strings) > 30
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = "".join(f"<si>{text}</si>" for text in strings)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}">{table}</sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    )
    file.write_bytes(zipped(parts))
    mp("read", drawn.root, SLUG, file, "--by", SAM)
    assert {name: pair.second.mark for name, pair in pairs_of(drawn).items()} == marks


def two_questions(course):
    """Return drawn rows of two questions, of the written parts of two assessments, and their sections."""
    rows, sections = [], []
    for slug in (SLUG, "listening-and-clarity"):
        section = next(one for one in course.load(slug).keyed if one.items[-1].kind == "reflection")
        item = section.items[-1]
        sections.append(section)
        for number in range(3):
            code = f"{len(sections)}00{number}"
            text = f"Text {number} on {section.slug}, with _x0041_ and\n=1+1."
            place = ("t", "cell", section.slug, item.id, item.points, 5.0, (), "low", False, "r")
            rows.append(Drawn(code, 1, *place, text))
    return rows, sections


def test_two_written_questions(kept, tmp_path):
    """Each question has a worksheet with its own rubric, and marks, gaps and faults are told apart by it."""
    rows, sections = two_questions(kept)
    sheet = sheet_of("x", "Title", sections, rows, key=True)
    file = tmp_path / "two.xlsx"
    file.write_bytes(workbook_bytes(sheet))
    book = load_workbook(file)
    for place, question in enumerate(sheet.questions, 1):
        page = book[f"Question {place}"]
        for row in range(2, 5):
            page.cell(row, mark_column(question)).value = row + place
    book["Question 2"].cell(3, mark_column(sheet.questions[1])).value = 99
    book["Question 1"].cell(4, mark_column(sheet.questions[0])).value = None
    book.save(file)
    found = read_marks(file.read_bytes(), file, sheet.questions, rows)
    assert {read.code: read.mark for read in found.marks} == {"1000": 3, "1001": 4, "2000": 4, "2002": 6}
    assert [fault.place for fault in found.faults] == ["Question 2!G3"]
    assert [fault.place for fault in found.empty] == ["Question 1!F4"]
    key = "\n".join(str(row[0].value) for row in book["For assessors only"])
    assert all(section.items[-1].key.notices[0] in key for section in sections)


def test_columns_that_moved(kept):
    """A sheet with a column put in is refused at its head, not misread."""
    found = faults(kept, edit=lambda page: page.insert_cols(3))
    assert list(found) == ["F1"]
    assert "heads the column" in found["F1"]


def test_a_sheet_of_something_else(kept, tmp_path):
    """A workbook without our worksheet says which one is missing."""
    file = tmp_path / "other.xlsx"
    Workbook().save(file)
    said = refusal("read", kept.root, SLUG, file, "--by", SAM)
    assert said.startswith(f"{file}: {PAGE}: this worksheet is missing; right would be")


def zipped(parts):
    """Return a zip archive's bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


def with_part(file, part, change):
    """Return a workbook's bytes with one of its parts changed."""
    with zipfile.ZipFile(file) as packed:
        parts = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    return zipped({name: change(data) if name == part else data for name, data in parts.items()})


LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</worksheet>"""


def hostile(course):
    """Return files that are no marking sheets, by what they are."""
    sheet = sheet_file(course)
    page = "xl/worksheets/sheet2.xml"
    return {
        "empty": b"",
        "text": b"code;mark\n1234;7\n",
        "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "cut off": sheet.read_bytes()[:-300],
        "zip of nothing": zipped({}),
        "zip of something": zipped({"xl/workbook.xml": b"<nonsense/>"}),
        "bomb": zipped({f"xl/{number}.xml": bytes(60_000_000) for number in range(4)}),
        "many parts": zipped({f"xl/{number}.xml": b"" for number in range(1500)}),
        "entities": with_part(sheet, page, lambda _: LAUGHS),
        "broken page": with_part(sheet, page, lambda data: data[: len(data) // 2]),
        "strings that are not there": with_part(
            sheet, page, lambda data: data.replace(b't="inlineStr"', b't="s"').replace(b"is>", b"v>")
        ),
        "a row far away": with_part(
            sheet, page, lambda data: data.replace(b'<row r="2"', b'<row r="99999999"')
        ),
        "too large": bytes(MOST_BYTES + 1),
    }


HOSTILE = (
    *("empty", "text", "old workbook", "cut off", "zip of nothing", "zip of something", "bomb", "many parts"),
    *("entities", "broken page", "strings that are not there", "a row far away", "too large"),
)


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_no_sheet(kept, tmp_path, what):
    """A damaged, foreign or hostile file is refused in lines that name it, and nothing is written."""
    file = tmp_path / "back.xlsx"
    file.write_bytes(hostile(kept)[what])
    said = refusal("read", kept.root, SLUG, file, "--by", SAM)
    assert all(line.startswith(f"{file}: ") for line in said.splitlines())
    assert len(said.splitlines()) <= 11
    assert rows_of(kept, SECOND) == []


def test_a_place_that_is_no_file(kept, tmp_path):
    """A folder, a link, and a file that is not there are refused."""
    link = tmp_path / "link.xlsx"
    link.symlink_to(sheet_file(kept))
    for file in (tmp_path, link, tmp_path / "nowhere.xlsx"):
        assert str(file) in refusal("read", kept.root, SLUG, file, "--by", SAM)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), data=st.binary(min_size=1, max_size=40))
def test_no_damage_gets_past(kept, tmp_path, place, data):
    """Whatever bytes are put anywhere into a sheet without marks, it is refused in lines, never read."""
    whole = sheet_file(kept).read_bytes()
    at = int(place * len(whole))
    file = tmp_path / "damaged.xlsx"
    file.write_bytes(whole[:at] + data + whole[at + len(data) :])
    with pytest.raises(CourseError):
        mp("read", kept.root, SLUG, file, "--by", SAM, "--partly")


def test_a_sheet_in_parts(drawn):
    """With --partly two people mark a part each; a row that was read stands, and read again is no news."""
    marks = full(drawn)
    names = sorted(marks)
    assert "6 answers of the draw still wait" in read_in(
        drawn, {name: marks[name] for name in names[:4]}, "--partly"
    )
    file = fill_in(drawn, {name: marks[name] for name in names[4:]})
    said = mp("read", drawn.root, SLUG, file, "--by", "Toni Third", "--partly")
    assert "6 second marks read; 0 answers" in said
    assert "0 second marks read, 10 read before" in read_in(drawn, marks)
    assert {row["who"] for row in rows_of(drawn, SECOND)} == {SAM, "Toni Third"}


def test_a_mark_stands_once_it_is_read(drawn):
    """Another mark for an answer that has one is a fault at its cell, with who gave the first of them."""
    marks = full(drawn)
    read_in(drawn, marks)
    before = rows_of(drawn, SECOND)
    name = sorted(marks)[0]
    file = fill_in(drawn, {**marks, name: 0.0 if marks[name] else 1.0})
    said = refusal("read", drawn.root, SLUG, file, "--by", "Toni Third")
    assert said.count("\n") == 0
    assert f"by {SAM} on" in said
    assert "right would be" in said
    assert rows_of(drawn, SECOND) == before


def test_the_first_marker_is_no_second(course):
    """Who gave the first marks cannot give the second, where the draw knows it."""
    mp_draw(course, "--first", FIRST)
    file = fill_in(course, full(course))
    assert "another person's" in refusal("read", course.root, SLUG, file, "--by", FIRST.upper())
    assert rows_of(course, SECOND) == []


def test_nothing_without_a_draw(course):
    """Reading before anything was drawn says what to do first."""
    assert "mp moderate draw" in refusal("read", course.root, SLUG, course.root / "x.xlsx", "--by", SAM)


def test_an_empty_sheet_is_no_success(drawn):
    """A sheet in which no row has a mark is refused, also with --partly."""
    assert "no row has a mark" in refusal(
        "read", drawn.root, SLUG, sheet_file(drawn), "--by", SAM, "--partly"
    )


def test_exit_code_and_lines(kept):
    """From the command line, a faulty sheet ends with exit code 2, one line a fault, and no traceback."""
    file = fill_in(kept, {})
    done = run("mp_exercises", "moderate", "read", kept.root, SLUG, file, "--by", SAM)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == len(rows_of(kept))
    assert "Traceback" not in done.stderr
