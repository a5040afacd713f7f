"""How easy a page is to read: Flesch's reading ease, the words a sentence, and the minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from .evidence import Facts
from .page import Page
from .running import running, spoken
from .sentences import split
from .style import Style
from .syllables import syllables

_WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """A sentence and the line on which it stands."""

    line: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words; a number is one."""
        return _WORD.findall(self.text)


@dataclass(frozen=True)
class Ease:
    """What a page asks of its reader.

    Attributes
    ----------
    words
        Of running prose: no headings, tables, code or dialogue.
    length
        Mean words a sentence.
    ease
        Flesch's reading ease: about 100 for the easiest prose, below 30 for the hardest.
    minutes
        To read prose and dialogue, exercises apart.
    """

    page: str
    words: int
    length: float
    ease: float
    minutes: int


def flesch(words: int, sentences: int, syllable_count: int) -> float:
    """Return Flesch's reading ease.

    Notes
    -----
    206.835 - 1.015 (words / sentences) - 84.6 (syllables / words): R. Flesch (1948), A new readability
    yardstick, Journal of Applied Psychology 32(3), 221-233.
    """
    return 206.835 - 1.015 * words / sentences - 84.6 * syllable_count / words


def sentences_of(page: Page, facts: Facts | None, style: Style) -> Iterator[Sentence]:
    """Yield the sentences of a page's running prose, speech in quotation marks included."""
    for line, text in running(page, facts):
        for start, sentence in split(text, style):
            if _WORD.search(sentence):
                yield Sentence(line + text.count("\n", 0, start), sentence)


def ease_of(page: Page, facts: Facts | None, style: Style) -> Ease | None:
    """Return how easy a page is to read; None if it has no running prose."""
    found = list(sentences_of(page, facts, style))
    words = [word for sentence in found for word in sentence.words]
    if not words:
        return None
    said = sum(len(_WORD.findall(text)) for text in spoken(page))
    ease = flesch(len(words), len(found), sum(map(syllables, words)))
    minutes = ceil((len(words) + said) / style.reading.pace)
    return Ease(page.docname, len(words), len(words) / len(found), ease, minutes)


def table(found: Iterable[Ease]) -> Iterator[str]:
    """Yield the lines of a table, the hardest page first."""
    yield f"{'page':<36}{'words':>7}{'a sentence':>12}{'ease':>7}{'minutes':>9}"
    for entry in sorted(found, key=lambda entry: entry.ease):
        yield f"{entry.page:<36}{entry.words:>7}{entry.length:>12.1f}{entry.ease:>7.0f}{entry.minutes:>9}"
