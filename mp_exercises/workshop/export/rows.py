"""The rows of a room's tables."""

from __future__ import annotations

from collections.abc import Iterator

from ..tally import in_words, judge_of
from .gathered import Gathered, Question, moment
from .wording import say

Value = str | int | None
Row = list[Value]


def about(found: Gathered) -> Iterator[Row]:
    """Yield what the room was."""
    room = found.room
    yield [say("about_title"), room.title]
    yield [say("about_opened"), found.opened.strftime("%Y-%m-%d %H:%M UTC")]
    yield [say("about_people"), found.people]
    yield [say("about_answers"), sum(len(question.given) for question in found.questions)]
    yield [say("about_names"), say("names_asked") if room.settings.names else say("names_none")]
    yield [say("about_invented"), say("invented")]
    yield [say("about_care"), say("care")]


def counts(found: Gathered) -> Iterator[Row]:
    """Yield how many gave each value of each part of each question."""
    for question in found.questions:
        counted = question.counted()
        for part in counted.parts:
            best = part.right[0]
            for value, count in zip(part.shape.values, part.counts, strict=True):
                key = say("key_yes") if value in best else ""
                label = part.shape.label or question.prompt
                yield [question.number, question.prompt, label, value.label, count, part.people, key]


def answers(found: Gathered) -> Iterator[Row]:
    """Yield each person's answers, a row for each part; people are numbered as they came."""
    numbers = {person: place for place, person in enumerate(sorted(found.names), 1)}
    for question in found.questions:
        for given in question.given:
            name = found.names.get(given.person, "")
            first: Row = [question.number, numbers.get(given.person), name, given.table]
            late = say("late_yes") if given.late else ""
            for label, value in _values(question, given.line.answer):
                yield [*first, late, label or question.prompt, value]


def _values(question: Question, raw: object) -> Iterator[tuple[str, str]]:
    """Yield the parts of one answer in words."""
    if not isinstance(raw, dict):
        return
    text = raw.get("text")
    if isinstance(text, str):
        yield "", text
        return
    from ..tally import Answer

    for part in question.counted([Answer(raw)]).parts:
        chosen = [value.label for value, count in zip(part.shape.values, part.counts, strict=True) if count]
        if chosen:
            yield part.shape.label, "; ".join(chosen)


def words(question: Question) -> list[str]:
    """Return what a question came to, in sentences."""
    return in_words(question.counted(), judge_of(question.exercise))


def notes(found: Gathered) -> Iterator[Row]:
    """Yield the trainers' notes."""
    for note in found.notes:
        step = None if note.step is None else note.step + 1
        yield [step, moment(note.at).strftime("%Y-%m-%d %H:%M UTC"), note.by, note.text]
