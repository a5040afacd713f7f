"""Checks of the handbook's pages, for ``mp check``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from ..exercise import Fault
from .checks.book import Book, read_book
from .checks.figures import check_figures
from .checks.links import check_images, check_links, check_markup
from .checks.matter import check_contents, check_matter
from .checks.references import (
    check_anchors,
    check_citations,
    check_evidence_roles,
    check_exercises,
    check_sources,
)

CHECKS: tuple[Callable[[Book, date], Iterator[Fault]], ...] = (
    check_matter,
    check_contents,
    check_exercises,
    check_evidence_roles,
    check_anchors,
    check_citations,
    check_sources,
    check_links,
    check_images,
    check_markup,
    check_figures,
)


def check_pages(root: Path, today: date) -> Iterator[Fault]:
    """Yield every fault of the pages below ``root/book``, whether the contents list them or not.

    Parameters
    ----------
    today
        The day against which review dates are checked.
    """
    book = read_book(root)
    yield from book.faults
    for check in CHECKS:
        yield from check(book, today)
