"""The book as a whole: what its pages may refer to."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...exercise import Fault, Source, SourceError, files, framework, read_yaml
from ..bibliography import Reference, read_bibliography
from ..evidence import Facts, read_facts
from ..page import Page
from ..pages import read_page
from ..style import Style, read_style

NOT_PAGES = ("_build", "_static", "_templates")

STYLE_GUIDE = "STYLE.md"
"""Stands beside the pages, for their authors; it is not one of them."""


@dataclass
class Book:
    """Everything that checks look things up in, and the faults met while reading it."""

    root: Path
    pages: list[Page] = field(default_factory=list)
    listed: dict[str, int] = field(default_factory=dict)
    facts: Facts | None = None
    facts_source: Source | None = None
    references: tuple[Reference, ...] = ()
    style: Style | None = None
    exercises: frozenset[str] = frozenset()
    competencies: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where the pages are."""
        return self.root / "book"

    @property
    def toc(self) -> Path:
        """The table of contents."""
        return self.root / "_toc.yml"

    @property
    def bib(self) -> Path:
        """The bibliography."""
        return self.folder / "references.bib"

    @property
    def bib_keys(self) -> frozenset[str]:
        """The keys of the bibliography."""
        return frozenset(entry.key for entry in self.references)

    @property
    def placed(self) -> set[str]:
        """The slugs of the exercises that stand on a page."""
        return {
            directive.argument
            for page in self.pages
            for directive in page.directives
            if directive.name == "exercise"
        }


def read_book(root: Path) -> Book:
    """Read the book; whatever cannot be read becomes a fault."""
    book = Book(root)
    book.exercises = frozenset(file.stem for file in files())
    book.competencies = frozenset(framework().by_id)
    _read_toc(book)
    _read_bib(book)
    _read_style(book)
    for path in page_files(book.folder):
        try:
            book.pages.append(read_page(path, book.folder))
        except UnicodeDecodeError:
            book.faults.append(Fault(path, 1, "not UTF-8 text", "a file saved as UTF-8"))
        except OSError as error:
            book.faults.append(Fault(path, 1, f"cannot be read: {error.strerror}", "a readable file"))
    _read_facts(book)
    return book


def page_files(folder: Path) -> list[Path]:
    """Return the files of the pages below a folder."""
    return [
        path
        for path in sorted(folder.rglob("*.md"))
        if path.name != STYLE_GUIDE and not any(part in NOT_PAGES for part in path.relative_to(folder).parts)
    ]


def _read_toc(book: Book) -> None:
    try:
        source = read_yaml(book.toc)
    except SourceError as error:
        book.faults.extend(error.faults)
        return
    for path, name in _toc_entries(source.data, ()):
        book.listed[name.removesuffix(".md")] = source.line(path)


def _toc_entries(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("root", "file") and isinstance(value, str):
                yield (*path, key), value
            else:
                yield from _toc_entries(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _toc_entries(value, (*path, index))


def _read_facts(book: Book) -> None:
    file = book.folder / "evidence.yaml"
    if not file.exists():
        used = any(role.name.startswith("evidence") for page in book.pages for role in page.roles)
        if used:
            book.faults.append(Fault(file, 1, "there is no such file", "the facts that the pages cite"))
        return
    try:
        book.facts_source, book.facts = read_facts(file)
    except SourceError as error:
        book.faults.extend(error.faults)


def _read_style(book: Book) -> None:
    try:
        book.style = read_style(book.folder)
    except SourceError as error:
        book.faults.extend(error.faults)


def _read_bib(book: Book) -> None:
    try:
        book.references = read_bibliography(book.bib.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError):
        book.faults.append(Fault(book.bib, 1, "cannot be read", "a BibTeX file in UTF-8"))


def nearest(wanted: str, known: Collection[str], otherwise: str) -> str:
    """Return the known name most like the one that was written, or another hint."""
    near = difflib.get_close_matches(wanted, sorted(known), n=1)
    return repr(near[0]) if near else otherwise
