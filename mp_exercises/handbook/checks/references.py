"""Names that a page uses and nothing answers to, and exercises that no page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ...exercise import CATALOGUE, Fault
from ..page import target_of
from .book import Book, nearest


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


def check_placed(book: Book, _today: date) -> Iterator[Fault]:
    """Yield exercises of the catalogue that no page shows."""
    for slug in sorted(book.exercises - book.placed):
        file = CATALOGUE / f"{slug}.yaml"
        wrong = f"no page shows exercise {slug!r}"
        yield Fault(file, _slug_line(file), wrong, f"a page with it as {{exercise}} {slug}")


def _slug_line(file: Path) -> int:
    """Return the line of the slug; a file that cannot be read is reported elsewhere."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 1
    return next((number for number, line in enumerate(lines, 1) if line.startswith("slug:")), 1)


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
