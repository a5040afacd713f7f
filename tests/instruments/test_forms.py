"""The seven instruments as they are shipped."""

import re
from datetime import date

import pytest

from mp_exercises.checking.instruments import instrument_faults, instrument_files
from mp_exercises.exercise import framework
from mp_exercises.handbook.style import read_style
from mp_exercises.handbook.syllables import syllables
from mp_exercises.instruments import FORMS, load, slugs
from mp_exercises.place import source_root

BOOK = source_root() / "book"
SKILLS = [one.id for one in framework().competencies if one.group == "skill"]
WORD = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*")


def said_to(slug: str) -> list[str]:
    """Return the sentences that a form says to whoever fills it in, without those for staff."""
    form = load(slug)
    sections = [section for section in form.sections if not section.office]
    texts = [form.title, *form.intro, *form.closing, *(section.title for section in sections)]
    texts += [item.text for section in sections for item in section.items]
    return [one for text in texts for one in re.split(r"(?<=[.?!:])\s+", text) if WORD.search(one)]


def grade(sentences: list[str]) -> tuple[float, int]:
    """Return the Flesch-Kincaid grade, and the words of the longest sentence.

    J. P. Kincaid and others (1975), Derivation of new readability formulas for Navy enlisted personnel.
    A child of eight is in the third grade.
    """
    words = [WORD.findall(sentence) for sentence in sentences]
    count = sum(map(len, words))
    heard = sum(syllables(word) for sentence in words for word in sentence)
    return 0.39 * count / len(words) + 11.8 * heard / count - 15.59, max(map(len, words))


def test_all_seven_are_sound():
    """There are seven, and the check finds no fault in any, nor a word that the style avoids."""
    assert len(slugs()) == 7
    style = read_style(BOOK)
    assert list(instrument_faults(instrument_files(), date(2026, 11, 26), style)) == []


def test_the_seven_skills_have_the_framework_s_anchors():
    """The observation form rates each skill with the anchors of the framework, and keeps no copy of them."""
    form = load("practice-observation")
    rated = [item for item in form.items.values() if item.kind == "scale"]
    assert [item.id for item in rated] == SKILLS
    for item in rated:
        assert item.anchors == framework().by_id[item.id].anchors
    assert "anchors:" not in (FORMS / "practice-observation.yaml").read_text(encoding="utf-8")


def test_the_ingredients_are_those_of_the_chapter():
    """The supervision form has the eight headings of the chapter, in its order."""
    chapter = (BOOK / "part3" / "ingredients.md").read_text(encoding="utf-8")
    part = chapter.split("## The eight, one by one")[1].split("\n## ")[0]
    headings = re.findall(r"^### (.+)$", part, re.MULTILINE)
    form = load("supervision-observation")
    assert [item.text for item in form.sections[1].items] == headings


def test_candidates_are_scored_with_the_guides_words():
    """Each anchor of the candidate's form is the scoring guide's, word for word."""
    guide = (BOOK / "part4" / "scoring-guides.md").read_text(encoding="utf-8")
    scales = [item for item in load("candidate-scoring").items.values() if item.kind == "scale"]
    for item in scales:
        table = guide.split(f"{{table}} {item.text}: what each point looks like")[1].split("```")[0]
        rows = {int(n): text for n, text in re.findall(r"^\| (\d) \| (.+) \|$", table, re.MULTILINE)}
        assert item.anchors == rows
    assert len(scales) == 5


@pytest.mark.parametrize(
    ("slug", "highest", "longest"), [("child-experience", 3, 15), ("family-experience", 6, 28)]
)
def test_families_can_read_their_forms(slug, highest, longest):
    """The child's form asks no more than a third-grader's reading, and a parent's no more than a sixth's."""
    found, most = grade(said_to(slug))
    assert found <= highest
    assert most <= longest


def test_a_child_is_told_where_words_go_and_whom_to_tell():
    """The child's form says who reads it, what is no secret, and two ways to tell that need no form."""
    closing = " ".join(load("child-experience").closing)
    for words in ("Who sees this?", "have to tell a grown-up", "0800 1111", "999"):
        assert words in closing
    assert load("child-experience").large


def test_families_are_asked_for_consent():
    """Each form that families or children fill in has a guide that says what they may refuse."""
    for slug in slugs():
        form = load(slug)
        assert form.guide.consent or form.audience == "staff"
