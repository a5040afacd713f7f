"""The prose of a page: written at all, one sentence a line, no sentence too long, and easy enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...exercise import Fault
from ..frontmatter import FENCE
from ..page import Page, Prose
from ..reading import ease_of, sentences_of
from ..sentences import more_than_one
from ..style import Style
from .book import Book

STUB = "STUB"
TABLE_OF_READERS = "path"
"""A page with this directive is made from other pages' front matter, and has few words of its own."""


def check_written(book: Book, _today: date) -> Iterator[Fault]:
    """Yield pages on which nothing is written yet."""
    for page in book.pages:
        words = _body(page).split()
        made = any(directive.name == TABLE_OF_READERS for directive in page.directives)
        few = book.style is not None and len(words) < book.style.reading.empty
        if words[-1:] == [STUB] or (few and page.in_a_part and not made):
            yield Fault(page.path, _first_line(page), "the page is empty", "a chapter")


def _body(page: Page) -> str:
    return "\n".join(page.text.splitlines()[_first_line(page) - 1 :])


def _first_line(page: Page) -> int:
    """Return the line on which the page begins, below its front matter."""
    lines = page.text.splitlines()
    if not lines or lines[0].rstrip() != FENCE:
        return 1
    return next((at for at, line in enumerate(lines[1:], 2) if line.rstrip() in (FENCE, "...")), 0) + 1


def check_lines(book: Book, _today: date) -> Iterator[Fault]:
    """Yield lines of a chapter's paragraphs on which more than one sentence stands."""
    if book.style is None:
        return
    for page in book.pages:
        for prose in page.prose if page.in_a_part else ():
            if prose.where == "paragraph":
                for line in sorted(set(_shared_lines(prose, book.style))):
                    yield Fault(page.path, line, "two sentences on one line", "each on a line of its own")


def _shared_lines(prose: Prose, style: Style) -> Iterator[int]:
    for start in more_than_one(prose.text, style):
        gap = prose.text[len(prose.text[:start].rstrip()) : start]
        if "\n" not in gap and not _after_heading(prose, start):
            yield prose.line + prose.text.count("\n", 0, start)


def _after_heading(prose: Prose, start: int) -> bool:
    """Whether all that stands before on the line is bold: a heading that runs into its text."""
    begins = prose.text.rfind("\n", 0, start) + 1
    return any(first == begins and last >= start - 1 for first, last in prose.strong)


def check_sentences(book: Book, _today: date) -> Iterator[Fault]:
    """Yield sentences that are too long."""
    if book.style is None:
        return
    most = book.style.reading.longest
    for page in book.pages:
        for sentence in sentences_of(page, book.facts, book.style):
            if len(sentence.words) > most:
                wrong = f"a sentence of {len(sentence.words)} words"
                yield Fault(page.path, sentence.line, wrong, f"two, or at most {most} words")


def check_ease(book: Book, _today: date) -> Iterator[Fault]:
    """Yield chapters that are hard to read."""
    if book.style is None:
        return
    bars = book.style.reading
    for page in book.pages:
        found = ease_of(page, book.facts, book.style) if page.in_a_part else None
        if found is not None and found.words >= bars.words and found.ease < bars.ease:
            wrong = f"reading ease {found.ease:.0f}, with {found.length:.1f} words a sentence"
            right = f"{bars.ease:.0f} or more: shorter words, shorter sentences"
            yield Fault(page.path, _first_line(page), wrong, right)
