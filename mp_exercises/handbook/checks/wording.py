"""Words on pages that the house style avoids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...exercise import Fault
from ..wording import uses
from .book import Book


def check_words(book: Book, _today: date) -> Iterator[Fault]:
    """Yield avoided words in the prose of pages; dialogue is not prose."""
    if book.style is None:
        return
    for page in book.pages:
        for prose in page.prose:
            for use in uses(prose.text, book.style):
                line = prose.line + prose.text.count("\n", 0, use.start)
                yield Fault(page.path, line, use.wrong, use.entry.write)
