"""Terms: what a page links that the glossary does not define, what it defines twice, and what nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...exercise import Fault
from ..glossary import terms_of
from ..linking import everyday, pattern_of
from ..page import Page, target_of
from .book import Book, nearest


def check_terms(book: Book, _today: date) -> Iterator[Fault]:
    """Yield terms that no glossary defines."""
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


def check_uses(book: Book, _today: date) -> Iterator[Fault]:
    """Yield terms that no page leads to under any of their names."""
    linked = {
        target_of(role.content).lower() for page in book.pages for role in page.roles if role.name == "term"
    }
    for page, line, names in _entries(book):
        if linked & {name.lower() for name in names}:
            continue
        by_itself = [name for name in names if name.lower() not in everyday()]
        if not by_itself:
            right = f"{{term}}`{names[0]}` where it is first used"
            yield Fault(page.path, line, f"no page links the term {names[0]!r}", right)
        elif not any(_is_used(book, name) for name in by_itself):
            yield Fault(page.path, line, f"no page uses the term {names[0]!r}", "a use, or no entry")


def _is_used(book: Book, name: str) -> bool:
    pattern = pattern_of(name)
    return any(
        pattern.search(prose.text)
        for page in book.pages
        for prose in page.prose
        if prose.where in ("paragraph", "list") and not _in_glossary(page, prose.line)
    )


def _in_glossary(page: Page, line: int) -> bool:
    """Whether a line stands in a glossary, which is no use of its own terms."""
    spans = [(part.body_line, part.body.count("\n")) for part in page.directives if part.name == "glossary"]
    return any(first <= line <= first + lines for first, lines in spans)


def _entries(book: Book) -> Iterator[tuple[Page, int, list[str]]]:
    """Yield where each definition stands, and its names, which are on lines one after the other."""
    before: tuple[Page, int, list[str]] | None = None
    for page, line, name in _defined(book):
        if before and before[0] is page and before[1] + len(before[2]) == line:
            before[2].append(name)
            continue
        if before:
            yield before
        before = page, line, [name]
    if before:
        yield before


def _defined(book: Book) -> Iterator[tuple[Page, int, str]]:
    for page in book.pages:
        for directive in page.directives:
            if directive.name == "glossary":
                for line, name in terms_of(directive):
                    yield page, line, name
