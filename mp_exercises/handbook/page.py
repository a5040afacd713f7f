"""What a page of the handbook is to the checks: prose, roles, directives, links and images, with lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

GAP = "\ufffc"
"""Stands in prose for a role, code or image, so that no word runs across it."""

Where = Literal["paragraph", "list", "table", "heading", "term"]

_TITLE_AND_TARGET = re.compile(r"(?s)(?P<title>.*)<(?P<target>[^<>]+)>")


@dataclass(frozen=True)
class Role:
    """``{name}`content```."""

    line: int
    name: str
    content: str


@dataclass(frozen=True)
class Prose:
    """One block of running text; each line of it is a line of the file.

    Attributes
    ----------
    where
        What it stands in.
    gaps
        What each ``GAP`` of the text stands for, where that is a role.
    strong
        Where each piece of bold text begins and ends.
    """

    line: int
    text: str
    where: Where = "paragraph"
    gaps: tuple[Role | None, ...] = ()
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Link:
    """A link to somewhere in or out of the book."""

    line: int
    href: str


@dataclass(frozen=True)
class Image:
    """An image, from Markdown or from a directive."""

    line: int
    src: str
    alt: str


@dataclass(frozen=True)
class Directive:
    """A directive, with the body still as text."""

    line: int
    name: str
    argument: str
    options: dict[str, str]
    body: str
    body_line: int


@dataclass
class Page:
    """A page and everything on it, directives' bodies included."""

    path: Path
    docname: str
    text: str
    prose: list[Prose] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    """What ``#...`` may lead to on this page: headings and named targets."""
    named: set[str] = field(default_factory=set)
    """Those of them that an author named."""
    markup: list[int] = field(default_factory=list)
    """Lines of raw HTML, comments apart."""

    @property
    def in_a_part(self) -> bool:
        """Whether it is a chapter, and not one of the pages about the book."""
        return "/" in self.docname


def target_of(content: str) -> str:
    """Return what a role points at: ``target``, or ``words <target>``."""
    found = _TITLE_AND_TARGET.fullmatch(content.strip())
    return (found["target"] if found else content).strip()


def title_of(content: str) -> str:
    """Return the words of ``words <target>``, or nothing."""
    found = _TITLE_AND_TARGET.fullmatch(content.strip())
    return found["title"].strip() if found else ""
