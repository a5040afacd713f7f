"""Answering: a raw answer and an exercise make a checked line for the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .answers import Line, RecordError
from .exercise import AnswerError, Exercise


def line_for(exercise: Exercise, item_id: str, answer: Mapping[str, Any] | None) -> Line:
    """Return a new line with the answer in its canonical form.

    Parameters
    ----------
    answer
        As the item's kind has it; None takes an earlier answer back.

    Raises
    ------
    RecordError
        If there is no such item, or the answer cannot be one to it.
    """
    kinds = {item.id: item.kind for item in exercise.items}
    if item_id not in kinds:
        raise RecordError(f"{exercise.slug} has no item {item_id!r}; it has {', '.join(kinds)}")
    line = Line(exercise.slug, item_id, kinds[item_id], exercise.revision, answer)
    return accept(exercise, line)


def accept(exercise: Exercise, line: Line) -> Line:
    """Return a line that came from a front end, with its answer in canonical form.

    Raises
    ------
    RecordError
        If it does not belong to this exercise, or its answer cannot be one.
    """
    items = {item.id: item for item in exercise.items}
    if line.exercise != exercise.slug or line.item not in items:
        raise RecordError(f"an answer to {line.exercise}/{line.item}, which is not on this page")
    item = items[line.item]
    if line.kind != item.kind:
        raise RecordError(f"an answer of kind {line.kind!r}; {line.item} is {item.kind!r}")
    if line.answer is None:
        return line
    try:
        return replace(line, answer=item.read(line.answer))
    except AnswerError as error:
        raise RecordError(str(error)) from error
