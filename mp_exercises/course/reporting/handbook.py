"""What the handbook offers for each competency: chapters and exercises, read from the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...exercise import Exercise, SourceError, UnknownExercise, load, parse_yaml, read_yaml
from ...place import source_root

TOC = "_toc.yml"

_FENCE = re.compile(r"^(?:`{3,}|:{3,})\{(anchors|exercise)\}\s+([a-z0-9-]+)\s*$", re.MULTILINE)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Chapter:
    """A page of the handbook.

    Attributes
    ----------
    name
        Its place in the book, such as ``part2/empathy``.
    part
        The part of the book that it stands in.
    explains
        The competencies whose anchors it prints.
    exercises
        What can be practised on it.
    """

    name: str
    title: str
    part: str
    description: str
    audience: frozenset[str]
    explains: frozenset[str]
    exercises: tuple[Exercise, ...]

    def practises(self, competency: str) -> list[Exercise]:
        """Return its exercises for a competency, those that are mainly about it first."""
        found = [entry for entry in self.exercises if competency in entry.competencies]
        return sorted(found, key=lambda entry: entry.competencies.index(competency))


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters of the handbook, in their order.

    Raises
    ------
    NoSource
        If this installation carries no handbook.
    """
    root = source_root()
    return tuple(_chapter(root / "book", name, part) for name, part in _in_order(root / TOC))


@cache
def fact(name: str) -> dict[str, str]:
    """Return an entry of the handbook's evidence.

    Raises
    ------
    KeyError
        If there is none of this name.
    """
    entries = read_yaml(source_root() / "book" / "evidence.yaml").data
    return next((dict(entry) for entry in entries if entry["id"] == name), None) or _missing(name)


def _missing(name: str) -> dict[str, str]:
    raise KeyError(f"the handbook's evidence has no entry {name!r}")


def _in_order(toc: Path) -> Iterator[tuple[str, str]]:
    for part in read_yaml(toc).data["parts"]:
        for chapter in part["chapters"]:
            yield chapter["file"], part.get("caption", "")


def _chapter(book: Path, name: str, part: str) -> Chapter:
    file = book / f"{name}.md"
    text = file.read_text(encoding="utf-8")
    matter = _matter(text, file)
    fences = _FENCE.findall(text)
    title = _TITLE.search(text)
    return Chapter(
        name=name,
        title=title[1].strip() if title else name,
        part=part,
        description=str(matter.get("description", "")),
        audience=frozenset(matter.get("for", ())),
        explains=frozenset(target for kind, target in fences if kind == "anchors"),
        exercises=tuple(_exercises(target for kind, target in fences if kind == "exercise")),
    )


def _matter(text: str, file: Path) -> dict[str, Any]:
    found = _MATTER.match(text)
    data = parse_yaml(found[1], file, first_line=2).data if found else None
    return data if isinstance(data, dict) else {}


def _exercises(slugs: Iterator[str]) -> Iterator[Exercise]:
    for slug in slugs:
        try:
            yield load(slug)
        except (UnknownExercise, SourceError):
            continue  # a fault of the handbook, which its own checks name; a report does without
