"""What a trainer sees of the answers to one question: all of it, each table's own, and what can be said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...exercise import Exercise
from ..plan import Plan
from ..store import Given
from ..tally import (
    Answer,
    Asked,
    Part,
    Table,
    Tally,
    by_table,
    in_words,
    is_matrix,
    judge_of,
    tally,
    worth_discussing,
)
from ..tally.bands import nearness, standing
from .wording import say


def answers_of(given: Iterable[Given]) -> list[Answer]:
    """Return answers of the store as they are counted."""
    return [Answer(each.line.answer, each.table) for each in given if each.line.answer is not None]


def picture(
    exercise: Exercise, item_id: str, given: Sequence[Given], *, tables: bool, settled: bool
) -> dict[str, Any]:
    """Return the answers to a question as plain JSON.

    Parameters
    ----------
    tables
        Whether the room has tables.
    settled
        Whether no more answers come, so that coefficients are worth their time.
    """
    item = exercise.item(item_id)
    answers = answers_of(given)
    counted = tally(exercise, item, answers)
    judge = judge_of(exercise)
    return {
        **_data(counted),
        "judge": judge,
        "words": in_words(counted, judge),
        "late": sum(each.late for each in given),
        "agreement": _agreement(exercise, item_id, answers)
        if settled
        else [{"says": say("later"), "notes": []}],
        "tables": [_table(table) for table in by_table(exercise, item, answers)] if tables else [],
    }


def discussed(
    plan: Plan, exercises: dict[str, Exercise], given: Iterable[Given], steps: Iterable[int]
) -> list[dict[str, Any]]:
    """Return what is worth talking about first, of these steps."""
    by_place: dict[tuple[str, str], list[Given]] = {}
    for each in given:
        by_place.setdefault((each.line.exercise, each.line.item), []).append(each)
    numbers = question_numbers(plan)
    asked = []
    for number in steps:
        step = plan.steps[number]
        if step.exercise is None or step.item is None:
            continue
        exercise = exercises[step.exercise]
        answers = answers_of(by_place.get((step.exercise, step.item), ()))
        counted = tally(exercise, exercise.item(step.item), answers)
        asked.append(Asked(number, say("question", number=numbers[number]), judge_of(exercise), counted))
    return [
        {"step": point.step, "part": point.part, "title": point.title, "why": point.why}
        for point in worth_discussing(asked)
    ]


def question_numbers(plan: Plan) -> dict[int, int]:
    """Return the number of the question that each step asks, from 1."""
    asking = [number for number, step in enumerate(plan.steps) if step.kind == "item"]
    return {number: place for place, number in enumerate(asking, 1)}


def texts_of(given: Iterable[Given]) -> list[str]:
    """Return what people wrote, in an order that does not follow when they wrote it."""
    written = []
    for each in sorted(given, key=lambda each: each.line.id):
        raw = each.line.answer or {}
        text = raw.get("text") or raw.get("wording")
        if isinstance(text, str) and text:
            written.append(text)
    return written


def _agreement(exercise: Exercise, item_id: str, answers: Sequence[Answer]) -> list[dict[str, Any]]:
    # NumPy and SciPy take a second to load, which a room that asks nothing yet need not wait for.
    from ..tally.coefficients import coefficients

    found = coefficients(exercise, exercise.item(item_id), answers)
    return [{"about": each.about, "says": each.says, "notes": list(each.notes)} for each in found]


def _data(counted: Tally) -> dict[str, Any]:
    return {
        "people": counted.people,
        "layout": counted.layout,
        "matrix": is_matrix(counted),
        "parts": [_part(part) for part in counted.parts],
        "written": len(counted.words),
    }


def _part(part: Part) -> dict[str, Any]:
    best = part.right[0]
    return {
        "id": part.shape.id,
        "label": part.shape.label,
        "about": part.shape.about,
        "ordered": part.shape.ordered,
        "people": part.people,
        "standing": standing(part),
        "nearness": nearness(part),
        "bars": [
            {"id": value.id, "label": value.label, "count": count, "key": value in best}
            for value, count in zip(part.shape.values, part.counts, strict=True)
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    own = None if table.tally is None else _data(table.tally)
    return {
        "number": table.number,
        "people": table.people,
        "words": table.words,
        "differs": list(table.differs),
        "parts": None if own is None else own["parts"],
    }
