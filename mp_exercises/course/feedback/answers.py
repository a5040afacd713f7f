"""What a trainee answered, in words, and after the release the key beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Literal

from ...exercise import AnswerError, Exercise, ItemBase
from ...exercise.base import Given
from .wording import counted, labels, say, words

KEPT = 1_000
"""Rows of one item that are kept: more than its parts have answers, and few enough where one is free text."""

Form = Literal["list", "order", "steps", "text", "rows"]

FORMS: Mapping[str, Form] = {
    "choice": "list",
    "ranking": "order",
    "branching": "steps",
    "reflection": "text",
}
"""The form of an answer by its kind; all other kinds have rows."""


@dataclass(frozen=True)
class Entry:
    """One entry of a list.

    Attributes
    ----------
    about
        What it answers, where the answer alone would not say.
    right
        Whether the key has it too.
    note
        That it is close, where it is.
    why
        The key's reason.
    """

    text: str
    about: str = ""
    right: bool = False
    note: str = ""
    why: str = ""


@dataclass(frozen=True)
class Row:
    """One part of an answer, beside the key's.

    Attributes
    ----------
    number, who
        Of a line of the transcript.
    mine, best
        Nothing where there is none.
    same
        Whether the key has the same.
    note
        That it is close, where it is.
    why
        The key's reason for the part.
    why_mine, why_best
        Its reasons for each answer to it, where it has those instead.
    """

    about: str
    number: str = ""
    who: str = ""
    mine: str = ""
    best: str = ""
    same: bool = False
    note: str = ""
    why: str = ""
    why_mine: str = ""
    why_best: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer, and the key's: two lists, or rows that have both.

    Attributes
    ----------
    best
        What the key has; of a list, only what the answer lacks.
    head
        Which head the key's list has.
    """

    form: Form
    mine: tuple[Entry, ...] = ()
    best: tuple[Entry, ...] = ()
    head: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Said:
    """A line of a transcript; without a speaker it is something seen."""

    number: int
    who: str
    text: str


@dataclass(frozen=True, eq=False)
class Told:
    """What a section tells before it asks; it is made once, and known by being the same."""

    case: str
    lines: tuple[Said, ...]


def told(section: Exercise) -> Told:
    """Return a section's case and transcript."""
    names = {person.id: person.name for person in section.people}
    lines = tuple(
        Said(number, names.get(line.who or "", ""), line.says)
        for number, line in enumerate(section.transcript, 1)
    )
    return Told(section.case.strip(), lines)


class Answers:
    """Says the answers to one item in words.

    Parameters
    ----------
    item
        With its key only where the page may show it.
    lines
        The section's transcript, by id.
    """

    def __init__(self, item: ItemBase, lines: Mapping[str, Said]) -> None:
        self._item = item
        self._lines = lines
        self._form: Form = FORMS.get(item.kind, "rows")
        self._why: Mapping[str, str] = getattr(item.secret, "why", {})
        # A cohort gives the same few answers to a part again and again.
        self._row = lru_cache(KEPT)(self._new_row)

    @cached_property
    def _best(self) -> Sequence[Given]:
        return [] if self._item.secret is None else self._item.best_in_words()

    def answer(self, raw: Mapping[str, Any] | None) -> Answer:
        """Return an answer in words; one that cannot be read has none."""
        mine = self._given(raw)
        if self._form == "rows" or (self._form == "order" and self._best):
            return Answer("rows", rows=tuple(self._rows(mine)))
        best = [given for given in self._best if self._form != "list" or given not in mine]
        return Answer(
            self._form,
            mine=tuple(self._entries(mine)),
            best=tuple(replace(entry, right=False) for entry in self._entries(best)),
            head=self._head(mine, best),
        )

    def _head(self, mine: Sequence[Given], lacks: Sequence[Given]) -> str:
        if not self._best:
            return ""
        if self._form != "list" or len(lacks) == len(self._best):
            return self._form
        return "also" if lacks else "all" if len(mine) == len(self._best) else ""

    def _given(self, raw: Mapping[str, Any] | None) -> list[Given]:
        if raw is None:
            return []
        try:
            return self._item.in_words(self._item.read(raw))
        except AnswerError:
            return []

    def _entries(self, found: Iterable[Given]) -> Iterator[Entry]:
        for given in found:
            yield Entry(
                text=given.about if self._form == "order" else given.says,
                about=given.about if self._form == "steps" else "",
                right=given.worth == 1,
                note=_note(given),
                why=self._why.get(given.why, ""),
            )

    def _rows(self, mine: list[Given]) -> Iterator[Row]:
        """Yield a row for each part that either has, in the key's order where there is one."""
        own = {given.part: given for given in mine}
        best = {given.part: given for given in self._best}
        for part in {**best, **own}:
            yield self._row(own.get(part), best.get(part))

    def _new_row(self, mine: Given | None, best: Given | None) -> Row:
        one = mine or best
        assert one is not None
        line = self._lines.get(one.part)
        row = Row(about=labels().get(one.about, one.about), mine=self._says(mine))
        if line is not None:
            row = replace(row, about=line.text, number=str(line.number), who=line.who)
        if best is None:
            return row
        row = replace(row, best=self._says(best))
        if mine is not None:
            row = replace(row, same=_same(mine, best), note=_note(mine))
        reason = self._why.get(best.why, "")
        if mine is None or mine.why == best.why:
            return replace(row, why=reason)
        return replace(row, why_mine=self._why.get(mine.why, ""), why_best=reason)

    def _says(self, given: Given | None) -> str:
        """Return a part in words, with the lines that were picked as evidence."""
        if given is None:
            return str(words()["empty"])
        if self._form == "order":
            return say("place", place=given.says)
        numbers = [str(self._lines[line].number) for line in given.lines if line in self._lines]
        if not numbers:
            return given.says
        return counted(
            "evidence", len(numbers), says=given.says or words()["unrated"], lines=", ".join(numbers)
        )


def _same(mine: Given, best: Given) -> bool:
    """Whether the key has nothing other to say; a rating is the same with the same evidence."""
    return mine.worth == 1 or (mine.says, mine.lines) == (best.says, best.lines)


def _note(given: Given) -> str:
    return str(words()["close"]) if given.worth is not None and 0 < given.worth < 1 else ""
