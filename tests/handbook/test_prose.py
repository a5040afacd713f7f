"""The prose of pages: sentences, reading ease, words that the house style avoids, empty pages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.checking.wording import wording_faults
from mp_exercises.exercise import SourceError, parse_yaml
from mp_exercises.handbook.checks.book import read_book
from mp_exercises.handbook.page import GAP
from mp_exercises.handbook.pages import read_page
from mp_exercises.handbook.reading import ease_of, flesch, sentences_of, table
from mp_exercises.handbook.sentences import blank_quotes, split
from mp_exercises.handbook.style import read_style
from mp_exercises.handbook.syllables import syllables
from mp_exercises.handbook.wording import uses
from tests.handbook.faulty import faults_of, found
from tests.handbook.tiny import MATTER, PLENTY, ROOT, write_book
from tests.samples import DATA

STYLE = read_style(ROOT / "book")
HARD = (
    "Practitioners demonstrating appropriate professional curiosity systematically facilitate collaborative "
    "participation, thereby optimising intervention effectiveness. "
)


def shared(tmp_path, prose):
    """Return the lines of a chapter that hold more than one sentence; the prose begins on line 10."""
    faults = faults_of(tmp_path, f"{MATTER}# T\n\n{prose}\n\n{PLENTY}", "part2/p.md")
    return [int(fault.split(":")[1]) for fault in faults if "two sentences on one line" in fault]


@pytest.mark.parametrize(
    "prose",
    [
        "He sat down. She did not.",
        "Did he sit? She did not.",
        "He said, “I can't.” Then he sat.",
        "So she sat down (he did not). She waited.",
        "She read {plain}`3.5`. Then she left.",
        "She read it. {cite:t}`trial2018` says so.",
        "*He sat down.* She did not.",
        "```{judgement} Ours\n```\nHe sat. She sat.",
        "Term\n: He sat. She sat.",
    ],
)
def test_two_sentences_on_a_line(tmp_path, prose):
    """Two sentences of ours on one line of a chapter are a fault at that line."""
    assert len(shared(tmp_path, prose)) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "He sat down.\nShe did not.",
        "Say, “I'm not putting this well. Let me start again.”",
        "Say: *“Who might see this? Would it make anything worse?”*",
        "“Two minutes. Two,” he says.",
        "“What do you mean?” Denise asks.",
        "“Nearly.” “Right.” “No.”",
        "Mr. Ali and Dr. Bo live in St. Ives, near No. 4, e.g. Upstairs.",
        "At 5 p.m. Grace rang D. Forrester, at 9.30 a.m. Joe.",
        "**The court timetable.** A wish does not hurry.",
        "**“I understand.”** It hides the working.",
        "- Read them. Then ask.\n- Ask.",
        "1. Would they? Could they?",
        "| a | b |\n|---|---|\n| He sat. She sat. | x |",
        "```{dialogue}\n:worker: Ada\nAda: I see. You do. Hm.\n> She did. He did.\n```",
        "She waited … And then she left.",
        "One. two. three.",
    ],
)
def test_one_sentence_on_a_line(tmp_path, prose):
    """Speech, abbreviations, run-in headings, lists, tables and dialogue are no further sentence of ours."""
    assert shared(tmp_path, prose) == []


def test_pages_about_the_book_may_run_on(tmp_path):
    """A page outside the parts may keep several sentences on a line."""
    assert faults_of(tmp_path, "# T\n\nHe sat down. She did not.\n") == []


TEXT = st.text("aB1 .!?“”\"'()…\n" + GAP, max_size=60)


@given(TEXT)
def test_blanking_moves_nothing(text):
    """Whatever the text, quotations become blank in place, with every line break kept."""
    bare = blank_quotes(text)
    assert len(bare) == len(text)
    assert [at for at, char in enumerate(bare) if char == "\n"] == [
        at for at, char in enumerate(text) if char == "\n"
    ]


@given(TEXT)
def test_splitting_loses_nothing(text):
    """Whatever the text, its sentences put together are the text, spaces apart."""
    pieces = list(split(text, STYLE))
    assert "".join("".join(piece for _, piece in pieces).split()) == "".join(text.split())
    assert [start for start, _ in pieces] == sorted({start for start, _ in pieces})


def test_long_sentence(tmp_path):
    """A sentence of more than 40 words is a fault at its line; one of 40 is not."""
    words = "She came in and sat down by it " * 5
    assert faults_of(tmp_path / "a", f"# T\n\n{words.strip()}.\n") == []
    faults = faults_of(tmp_path / "b", f"# T\n\nFirst.\n{words}again.\n")
    assert faults == ["page.md:4: a sentence of 41 words; right would be two, or at most 40 words"]


def test_figures_count_as_they_are_printed(tmp_path):
    """A role counts with the words that it prints, a citation in brackets with none."""
    page = "# T\n\nIt rose to {evidence}`small-gain` {cite:p}`trial2018`.\n"
    book = read_book(write_book(tmp_path, {"a.md": page}))
    read = next(page for page in book.pages if page.docname == "a")
    assert [s.text for s in sentences_of(read, book.facts, STYLE)] == [
        "It rose to 2.91 against 2.49 (p = .049) ."
    ]


def test_flesch_by_hand():
    """The formula gives what it gives by hand, for 100 words, 5 sentences and 140 syllables."""
    assert flesch(100, 5, 140) == pytest.approx(206.835 - 20.3 - 118.44)


def test_syllables_against_a_count_by_hand():
    """At most one word in twenty is miscounted, and the sum is within two in a hundred."""
    lines = (DATA / "syllables.txt").read_text(encoding="utf-8").splitlines()
    counted = {word: int(count) for word, count in (line.split() for line in lines if line[0] != "#")}
    wrong = [word for word, count in counted.items() if syllables(word) != count]
    assert len(wrong) <= len(counted) / 20, wrong
    assert sum(map(syllables, counted)) == pytest.approx(sum(counted.values()), rel=0.02)


@given(st.text(max_size=20))
def test_every_word_has_a_syllable(word):
    """Whatever is taken for a word counts at least one syllable."""
    assert syllables(word) >= 1


def test_hard_page_fails_and_a_chapter_passes_with_room(tmp_path):
    """A chapter of hard sentences is a fault; Empathy is well above the bar."""
    faults = faults_of(tmp_path, f"{MATTER}# T\n\n" + (HARD.strip() + "\n") * 15, "part2/p.md")
    assert any(fault.startswith("part2/p.md:8: reading ease") for fault in faults), faults
    empathy = ease_of(read_page(ROOT / "book" / "part2" / "empathy.md", ROOT / "book"), None, STYLE)
    assert empathy is not None
    assert empathy.ease > STYLE.reading.ease + 10
    assert 10 < empathy.length < 15


def test_table_begins_with_the_hardest(tmp_path):
    """The table of reading has a line for each page, the hardest first."""
    book = read_book(write_book(tmp_path, {"easy.md": f"# T\n\n{PLENTY}", "hard.md": f"# T\n\n{HARD}\n"}))
    found = [entry for page in book.pages if (entry := ease_of(page, book.facts, STYLE))]
    assert list(table(found))[1].startswith("hard ")


@pytest.mark.parametrize(
    ("page", "empty"),
    [("# T\n\nSTUB\n", True), ("# T\n\nShe came in.\n", True), (f"# T\n\n{PLENTY}", False)],
)
def test_empty_page(tmp_path, page, empty):
    """A chapter that holds the word STUB or a few words is reported where it should begin."""
    faults = faults_of(tmp_path, MATTER + page, "part2/p.md")
    assert faults == (["part2/p.md:8: the page is empty; right would be a chapter"] if empty else [])


def test_stub_among_the_pages_about_the_book(tmp_path):
    """A page outside the parts may be short, and may not be a stub."""
    assert faults_of(tmp_path, "# T\n\nSTUB\n") == ["page.md:1: the page is empty; right would be a chapter"]


@pytest.mark.parametrize(
    ("prose", "used"),
    [
        ("The mother failed\nto engage.", ["failed\nto engage"]),
        ("He said that she “failed to engage”.", []),
        ("Nobody is an “illegal immigrant”.", ["illegal immigrant"]),
        ("A computer program finds it.", []),
        ("The program ended.", []),
        ("Our program ended.", ["program"]),
        ("A HOLISTIC, non-compliant view.", ["HOLISTIC", "non-compliant"]),
        ("Each mum there was robustly built.", []),
    ],
)
def test_words_to_avoid(prose, used):
    """Phrases are found across lines and in capitals; quotations and right uses are let be."""
    assert sorted(use.text for use in uses(prose, STYLE)) == sorted(used)


def test_words_to_avoid_on_a_page(tmp_path):
    """A page is told the line, the reason and what to write; dialogue may say anything."""
    page = "# T\n\n```{dialogue}\nBo: She failed to engage.\n```\n\nWell,\nshe failed to engage.\n"
    faults = faults_of(tmp_path, page)
    assert len(faults) == 1
    assert faults[0].startswith("page.md:8: 'failed to engage': it hides what happened")


def test_words_to_avoid_in_an_exercise():
    """The author's fields are read, also below an option's name; what people say is not."""
    text = "title: A tool\nitems:\n  - text: a toolkit\n    key:\n      why:\n        a: A toolkit.\n"
    source = parse_yaml(text, Path("x.yaml"))
    assert [fault.line for fault in wording_faults(source, STYLE)] == [6]


def test_faulty_style(tmp_path):
    """A phrase that stands in two entries, and a missing file, are faults of the style itself."""
    root = write_book(tmp_path)
    file = root / "book" / "style.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "  - {avoid: [toolkit], write: x, why: y}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="'toolkit' stands twice"):
        read_style(root / "book")
    file.unlink()
    assert found(root)[0].startswith("style.yaml:1: cannot be read")
