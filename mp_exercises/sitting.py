"""Answering: a raw answer and an exercise make a checked line for the record."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .answers import Line, RecordError, latest
from .exercise import AnswerError, Exercise

SITTER = "sitter"
"""The item of the line that says who sits; its exercise is the assessment's own name."""

IDENTITY = "identity"
"""The kind of that line."""

MOST_SITTER = 120
"""Characters of a name or staff number."""


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


def accept_sitter(assessment: str, line: Line) -> Line:
    """Return the line that says who sits, with the name in canonical form.

    Parameters
    ----------
    assessment
        The name of the assessment.

    Raises
    ------
    RecordError
        If it says nobody, or too much.
    """
    if (line.exercise, line.item, line.kind) != (assessment, SITTER, IDENTITY):
        raise RecordError(f"a line of {line.exercise}/{line.item}; {assessment}/{SITTER} says who sits")
    if line.answer is None:
        return line
    name = _name(line.answer.get("id"))
    if set(line.answer) != {"id"} or not name:
        raise RecordError("who sits is one name or number, as `id`")
    return replace(line, answer={"id": name})


def sitter(lines: Iterable[Line], assessment: str) -> str | None:
    """Return the name or staff number that a record carries, as its sitter gave it; None without one."""
    line = latest(lines).get((assessment, SITTER))
    if line is None or line.answer is None or line.kind != IDENTITY:
        return None
    return _name(line.answer.get("id")) or None


def _name(raw: object) -> str:
    """Return a name on one line, without what cannot be seen, at its greatest length."""
    if not isinstance(raw, str):
        return ""
    seen = "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in raw[: 4 * MOST_SITTER])
    return " ".join(seen.split())[:MOST_SITTER].strip()


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
