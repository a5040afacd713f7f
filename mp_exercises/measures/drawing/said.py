"""Lines of a report as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from .figure import environment


@dataclass(frozen=True)
class Said:
    """What a measure says, one line each; lines that begin with a dash are a list."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Said:
        """Return the lines of a report."""
        return cls(tuple(lines))

    @property
    def blocks(self) -> Iterator[tuple[bool, list[str]]]:
        """Whether each run of lines is a list, and its lines without their dashes."""
        for listed, lines in groupby(self.lines, key=lambda text: text.lstrip().startswith("- ")):
            yield listed, [text.strip().removeprefix("- ") for text in lines]

    def html(self) -> str:
        """Return them as markup for a page."""
        return environment().get_template("said.html.jinja").render(blocks=list(self.blocks))

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return self.html()
