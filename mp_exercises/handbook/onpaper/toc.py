"""The parts of the book and their pages, from ``_toc.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...exercise.source import read_yaml


@dataclass(frozen=True)
class Part:
    """A part of the book.

    Attributes
    ----------
    number
        From 1.
    pages
        The addresses of its pages, without an ending.
    """

    number: int
    title: str
    pages: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"part-{self.number}-{'-'.join(self.title.lower().split())}"


def parts_of(root: Path) -> tuple[Part, ...]:
    """Return the parts of the book whose ``_toc.yml`` is in ``root``."""
    found = read_yaml(root / "_toc.yml").data["parts"]
    return tuple(
        Part(number, str(part["caption"]), tuple(str(chapter["file"]) for chapter in part["chapters"]))
        for number, part in enumerate(found, 1)
    )
