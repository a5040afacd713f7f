"""What a build of the handbook depends on, as digests."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..place import PACKAGE
from .settings import CHANGES, SITE

TOOLS = (
    "sphinx", "jupyter-book", "sphinx-book-theme", "sphinxcontrib-bibtex", "myst-nb", "sphinx-design",
    "numpy", "pandas", "scipy", "statsmodels",
)  # fmt: skip
"""Distributions whose version changes what is built."""

PARTS = (
    "catalogue",
    "exercise",
    "framework.yaml",
    "handbook",
    "instruments",
    "labels.yaml",
    "marking",
    "measures",
    "onepage.py",
    "plain.py",
    "player/directive.py",
    "player/payload.py",
    "player/static",
    "player/styles",
    "player/templates",
    "player/text_form.py",
    "player/text_nodes.py",
    "shown.py",
    "workshop/plan.py",
    "workshop/plans",
    "workshop/sessions.py",
    "workshop/timetable.py",
)
"""What of the package reaches a page."""

SKIPPED = frozenset({"__pycache__", "_build", ".ipynb_checkpoints"})


def pages_digest(root: Path) -> str:
    """Return a digest of the pages' text: what Sphinx itself notices when it changes."""
    return _digest(root, _files(root / "book", (".md", ".ipynb")))


def rest_digest(root: Path) -> str:
    """Return a digest of all else: which pages there are, settings, package, tools."""
    book = root / "book"
    pages = [str(file.relative_to(root)) for file in _files(book, (".md", ".ipynb"))]
    others = [file for file in _files(book) if file.suffix not in (".md", ".ipynb")]
    settings = [file for file in (root / "_config.yml", root / "_toc.yml") if file.is_file()]
    package = [file for part in PARTS for file in _files(PACKAGE / part)]
    said = [
        *pages,
        sys.version,
        *map(_version, TOOLS),
        os.environ.get(SITE, ""),
        _digest(root, [*others, *settings, *_files(root / CHANGES)]),
        _digest(PACKAGE, package),
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _version(tool: str) -> str:
    try:
        return f"{tool} {version(tool)}"
    except PackageNotFoundError:
        return f"{tool} missing"


def _files(path: Path, suffixes: tuple[str, ...] = ()) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = SKIPPED.intersection(file.relative_to(path).parts)
        if file.is_file() and not hidden and (not suffixes or file.suffix in suffixes):
            yield file


def _digest(root: Path, files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for file in files:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        found.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return found.hexdigest()
