"""One self-contained page of an assessment: nothing is loaded, nothing is sent, and it holds no key."""

from __future__ import annotations

import gzip
import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from ..onepage import policy, script_of
from ..place import PACKAGE
from ..player.paper import Paper
from ..player.payload import script_json
from .build import replace_text
from .folder import TEMPLATES, Course, CourseError

STATIC = PACKAGE / "player" / "static"
BUNDLE = STATIC / "mp-assessment.js"
LICENCES = STATIC / "THIRD-PARTY.txt"

MOST_GZIPPED = 120_000
"""Bytes that a phone loads; the page must stay light on a poor connection."""


@dataclass(frozen=True)
class Written:
    """A page on disk.

    Attributes
    ----------
    size, gzipped
        Bytes of the file, and as a server would send it.
    """

    file: Path
    size: int
    gzipped: int


def write_page(course: Course, slug: str, out: Path | None = None) -> Written:
    """Write the page of an assessment.

    Parameters
    ----------
    out
        The file to write; by default ``pages/SLUG.html`` in the course.

    Raises
    ------
    CourseError
        If the course has no such assessment, or the file cannot stand where it is wanted.
    SourceError
        If the definition or its keys are faulty.
    """
    data = page_text(course.load(slug).assessment.public()).encode()
    size = len(gzip.compress(data, mtime=0))
    if size > MOST_GZIPPED:
        raise CourseError(
            f"the page of {slug} has {size:,} bytes gzipped, of {MOST_GZIPPED:,} at most; "
            "make two assessments of it"
        )
    file = out or course.root / "pages" / f"{slug}.html"
    if out is None:
        file.parent.mkdir(exist_ok=True)
    if file.is_dir() or not file.parent.is_dir():
        raise CourseError(f"{file} cannot be written; give a file in a folder that exists with --out")
    replace_text(file, data.decode())
    return Written(file, len(data), size)


def page_text(public: Mapping[str, Any]) -> str:
    """Return the page of an assessment's public definition as text.

    Raises
    ------
    NoPaper
        If the definition is none, or carries a key.
    """
    script = script_of(BUNDLE)
    values = {
        "policy": html.escape(policy(script)),
        "title": html.escape(str(public.get("title", ""))),
        "style": (TEMPLATES / "page.css").read_text(encoding="utf-8").strip(),
        "data": script_json(Paper.of(public).payload()),
        "script": script,
        "licence": LICENCES.read_text(encoding="utf-8").strip().replace("--", "- -"),
    }
    return Template((TEMPLATES / "page.html").read_text(encoding="utf-8")).substitute(values)
