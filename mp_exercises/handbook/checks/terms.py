"""Terms: what a page links that the glossary does not define, and what it defines twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...exercise import Fault
from ..glossary import terms_of
from ..page import Page, target_of
from .book import Book, nearest


def check_terms(book: Book, _today: date) -> Iterator[Fault]:
    """Yield terms that no glossary defines; a term that no page uses is no fault."""
    names = {name.lower(): name for _, _, name in _defined(book)}
    for page in book.pages:
        for role in page.roles:
            wanted = target_of(role.content)
            if role.name == "term" and wanted.lower() not in names:
                right = nearest(wanted, names.values(), "a term of glossary.md, or an entry for it there")
                yield Fault(page.path, role.line, f"the glossary has no term {wanted!r}", right)


def check_glossary(book: Book, _today: date) -> Iterator[Fault]:
    """Yield terms that are defined twice."""
    seen: dict[str, str] = {}
    for page, line, name in _defined(book):
        before = seen.get(name.lower())
        if before:
            yield Fault(page.path, line, f"term {name!r} is already defined, {before}", "each term once")
        seen[name.lower()] = f"on line {line} of {page.path.name}"


def _defined(book: Book) -> Iterator[tuple[Page, int, str]]:
    for page in book.pages:
        for directive in page.directives:
            if directive.name == "glossary":
                for line, name in terms_of(directive):
                    yield page, line, name
