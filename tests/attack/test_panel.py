"""Attacks by a spreadsheet that comes back: a panel's for ``mp standard``, a marker's for ``mp moderate``."""

import os
import tracemalloc

import pytest
from openpyxl import Workbook

from mp_exercises.course.folder import CourseError
from mp_exercises.course.moderating.opened import opened
from mp_exercises.marking.standard import load_standard
from mp_exercises.marking.standard.archive import Bounds, TooLarge, repacked
from tests.attack.commands import mp
from tests.attack.records import HUGE, NUMBERS, PAYLOAD
from tests.attack.workbooks import MANY, PACKED, SHEETS, changed, lying
from tests.course.keys import key_texts
from tests.course.made import copy_of
from tests.course.trainees import SLUG
from tests.marking.standard.panels import write_csv, write_xlsx

PAGE = "xl/worksheets/sheet1.xml"
JUDGES = ("Ann", "Bola", "Cerys", "Dev", "Ed", "Fay", "Gus")
PLAIN = "right would be an .xlsx file as a spreadsheet saves it"
SAYS = {
    "merged": "A1: merged cells A1:XFD1048576; right would be every cell by itself",
    "last": "5001 rows and ",
    "row-of-no-number": "5001 rows and ",
    "wide": "90 rows and 201 columns",
    "entities": f"its parts define entities; {PLAIN}",
    "entities-utf-16": f"its parts define entities; {PLAIN}",
    "outside": f"its parts define entities; {PLAIN}",
}
"""What is said of a hostile sheet; of any other, that it cannot be opened."""


@pytest.fixture(scope="module")
def course(released, tmp_path_factory):
    """Return a course in which a good panel has set a standard."""
    course = copy_of(released, tmp_path_factory.mktemp("panel") / "course")
    file = write_xlsx(course.root / "good.xlsx", rows(course))
    done = standard(course, file, "--write")
    assert (done.returncode, done.stderr) == (0, "")
    return course


def rows(course, judges=JUDGES, value=lambda row, place: 20 + row + 3 * place):
    """Return the cells of a panel's sheet."""
    items = [(section.slug, item) for section in course.load(SLUG).keyed for item in section.items]
    body = [
        [slug, item.id, item.points, "What now?", *(value(row, place) for place in range(len(judges)))]
        for row, (slug, item) in enumerate(items)
    ]
    heads = ["section", "item", "points", "question", *judges]
    return [["assessment", SLUG], ["form", "percent"], ["round", 1], [], heads, *body]


def standard(course, file, *words):
    """Run ``mp standard angoff`` on a file."""
    command = ("standard", "angoff", file, "--assessment", SLUG, "--course", course.root)
    return mp(*command, "--replace", "--date", "2026-11-20", *words)


def refused(course, file):
    """Show that a panel's file is refused in plain lines and changes nothing, and return what was said."""
    before = {each: each.read_bytes() for each in course.root.rglob("*.yaml")}
    done = standard(course, file, "--write")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(line.isprintable() for line in done.stderr.splitlines()), done.stderr.encode()
    assert "Traceback" not in done.stderr
    assert not [key for key in key_texts(course) - {"BEGIN HIDDEN"} if key in done.stderr]
    assert {each: each.read_bytes() for each in course.root.rglob("*.yaml")} == before
    assert load_standard(course.root, SLUG).panel == len(JUDGES)
    return done.stderr


@pytest.mark.parametrize("attack", SHEETS)
def test_a_hostile_sheet(course, tmp_path, attack):
    """A sheet that would never end, reads other files or grows is refused, or read for what it is."""
    file = changed(course.root / "good.xlsx", tmp_path / "panel.xlsx", PAGE, SHEETS[attack])
    if attack == "linked":
        done, good = standard(course, file), standard(course, course.root / "good.xlsx")
        assert (done.returncode, done.stdout) == (0, good.stdout)
        return
    said = refused(course, file)
    assert str(file) in said
    assert SAYS.get(attack, f"it cannot be opened; {PLAIN}") in said
    assert "root:" not in said


def test_a_part_that_lies_about_its_size(course, tmp_path):
    """An archive whose part unpacks to more than it says costs no more memory than it says."""
    for name, kind in PACKED.items():
        file = lying(course.root / "good.xlsx", tmp_path / f"{name}.xlsx", kind)
        assert file.stat().st_size < 200_000
        said = refused(course, file)
        assert f"it cannot be opened; {PLAIN}" in said
        assert peak(file.read_bytes()) < MANY / 4


def peak(data):
    """Return the most memory that is had at a time while an archive is repacked."""
    tracemalloc.start()
    try:
        with pytest.raises(Exception, match=r"CRC|packed"):
            repacked(data, Bounds(MANY, 100))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_bounds_hold_at_the_edge(course):
    """An archive may hold just as much as it may, and what comes out is the same parts."""
    data = (course.root / "good.xlsx").read_bytes()
    with pytest.raises(TooLarge) as error:
        repacked(data, Bounds(0, 100))
    size = error.value.unpacked
    assert repacked(data, Bounds(size, 100)).read()[:2] == b"PK"
    for bounds in (Bounds(size - 1, 100), Bounds(size, 1)):
        with pytest.raises(TooLarge):
            repacked(data, bounds)


READ = ("merged", "linked", "last", "wide", "row-of-no-number")
"""Attacks from which a marking sheet is read none the less, no further than it goes."""


@pytest.mark.parametrize("attack", [*SHEETS, *PACKED])
def test_a_marking_sheet(tmp_path, attack):
    """For ``mp moderate read``, the same files are refused in a line, or read no further than they may be."""
    file, wanted = marking_sheet(tmp_path, attack), {"Question 1": (30, 8)}
    if attack in READ:
        found = opened(file.read_bytes(), file, wanted)["Question 1"]
        assert found[0][0].value == "code"
        assert len(found) <= 30
        return
    with pytest.raises(CourseError) as error:
        opened(file.read_bytes(), file, wanted)
    assert str(error.value).startswith(f"{file}: ")
    assert "\n" not in str(error.value)


def marking_sheet(folder, attack):
    """Write a workbook with an attack in it."""
    book, good = Workbook(), folder / "good.xlsx"
    book.active.title = "Question 1"
    book.active["A1"] = "code"
    book.save(good)
    if attack in PACKED:
        return lying(good, folder / "back.xlsx", PACKED[attack])
    return changed(good, folder / "back.xlsx", PAGE, SHEETS[attack])


NAMES = {
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "script": PAYLOAD[:50],
    "escape": "Ann\x1b[2J",
    "turned": "Ann\u202egnA",
    "long": "x" * 61,
    "lines": "Ann\n0 faults",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_judge_whose_name_is_an_attack(course, tmp_path, name):
    """A name that a spreadsheet, a terminal or a page might obey is refused at its cell, in a plain line."""
    file = write_csv(tmp_path / "panel.csv", rows(course, (NAMES[name], *JUDGES[1:])))
    if name == "lines":
        # Blanks and line ends in a name are one space.
        assert standard(course, file).returncode == 0
        return
    said = refused(course, file)
    assert f"{file}: E5: " in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("number", [name for name in NUMBERS if name not in ("minus-zero", "tiny")])
def test_a_judgement_that_is_no_percentage(course, tmp_path, number):
    """NaN, infinities, and numbers below 0 or past 100 are refused at their cell."""
    value = lambda row, place: NUMBERS[number] if (row, place) == (0, 0) else 50 + row + place  # noqa: E731
    said = refused(course, write_csv(tmp_path / "panel.csv", rows(course, value=value)))
    assert f"{tmp_path / 'panel.csv'}: E6: the judgement is " in said
    assert len(said) < 500


@pytest.mark.parametrize("slug", ["../../outside", "=1+1", "example", "empathy-and-goals\n"])
def test_a_sheet_of_another_assessment(course, tmp_path, slug):
    """A sheet that names something else as its assessment sets no standard, there or elsewhere."""
    cells = rows(course)
    cells[0] = ["assessment", slug]
    file = write_csv(tmp_path / "panel.csv", cells)
    if slug.strip() == SLUG:
        assert standard(course, file).returncode == 0
        return
    refused(course, file)
    assert not list(course.root.parent.glob("outside*"))


def test_places_that_are_no_file(course, tmp_path):
    """A folder, a device and a pipe are refused, and nothing waits for them."""
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    device = tmp_path / "device.csv"
    device.symlink_to("/dev/zero")
    for place in (pipe, folder, device):
        assert "there is no such file" in refused(course, place)


def test_examiners_grades(course, tmp_path):
    """A sheet of grades with an attack in each column is refused, each at its cell."""
    lines = [[PAYLOAD, "NaN", "1e999"], ["=cmd|' /C calc'!A0", 3, -1], ["T3", HUGE, 50]]
    cells = [
        ["assessment", SLUG],
        ["form", "grades"],
        [],
        ["trainee", "grade", "score (% of points)"],
        *lines,
    ]
    file = write_csv(tmp_path / "grades.csv", cells)
    done = mp("standard", "borderline", file, "--assessment", SLUG, "--course", course.root, "--write")
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.removeprefix("mp: ").splitlines()
    places = [line.removeprefix(f"{file}: ").split(":")[0] for line in lines]
    assert places == ["B5", "C5", "A6", "C6", "B7"]
    assert load_standard(course.root, SLUG).panel == len(JUDGES)
