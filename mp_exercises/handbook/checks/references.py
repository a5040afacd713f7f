"""Names that a page uses and nothing answers to: exercises, facts, competencies, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...exercise import FRAMEWORK, Fault, framework, read_yaml
from .book import Book, nearest

_AROUND_KEY = re.compile(r"\{[^}]*\}")
_TITLE_AND_TARGET = re.compile(r"(?s).*<(?P<target>[^<>]+)>")


def check_exercises(book: Book, _today: date) -> Iterator[Fault]:
    """Yield exercises that do not exist, stand twice, or are linked and stand nowhere."""
    seen: dict[str, str] = {}
    for page in book.pages:
        for directive in page.directives:
            if directive.name != "exercise":
                continue
            slug = directive.argument
            yield from _unknown_exercise(book, page.path, directive.line, slug)
            if slug in seen:
                wrong = f"exercise {slug!r} already stands on {seen[slug]}"
                yield Fault(page.path, directive.line, wrong, f"{{exercise-ref}}`{slug}`")
            seen[slug] = page.docname
        for role in page.roles:
            if role.name != "exercise-ref":
                continue
            slug = target_of(role.content)
            yield from _unknown_exercise(book, page.path, role.line, slug)
            if slug in book.exercises and slug not in book.placed:
                wrong = f"exercise {slug!r} is linked and stands on no page"
                yield Fault(page.path, role.line, wrong, "a page with it as {exercise}")


def _unknown_exercise(book: Book, path: object, line: int, slug: str) -> Iterator[Fault]:
    if slug not in book.exercises:
        right = nearest(slug, book.exercises, "the name of a file in catalogue/, without .yaml")
        yield Fault(path, line, f"there is no exercise {slug!r}", right)  # type: ignore[arg-type]


def target_of(content: str) -> str:
    """Return what a role points at: ``target``, or ``words <target>``."""
    found = _TITLE_AND_TARGET.fullmatch(content.strip())
    return (found["target"] if found else content).strip()


def check_evidence_roles(book: Book, _today: date) -> Iterator[Fault]:
    """Yield roles that name a fact which does not exist."""
    if book.facts is None:
        return
    for page in book.pages:
        for role in page.roles:
            wanted = role.content.strip()
            if role.name in ("evidence", "evidence-means") and wanted not in book.facts.by_id:
                right = nearest(wanted, book.facts.by_id, "the id of an entry of evidence.yaml")
                yield Fault(page.path, role.line, f"unknown evidence {wanted!r}", right)


def check_anchors(book: Book, _today: date) -> Iterator[Fault]:
    """Yield directives that name a competency which does not exist."""
    for page in book.pages:
        for directive in page.directives:
            wanted = directive.argument
            if directive.name == "anchors" and wanted not in book.competencies:
                right = nearest(wanted, book.competencies, f"one of {', '.join(sorted(book.competencies))}")
                yield Fault(page.path, directive.line, f"unknown competency {wanted!r}", right)


def check_citations(book: Book, _today: date) -> Iterator[Fault]:
    """Yield citations of a source that the bibliography does not have."""
    for page in book.pages:
        for role in page.roles:
            if role.name != "cite" and not role.name.startswith("cite:"):
                continue
            for key in _AROUND_KEY.sub("", role.content).split(","):
                yield from _unknown_source(book, Fault(page.path, role.line, key.strip(), ""))


def check_sources(book: Book, _today: date) -> Iterator[Fault]:
    """Yield sources of facts and of outside standards that the bibliography does not have."""
    if book.facts is not None and book.facts_source is not None:
        for place, fact in enumerate(book.facts.root):
            for index, key in enumerate(fact.sources):
                yield from _unknown_source(book, book.facts_source.fault((place, "sources", index), key, ""))
    source = read_yaml(FRAMEWORK)
    for place, outside in enumerate(framework().frameworks):
        for index, key in enumerate(outside.sources):
            yield from _unknown_source(book, source.fault(("frameworks", place, "sources", index), key, ""))


def _unknown_source(book: Book, at: Fault) -> Iterator[Fault]:
    """Yield a fault where ``at`` stands, if the key that it carries is unknown."""
    key = at.wrong
    if key not in book.bib_keys:
        right = nearest(key, book.bib_keys, "a key of references.bib")
        yield Fault(at.file, at.line, f"there is no source {key!r}", right)
