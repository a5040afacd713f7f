"""The sheet and its page are blind: neither name nor first mark is in any part of them."""

import re
import zipfile

import pytest
from openpyxl import load_workbook
from scipy import stats

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.moderating.wording import HIDDEN
from tests.course.gradebooks import change
from tests.course.moderating.cohort import (
    FIRST,
    ITEM,
    SECTION,
    SIZE,
    first_mark,
    give_first_marks,
    hand_in,
    levels_of,
    name,
    trainee,
    words_of,
)
from tests.course.moderating.steps import PAGE, SEED, mp, mp_draw, rows_of, sheet_file
from tests.course.trainees import SLUG, TEXT

EMPTY_COLUMNS = "CDEFG"


def parts(file):
    """Return every part of a workbook as text, by name, with the names and comments of the archive."""
    with zipfile.ZipFile(file) as packed:
        found = {entry.filename: packed.read(entry).decode() for entry in packed.infolist()}
        found["archive"] = repr([(entry.filename, entry.comment, entry.extra) for entry in packed.infolist()])
    return found


@pytest.fixture(scope="module")
def given(once_drawn):
    """Return all that the second marker gets, as text by where it stands."""
    page = sheet_file(once_drawn, ending="html")
    book = sheet_file(once_drawn)
    return {**parts(book), "page": page.read_text(encoding="utf-8"), "names": f"{page.name} {book.name}"}


def test_no_name_in_any_part(given):
    """No part of the files, their properties and names included, names a trainee or a marker."""
    told = [FIRST, "Dana Drawer", "first marker", "Levels:", "gradebook"]
    for number in range(SIZE):
        first, last = name(number)
        told += [trainee(number), f"{first} {last}", f"{last}.{number}@"]
    for where, text in given.items():
        assert not [secret for secret in told if secret.casefold() in text.casefold()], where


def test_no_first_mark_in_any_part(once_drawn, given):
    """No cell that takes a mark has one, every other is text, and no digest or seed leads to one."""
    book = load_workbook(sheet_file(once_drawn))
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                to_fill_in = page.title == PAGE and cell.column_letter in EMPTY_COLUMNS and cell.row > 1
                assert cell.value is None if to_fill_in else cell.value is None or isinstance(cell.value, str)
                assert cell.comment is None
    rows = rows_of(once_drawn)
    for where, text in given.items():
        assert not [row["record"] for row in rows if row["record"] in text], where
        assert str(SEED) not in text, where
    # The rows differ in nothing but code number and text: no colour, height or note sorts them by mark.
    page = book[PAGE]
    for place in range(3, page.max_row + 1):
        for column in "ABCDEFG":
            assert page[f"{column}{place}"]._style == page[f"{column}2"]._style


def test_properties_name_nobody(given):
    """The workbook's properties name the program, and no user."""
    core = given["docProps/core.xml"]
    creators = re.findall(r"<dc:creator[^>]*>([^<]*)</dc:creator>", core)
    assert creators == ["mp moderate"]
    assert "lastModifiedBy" not in core


def test_the_order_is_that_of_the_code_numbers(once_drawn):
    """Rows and page follow the code numbers, which were drawn by chance, and neither follows the marks."""
    page = load_workbook(sheet_file(once_drawn))[PAGE]
    codes = [page[f"A{row}"].value for row in range(2, page.max_row + 1)]
    assert codes == sorted(codes)
    shown = re.findall(
        r'<article aria-labelledby="n(\d+)"', sheet_file(once_drawn, ending="html").read_text()
    )
    assert shown == codes
    firsts = {row["code"]: row["first"] for row in rows_of(once_drawn)}
    assert set(firsts) == set(codes)
    assert abs(stats.spearmanr(range(len(codes)), [firsts[code] for code in codes]).statistic) < 1


def test_text_question_and_rubric_are_in_view(once_drawn, given):
    """Both files have every drawn text under its code number, the question, and every level of the rubric."""
    section = next(one for one in once_drawn.load(SLUG).keyed if one.slug == SECTION)
    item = section.item(ITEM)
    page = load_workbook(sheet_file(once_drawn))[PAGE]
    heads = "\n".join(str(page.cell(1, column).value) for column in range(1, page.max_column + 1))
    shown = [heads, given["page"].replace("&#39;", "'").replace("&#34;", '"')]
    for text in (*item.prompt.split("\n\n"), *(level for one in item.rubric for level in one.levels)):
        assert all(text.strip() in place for place in shown), text
    by_code = {row["code"]: row["trainee"] for row in rows_of(once_drawn)}
    for row in range(2, page.max_row + 1):
        number = int(by_code[page[f"A{row}"].value].rpartition("-")[2])
        assert page[f"B{row}"].value == words_of(number)
        article = given["page"].partition(f'id="n{page[f"A{row}"].value}"')[2]
        assert article.partition('<p class="text">')[2].startswith(words_of(number)[:40])
    assert page.freeze_panes == "B2"


def test_a_name_that_only_the_list_of_trainees_has_is_hidden(course):
    """Where the gradebook has no names, those of trainees.csv are taken out of what is read."""

    def work(gradebook):
        for student in gradebook.students:
            student.first_name = student.last_name = None

    change(course, work)
    hand_in(course, 3, "I am Ottoline Quill, and I would ask Bilal.")
    assert mark_cohort(course, SLUG, workers=1).marked == 1
    give_first_marks(course, {3: 5.0})
    course.roster.write_text(f"id,name\n{trainee(3)},Ottoline Quill\n", encoding="utf-8")
    mp_draw(course, "--count", str(SIZE))
    page = sheet_file(course, ending="html").read_text(encoding="utf-8")
    assert "and I would ask Bilal" in page
    assert "Ottoline" not in page


def test_the_key_is_for_assessors_or_left_out(course):
    """What a strong answer may notice is marked as for assessors; with --no-key no word of it is there."""
    section = next(one for one in course.load(SLUG).keyed if one.slug == SECTION)
    notices = section.item(ITEM).key.notices
    mp_draw(course)
    book = load_workbook(sheet_file(course))
    key = "\n".join(str(cell.value) for row in book["For assessors only"] for cell in row)
    assert all(notice in key for notice in notices)
    page = sheet_file(course, ending="html").read_text(encoding="utf-8")
    assert "For assessors only: what a strong answer may notice" in page
    assert notices[0][:60] in page
    sheet_file(course).unlink()
    mp("sheet", course.root, SLUG, "--no-key")
    everything = "".join(parts(sheet_file(course)).values())
    everything += sheet_file(course, ending="html").read_text(encoding="utf-8")
    assert "may notice" not in everything
    assert not [notice for notice in notices if notice[:40] in everything]


def test_no_other_key_is_there(course):
    """With the key of the writing, no key of any other item comes along."""
    mp_draw(course)
    everything = "".join(parts(sheet_file(course)).values())
    everything += sheet_file(course, ending="html").read_text(encoding="utf-8")
    for section in course.load(SLUG).keyed:
        for item in section.items:
            if item.id != ITEM:
                assert item.secret.rationale.strip()[:50] not in everything


def test_what_trainees_write_stays_text(course):
    """Script and a formula are text, what cannot be seen is gone, and the writer's own name is taken out."""
    first, last = name(3)
    texts = {
        1: TEXT,
        2: '=cmd|"/c calc"!A1',
        3: f"Written by {first} {last}, {trainee(3)}. And {first} again.",
        4: "a\u202eb\x00c\x1bd\ufffe_x0041_",  # the record drops what cannot be seen
        5: "@SUM(1+1)*cmd|' /C calc'!A0",
    }
    for number, text in texts.items():
        hand_in(course, number, text)
    assert mark_cohort(course, SLUG, workers=1).marked == len(texts)
    give_first_marks(course, {number: first_mark(number) for number in texts})
    said = mp_draw(course, "--count", SIZE)
    by_trainee = {row["trainee"]: row["code"] for row in rows_of(course)}
    page = load_workbook(sheet_file(course))[PAGE]
    cells = {page[f"A{row}"].value: page[f"B{row}"] for row in range(2, page.max_row + 1)}
    shown = {number: cells[by_trainee[trainee(number)]] for number in texts}
    assert {cell.data_type for cell in shown.values()} == {"s"}
    assert shown[2].value == texts[2]
    assert shown[2].quotePrefix
    assert shown[3].value == f"Written by {HIDDEN}, {HIDDEN}. And {first} again."
    assert f"{by_trainee[trainee(3)]}: the text has the word {first!r}" in said
    assert shown[4].value == "abcd_x005F_x0041_"
    html = sheet_file(course, ending="html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert" in html
    assert "<script" not in html
    assert "\u202e" not in html


def test_the_files_are_for_nobody_else(once_drawn):
    """Nobody else on the machine may read them, and git passes them over."""
    for ending in ("xlsx", "html"):
        assert sheet_file(once_drawn, ending=ending).stat().st_mode & 0o777 == 0o600
    assert (once_drawn.root / "moderation" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert "How to stay blind" in (once_drawn.root / "moderation" / "for-markers.md").read_text(
        encoding="utf-8"
    )


def test_the_page_asks_nobody_for_anything(given):
    """The page has no script, loads nothing, and its policy forbids both."""
    page = given["page"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"""(?:src|action)=|href=["'](?!#)|url\(|@import""", page)


def test_the_first_marks_were_there_to_be_hidden(once_drawn):
    """The sample has first marks and levels, which differ: what the other tests look for exists."""
    rows = {row["trainee"]: row for row in rows_of(once_drawn)}
    for number in range(SIZE):
        if trainee(number) in rows:
            assert rows[trainee(number)]["first"] == first_mark(number)
            assert rows[trainee(number)]["levels"] == str([*map(int, levels_of(first_mark(number)).split())])
    assert len({row["first"] for row in rows.values()}) > 3
