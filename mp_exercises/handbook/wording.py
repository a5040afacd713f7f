"""Words that the house style avoids, found in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .sentences import blank_quotes
from .style import Avoided, Style


@dataclass(frozen=True)
class Use:
    """A word that the style avoids: where in the text it stands, and what the style says of it."""

    start: int
    text: str
    entry: Avoided

    @property
    def wrong(self) -> str:
        """What is wrong, in a fault's words."""
        return f"{' '.join(self.text.split())!r}: {self.entry.why}"


def uses(text: str, style: Style) -> Iterator[Use]:
    """Yield each use of an avoided word, those apart that stand where the word is right."""
    ours = blank_quotes(text)
    for entry in style.words:
        body = ours if entry.in_quotes else text
        spared = [match.span() for match in entry.right.finditer(body)] if entry.right else []
        for match in entry.pattern.finditer(body):
            if not any(start <= match.start() and match.end() <= end for start, end in spared):
                yield Use(match.start(), match[0], entry)
