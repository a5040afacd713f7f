"""The house style as data, from ``book/style.yaml``: words, sentences, bars, and forms of a source's note."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ..exercise import Source, SourceError, read_yaml, validate
from ..exercise.base import Strict, Text

STYLE = "style.yaml"


class Avoided(Strict):
    """Words that running prose does not use, and what to write instead.

    Attributes
    ----------
    avoid
        Words and phrases, in lower case. ``*`` at the end stands for any ending.
    in_quotes
        Whether a person may be quoted with them. In dialogue and in the options of an exercise
        people may always speak as people do.
    unless
        Phrases in which the word is right.
    """

    avoid: Annotated[tuple[Text, ...], Field(min_length=1)]
    write: Text
    why: Text
    in_quotes: bool = True
    unless: tuple[Text, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds them."""
        return _pattern(self.avoid)

    @cached_property
    def right(self) -> re.Pattern[str] | None:
        """What finds the phrases in which they are right."""
        return _pattern(self.unless) if self.unless else None


class Bars(Strict):
    """What a page must reach.

    Attributes
    ----------
    ease
        The lowest Flesch reading ease of a page that has ``words`` words of prose or more.
    longest
        The most words of one sentence.
    empty
        A page in a part with fewer words is not written yet.
    pace
        Words that a reader reads in a minute.
    """

    ease: float
    words: Annotated[int, Field(ge=1)]
    longest: Annotated[int, Field(ge=1)]
    empty: Annotated[int, Field(ge=1)]
    pace: Annotated[int, Field(ge=1)]


class Style(Strict):
    """The whole file.

    Attributes
    ----------
    abbreviations
        Words whose full stop ends no sentence, without it.
    before_numbers
        Words whose full stop ends no sentence where a number follows.
    speaking
        Verbs that belong to the sentence of the speech before them.
    source_notes
        How the note of a source may begin.
    """

    reading: Bars
    abbreviations: tuple[Text, ...]
    before_numbers: tuple[Text, ...] = ()
    speaking: tuple[Text, ...] = ()
    source_notes: Annotated[tuple[Text, ...], Field(min_length=1)]
    words: tuple[Avoided, ...]


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    forms = (r"\s+".join(map(_form, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)


def _form(word: str) -> str:
    """Return what finds a word, with either apostrophe and any ending where it has a star."""
    found = re.escape(word.removesuffix("*")).replace("'", "['’]")
    return found + (r"\w*" if word.endswith("*") else "")


def read_style(folder: Path) -> Style:
    """Return the style of the book in ``folder``.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    source = read_yaml(folder / STYLE)
    style = validate(Style, source)
    _refuse_repeats(source, style)
    return style


def _refuse_repeats(source: Source, style: Style) -> None:
    """Refuse a phrase that stands in two entries, where one would hide the other's advice."""
    seen: set[str] = set()
    faults = []
    for place, entry in enumerate(style.words):
        for index, phrase in enumerate(entry.avoid):
            if phrase in seen:
                path = ("words", place, "avoid", index)
                faults.append(source.fault(path, f"{phrase!r} stands twice", "each phrase once"))
            seen.add(phrase)
    if faults:
        raise SourceError(faults)
