"""What the search reads of a built page."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.handbook.finding.sections import Page, Record, read_page

PAGE = Path(__file__).with_name("page.html").read_text(encoding="utf-8")


def test_a_page() -> None:
    """Sections, exercises, terms, sources and facts are records of their own, each with its place."""
    assert read_page(PAGE) == Page(
        "A page",
        "What a page is about.",
        [
            Record("section", "A page", "", "It begins. Here."),
            Record("section", "Second", "two", "Twofold."),
            Record("exercise", "What was that?", "exercise-x", "Name it. A kitchen. Which is it?"),
            Record("term", "goal", "term-goal", "What is wanted."),
            Record("fact", "2 in 10", "evidence-x", "It means. · It does not."),
            Record("source", "Somebody (2016). A study.", "source-x", "Somebody (2016). A study."),
        ],
    )


def test_no_key_is_read() -> None:
    """Nothing of an exercise's key or of its text with the answers is found by searching."""
    assert "secret" not in str(read_page(PAGE))


def test_no_article() -> None:
    """A page without an article, such as one that sends the reader on, has nothing to find."""
    assert read_page("<html><body><p>Gone.</p></body></html>") is None


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=200))
def test_any_text(text: str) -> None:
    """Whatever a paragraph says, its record is that text in one line, and markup stays text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    page = read_page(f'<article class="bd-article"><section><h1>T</h1><p>{escaped}</p></section></article>')
    assert page is not None
    assert page.records[0].text == " ".join(text.split())
