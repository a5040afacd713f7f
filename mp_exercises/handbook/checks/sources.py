"""Sources: citations without an entry, entries that nothing cites, and how each was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...exercise import FRAMEWORK, Fault, framework, read_yaml
from .book import Book, nearest

_AROUND_KEY = re.compile(r"\{[^}]*\}")


def check_citations(book: Book, _today: date) -> Iterator[Fault]:
    """Yield citations of a source that the bibliography does not have."""
    for at in (*_on_pages(book), *_in_facts(book), *_in_framework()):
        if at.wrong not in book.bib_keys:
            right = nearest(at.wrong, book.bib_keys, "a key of references.bib")
            yield Fault(at.file, at.line, f"there is no source {at.wrong!r}", right)


def check_uncited(book: Book, _today: date) -> Iterator[Fault]:
    """Yield sources that no page, no fact and no outside standard cites."""
    cited = {at.wrong for at in (*_on_pages(book), *_in_facts(book), *_in_framework())}
    for entry in book.references:
        if entry.key not in cited:
            wrong = f"nothing cites {entry.key!r}"
            yield Fault(book.bib, entry.line, wrong, "a page or a fact that does, or no entry")


def check_notes(book: Book, _today: date) -> Iterator[Fault]:
    """Yield sources that do not say how they were read."""
    forms = book.style.source_notes if book.style else ()
    for entry in book.references:
        if not entry.note:
            wrong = f"{entry.key!r} does not say how it was read"
            yield Fault(book.bib, entry.line, wrong, "a note, such as {Read as an abstract.}")
        elif forms and not entry.note.startswith(forms):
            wrong = f"the note of {entry.key!r} begins {entry.note[:30]!r}"
            yield Fault(book.bib, entry.line, wrong, f"one of {', '.join(forms)}")


def _on_pages(book: Book) -> Iterator[Fault]:
    """Yield each cited key in place of a fault's words, where it stands."""
    for page in book.pages:
        for role in page.roles:
            if role.name == "cite" or role.name.startswith("cite:"):
                for key in _AROUND_KEY.sub("", role.content).split(","):
                    yield Fault(page.path, role.line, key.strip(), "")


def _in_facts(book: Book) -> Iterator[Fault]:
    if book.facts is not None and book.facts_source is not None:
        for place, fact in enumerate(book.facts.root):
            for index, key in enumerate(fact.sources):
                yield book.facts_source.fault((place, "sources", index), key, "")


def _in_framework() -> Iterator[Fault]:
    source = read_yaml(FRAMEWORK)
    for place, outside in enumerate(framework().frameworks):
        for index, key in enumerate(outside.sources):
            yield source.fault(("frameworks", place, "sources", index), key, "")
