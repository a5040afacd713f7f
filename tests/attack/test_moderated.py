"""Attacks by what trainees write, on second marking: the sheet that comes back is read all the same."""

import pytest

from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.moderating.tables import SECOND
from mp_exercises.exercise.kinds.reflection import MOST_CHARACTERS
from tests.attack.pages import assert_text, squeezed
from tests.attack.records import PAYLOAD
from tests.course.made import copy_of
from tests.course.moderating.cohort import give_first_marks, hand_in, marked_course, trainee
from tests.course.moderating.steps import mp_draw, read_in, rows_of, sheet_file
from tests.course.trainees import SLUG

SIZE = 6
TEXTS = {
    "script": PAYLOAD,
    "formula": "=cmd|' /C calc'!A0",
    "escapes": "_x0041_" * (MOST_CHARACTERS // 7),
    "long": "word " * (MOST_CHARACTERS // 5),
    "lines": "\n" * (MOST_CHARACTERS - 2) + "x",
    "signs": "".join(map(chr, (*range(0x20, 0x3000, 7), *range(0x1F300, 0x1F600)))),
    "unseen": "\x00\x1b[2J\u202e\ufffe\ud800x",
    "markup": "</t></is></c><c t='n'><v>9</v></c>",
    "error": "#REF!",
    "number": "1e999",
}


@pytest.fixture(scope="module")
def first_marked(released, tmp_path_factory):
    """Return a course in which everybody has a first mark, and nobody attacks."""
    course = marked_course(released, tmp_path_factory.mktemp("moderated") / "course", SIZE)
    give_first_marks(course, dict.fromkeys(range(SIZE), 5.0))
    return course


def attacked(course, folder, text):
    """Return a copy of a course in which the first trainee wrote an attack, and was marked for it."""
    copy = copy_of(course, folder)
    hand_in(copy, 0, text.encode("utf-8", "replace").decode())
    assert mark_cohort(copy, SLUG, workers=1).aside == {}
    give_first_marks(copy, {0: 5.0})
    return copy


@pytest.mark.parametrize("what", TEXTS)
def test_a_sheet_with_an_attack_in_it_is_read(first_marked, tmp_path, what):
    """Whatever one trainee wrote, the second marks of all come back from the sheet, as they were given."""
    course = attacked(first_marked, tmp_path / "course", TEXTS[what])
    mp_draw(course, "--count", SIZE)
    given = {trainee(number): float(number) for number in range(SIZE)}
    read_in(course, given)
    names = {row["code"]: row["trainee"] for row in rows_of(course)}
    assert {names[row["code"]]: row["mark"] for row in rows_of(course, SECOND)} == given


def test_the_page_shows_text(first_marked, tmp_path):
    """On the page that the second marker reads from, the attack is text."""
    course = attacked(first_marked, tmp_path / "course", PAYLOAD)
    mp_draw(course, "--count", SIZE)
    page = sheet_file(course, ending="html").read_text(encoding="utf-8")
    assert squeezed(PAYLOAD) in assert_text(page)
