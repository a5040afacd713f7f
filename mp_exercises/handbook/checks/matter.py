"""Front matter, review dates, and pages that no contents list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...exercise import Fault, Source, SourceError
from ..frontmatter import MARKING_FIELDS, front_matter_source, read_front_matter
from ..page import Page
from .book import Book


def check_matter(book: Book, today: date) -> Iterator[Fault]:
    """Yield the faults of each page's front matter; every page in a part must have it."""
    for page in book.pages:
        try:
            source = front_matter_source(page.text, page.path)
        except SourceError as error:
            yield from error.faults
            continue
        if source is None and "/" in page.docname:
            yield Fault(
                page.path,
                1,
                "no front matter",
                "owner, reviewed, review_in, for and description between --- lines",
            )
        if source is not None and _must_be_whole(page, source):
            yield from _check_one(source, today)


def _must_be_whole(page: Page, source: Source) -> bool:
    return "/" in page.docname or bool(isinstance(source.data, dict) and MARKING_FIELDS & set(source.data))


def _check_one(source: Source, today: date) -> Iterator[Fault]:
    try:
        matter = read_front_matter(source)
    except SourceError as error:
        yield from error.faults
        return
    for place, reader in enumerate(matter.first_for):
        if reader not in matter.audience:
            yield source.fault(
                ("first_for", place),
                f"first_for has {reader!r}, whom the page is not for",
                f"one of {', '.join(matter.audience)}",
            )
    if matter.reviewed > today:
        yield source.fault(("reviewed",), f"reviewed on {matter.reviewed}, in the future", "the day it was")
    elif matter.due < today:
        yield source.fault(("reviewed",), f"review was due on {matter.due}", "a review since then")


def check_contents(book: Book, _today: date) -> Iterator[Fault]:
    """Yield pages that the contents do not list, and entries without a page."""
    there = {page.docname: page for page in book.pages}
    for docname, page in there.items():
        if docname not in book.listed:
            yield Fault(page.path, 1, "no entry of _toc.yml leads here", f"an entry `file: {docname}`")
    for docname, line in book.listed.items():
        if docname not in there and not list(book.folder.glob(f"{docname}.*")):
            yield Fault(book.toc, line, f"there is no page {docname!r}", "the path of a page below book/")
