"""Marking one submission: a pure function of its record's bytes and what it is marked by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...answers import Line, latest
from ...exercise import Exercise
from ...exercise.kinds.reflection import ReflectionItem
from ...marking import ExerciseMark, mark_record
from ...marking.timing import seconds_on_items
from ...shown import READ_FROM, saved_text, written_text
from ..cell import earned_text
from ..incoming import digest_of as digest_of
from ..incoming import reading_of
from .sheet import Output, Sheet, result, stream


@dataclass(frozen=True)
class Marking:
    """What the submissions of one assessment are marked by.

    Attributes
    ----------
    sections
        With their keys.
    digest
        Changes with the questions, the keys and the notebook.
    """

    assessment: str
    sections: tuple[Exercise, ...]
    sheet: Sheet
    digest: str

    @cached_property
    def evidence(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The competencies of each item, by section and item."""
        return {
            (section.slug, item.id): item.competencies for section in self.sections for item in section.items
        }


@dataclass(frozen=True)
class Marked:
    """What one submission earned.

    Attributes
    ----------
    record
        SHA-256 of the record, as hexadecimal digits.
    damaged
        How many fragments of the record were passed over.
    seconds, picked, texts
        By section and item: the estimated time, what was picked where an item has options, and the SHA-256
        of what was written where a person marks it.
    notebook
        The marked notebook's text.
    """

    record: str
    sections: tuple[ExerciseMark, ...]
    damaged: int
    seconds: Mapping[tuple[str, str], float]
    picked: Mapping[tuple[str, str], tuple[str, ...]]
    texts: Mapping[tuple[str, str], str]
    notebook: str


def mark_data(marking: Marking, data: bytes) -> Marked:
    """Mark the bytes of a record."""
    reading = reading_of(data)
    marks = tuple(mark_record(section, reading.lines) for section in marking.sections)
    answers = {
        section.slug: _answers(section, latest(reading.lines), found)
        for section, found in zip(marking.sections, marks, strict=True)
    }
    return Marked(
        record=digest_of(data),
        sections=marks,
        damaged=reading.damaged,
        seconds=seconds_on_items(reading.lines),
        picked=_picked(answers),
        texts=_texts(answers),
        notebook=_writable(marking.sheet.filled(_Shown(marking, marks, answers))),
    )


def _writable(text: str) -> str:
    """Return text without lone surrogates, which a trainee's JSON may hold and no file can."""
    return text.encode("utf-8", errors="replace").decode()


def _answers(section: Exercise, last: Mapping[tuple[str, str], Line], found: ExerciseMark) -> dict[str, Line]:
    """Return the last line of each item of a section."""
    return {
        item.item: last[section.slug, item.item] for item in found.items if (section.slug, item.item) in last
    }


def _picked(answers: Mapping[str, Mapping[str, Line]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what was picked in each item with options; what cannot be read is left out."""
    found = {}
    for section, lines in answers.items():
        for item, line in lines.items():
            options = (line.answer or {}).get("picked") if line.kind == "choice" else None
            if isinstance(options, list) and all(isinstance(option, str) for option in options):
                found[section, item] = tuple(option[:60] for option in options[:20])
    return found


def _texts(answers: Mapping[str, Mapping[str, Line]]) -> dict[tuple[str, str], str]:
    """Return the digest of each written answer as it was sent, so that another one is known for another."""
    return {
        (section, item): digest_of(repr(line.answer).encode(errors="replace"))
        for section, lines in answers.items()
        for item, line in lines.items()
        if line.kind == "reflection" and line.answer
    }


class _Shown:
    """What the code cells of one trainee's notebook show, as nbgrader's own run would have it."""

    def __init__(
        self,
        marking: Marking,
        marks: tuple[ExerciseMark, ...],
        answers: Mapping[str, Mapping[str, Line]],
    ) -> None:
        self._outputs: dict[str, tuple[str, float | None]] = {}
        for section, found in zip(marking.sections, marks, strict=True):
            self._add(section, found, answers[section.slug])

    def _add(self, section: Exercise, found: ExerciseMark, answers: Mapping[str, Line]) -> None:
        here = section.slug
        self._outputs[f"{here}__sit"] = (READ_FROM, None)
        saved = saved_text([item.id for item in section.items], answers)
        self._outputs[here] = (f"{saved}\n{earned_text(found)}", min(found.points, found.most))
        for item in section.items:
            if isinstance(item, ReflectionItem):
                shown = written_text(item, answers.get(item.id))
                self._outputs[f"{here}__text__{item.id}"] = (shown, None)

    def __call__(self, name: str, place: int) -> list[Output]:
        if name not in self._outputs:
            return []
        text, value = self._outputs[name]
        return [stream(text)] if value is None else [stream(text), result(value, place)]
