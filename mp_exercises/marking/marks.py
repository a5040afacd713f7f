"""Marks: a pure function of (exercise, key, answers)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..answers import Line, latest
from ..exercise import AnswerError, Exercise, ItemBase, Judgement

Answers = Mapping[str, Mapping[str, object] | None]
"""Answers by item id; None or absent is a blank."""


@dataclass(frozen=True)
class ItemMark:
    """What one item earned.

    Attributes
    ----------
    value
        Credit above chance, -1 to 1; None where a person must mark.
    points
        What the item is worth.
    state
        Whether it was answered, left blank, or answered with something that cannot be read.
    note
        Why an answer could not be read.
    """

    item: str
    kind: str
    value: float | None
    points: float
    state: str
    parts: Mapping[str, float]
    skills: Mapping[str, float]
    note: str = ""


@dataclass(frozen=True)
class ExerciseMark:
    """What one exercise earned.

    Attributes
    ----------
    fraction
        0 to 1: the items' marks, weighed by points, never below 0. None where a person
        marks every item.
    points, most
        The same in points.
    waiting
        Ids of the items that wait for a person.
    """

    exercise: str
    items: tuple[ItemMark, ...]
    fraction: float | None
    points: float
    most: float
    waiting: tuple[str, ...]


def mark(exercise: Exercise, answers: Answers) -> ExerciseMark:
    """Mark the answers to one exercise.

    Parameters
    ----------
    exercise
        With its keys.

    Raises
    ------
    ValueError
        If the exercise carries no keys.
    """
    if not exercise.keyed:
        raise ValueError(f"{exercise.slug} carries no keys; mark it with them")
    items = tuple(_mark_item(item, answers.get(item.id)) for item in exercise.items)
    counted = [entry for entry in items if not _by_person(exercise, entry.item)]
    most = sum(entry.points for entry in counted)
    earned = sum((entry.value or 0.0) * entry.points for entry in counted)
    return ExerciseMark(
        exercise=exercise.slug,
        items=items,
        fraction=max(0.0, earned / most) if most else None,
        points=max(0.0, earned),
        most=most,
        waiting=tuple(entry.item for entry in items if entry.value is None),
    )


def mark_record(exercise: Exercise, lines: Iterable[Line]) -> ExerciseMark:
    """Mark the last answer to each item that a record holds."""
    kinds = {item.id: item.kind for item in exercise.items}
    answers = {
        item: line.answer
        for (slug, item), line in latest(lines).items()
        if slug == exercise.slug and kinds.get(item) == line.kind
    }
    return mark(exercise, answers)


def _by_person(exercise: Exercise, item_id: str) -> bool:
    return exercise.item(item_id).full() is None


def _mark_item(item: ItemBase, raw: Mapping[str, object] | None) -> ItemMark:
    judgement, state, note = Judgement(0.0), "blank", ""
    if raw is not None:
        try:
            judgement, state = item.judge(item.read(raw)), "answered"
        except AnswerError as error:
            state, note = "unreadable", str(error)
    skills = judgement.skills
    if not skills and judgement.value is not None:
        skills = dict.fromkeys(item.competencies, judgement.value)
    return ItemMark(item.id, item.kind, judgement.value, item.points, state, judgement.parts, skills, note)
