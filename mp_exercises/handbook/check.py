"""Checks of the handbook's pages, for ``mp check``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from ..exercise import Fault
from .checks.book import Book, read_book
from .checks.fences import check_fences
from .checks.figures import check_figures
from .checks.instruments import check_instruments
from .checks.links import check_images, check_links
from .checks.markup import check_dialogues, check_markup, check_names, check_options
from .checks.matter import check_contents, check_matter
from .checks.pictures import check_pictures
from .checks.prose import check_ease, check_lines, check_sentences, check_written
from .checks.references import check_anchors, check_evidence_roles, check_exercises, check_placed
from .checks.sources import check_citations, check_notes, check_uncited
from .checks.terms import check_glossary, check_terms, check_uses
from .checks.wording import check_words
from .reading import ease_of, table

CHECKS: tuple[Callable[[Book, date], Iterator[Fault]], ...] = (
    check_matter,
    check_contents,
    check_exercises,
    check_placed,
    check_instruments,
    check_evidence_roles,
    check_anchors,
    check_terms,
    check_glossary,
    check_uses,
    check_citations,
    check_uncited,
    check_notes,
    check_links,
    check_images,
    check_pictures,
    check_fences,
    check_markup,
    check_names,
    check_options,
    check_dialogues,
    check_figures,
    check_written,
    check_lines,
    check_sentences,
    check_ease,
    check_words,
)


def check_pages(root: Path, today: date) -> Iterator[Fault]:
    """Yield every fault of the pages below ``root/book``, whether the contents list them or not.

    Parameters
    ----------
    today
        The day against which review dates are checked.
    """
    yield from check_book(read_book(root), today)


def check_book(book: Book, today: date) -> Iterator[Fault]:
    """Yield every fault of a book that has been read."""
    yield from book.faults
    for check in CHECKS:
        yield from check(book, today)


def reading_table(book: Book) -> Iterator[str]:
    """Yield how easy each page is to read, as the lines of a table."""
    if book.style is not None:
        style = book.style
        found = (ease_of(page, book.facts, style) for page in book.pages)
        yield from table(entry for entry in found if entry and entry.words >= style.reading.empty)
