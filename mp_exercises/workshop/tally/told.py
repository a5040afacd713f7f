"""What the projector shows of a question that is revealed: few rows, large bars, nobody's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...exercise import Exercise
from .counting import Answer, Part, Tally, tally
from .shapes import brief
from .words import in_words, judge_of

MOST_ROWS, MOST_CHARTS = 10, 4
"""How many parts fit on a wall: as rows of one table, and as charts of their own."""

MOST_BARS, MOST_BARS_EACH = 8, 4
"""How many values a chart has, where it is the only one and where it is one of several."""

MOST_COLUMNS = 12
MOST_LABEL, MOST_WHY = 150, 420


def told(exercise: Exercise, item_id: str, answers: Iterable[Answer]) -> dict[str, Any]:
    """Return a question's answers as plain JSON for a screen that everybody sees.

    Parameters
    ----------
    exercise
        With its keys: this is told of questions that are revealed.
    """
    item = exercise.item(item_id)
    counted = tally(exercise, item, answers)
    judge = judge_of(exercise)
    shown = wall_parts(counted)
    most = MOST_BARS if len(shown) == 1 else MOST_BARS_EACH
    matrix = is_matrix(counted)
    return {
        "people": counted.people,
        "judge": judge,
        "layout": counted.layout,
        "matrix": matrix,
        "words": in_words(counted, judge),
        "parts": [part_data(part, None if matrix else most) for part in shown],
        "more": len(counted.parts) - len(shown),
        "rationale": "" if item.secret is None else brief(item.secret.rationale, MOST_WHY),
    }


def is_matrix(counted: Tally) -> bool:
    """Return whether all parts have the same few values, so that one table holds them."""
    if counted.layout != "grid" or len(counted.parts) < 2:
        return False
    columns = {tuple((value.id, value.label) for value in part.shape.values) for part in counted.parts}
    return len(columns) == 1 and len(columns.pop()) <= MOST_COLUMNS


def wall_parts(counted: Tally) -> list[Part]:
    """Return the parts that a wall has room for: of many, those about which the room is most split."""
    most = MOST_ROWS if is_matrix(counted) else MOST_CHARTS
    if counted.layout == "options" or len(counted.parts) <= most:
        return list(counted.parts)
    chosen = sorted(counted.parts, key=lambda part: part.share)[:most]
    return [part for part in counted.parts if part in chosen]


def part_data(part: Part, most: int | None = None) -> dict[str, Any]:
    """Return a part as plain JSON.

    Parameters
    ----------
    most
        How many values there is room for, the most frequent first; the key's are there too. None for all
        of them, in their order. Steps of a scale are always all there.
    """
    best = part.right[0]
    rows: list[dict[str, Any]] = [
        {"id": value.id, "label": brief(value.label, MOST_LABEL), "count": count, "key": value in best}
        for value, count in zip(part.shape.values, part.counts, strict=True)
    ]
    if most is not None and not part.shape.ordered and len(rows) > most:
        rows = [row for row in rows if row["count"] or row["key"]]
        rows.sort(key=lambda row: row["count"], reverse=True)
        rows = rows[:most] + [row for row in rows[most:] if row["key"]]
    return {
        "id": part.shape.id,
        "label": brief(part.shape.label, MOST_LABEL),
        "about": brief(part.shape.about, MOST_LABEL),
        "ordered": part.shape.ordered,
        "people": part.people,
        "bars": rows,
    }
