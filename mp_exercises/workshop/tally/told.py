"""What the projector shows of a question that is revealed: few rows, large bars, nobody's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...exercise import Exercise
from .counting import Answer, Part, Tally, tally
from .shapes import brief
from .words import in_words, judge_of

MOST_STEPS, MOST_ROWS = 8, 4
"""How many parts fit on a wall: of steps on a scale, and of values with long names."""

MOST_BARS = 8
MOST_LABEL = 150


def told(exercise: Exercise, item_id: str, answers: Iterable[Answer]) -> dict[str, Any]:
    """Return a question's answers as plain JSON for a screen that everybody sees.

    Parameters
    ----------
    exercise
        With its keys: this is told of questions that are revealed.
    """
    counted = tally(exercise, exercise.item(item_id), answers)
    judge = judge_of(exercise)
    shown = wall_parts(counted)
    return {
        "people": counted.people,
        "judge": judge,
        "layout": counted.layout,
        "words": in_words(counted, judge),
        "parts": [part_data(part) for part in shown],
        "more": len(counted.parts) - len(shown),
    }


def wall_parts(counted: Tally) -> list[Part]:
    """Return the parts that a wall has room for: of many, those about which the room is most split."""
    most = MOST_STEPS if all(part.shape.ordered for part in counted.parts) else MOST_ROWS
    if counted.layout == "options" or len(counted.parts) <= most:
        return list(counted.parts)
    chosen = sorted(counted.parts, key=lambda part: part.share)[:most]
    return [part for part in counted.parts if part in chosen]


def part_data(part: Part) -> dict[str, Any]:
    """Return a part as plain JSON: all steps of a scale, or those values that somebody or the key gave."""
    best = part.right[0]
    rows: list[dict[str, Any]] = [
        {"id": value.id, "label": brief(value.label, MOST_LABEL), "count": count, "key": value in best}
        for value, count in zip(part.shape.values, part.counts, strict=True)
    ]
    if not part.shape.ordered and len(rows) > MOST_BARS:
        rows = [row for row in rows if row["count"] or row["key"]]
        rows.sort(key=lambda row: row["count"], reverse=True)
        rows = rows[:MOST_BARS] + [row for row in rows[MOST_BARS:] if row["key"]]
    return {
        "id": part.shape.id,
        "label": brief(part.shape.label, MOST_LABEL),
        "about": brief(part.shape.about, MOST_LABEL),
        "ordered": part.shape.ordered,
        "people": part.people,
        "bars": rows,
    }
