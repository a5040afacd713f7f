"""The detail of a result, as JSON: what each item earned, with what was picked and how long it took."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...marking import ExerciseMark, ItemMark

TASK = "__task__"
"""Between section and item in the name of a cell in which a person marks."""


@dataclass(frozen=True)
class ItemDetail:
    """What one item earned.

    Attributes
    ----------
    value
        Credit above chance, -1 to 1; None where a person marks it.
    skills
        The same by competency, for what the item gives evidence of.
    seconds
        An estimate by the trainee's own clock; None where there is none.
    picked
        The options that were picked, for a choice.
    text
        A digest of what was written, where a person marks it; "" for nothing, None where it is not known.
    """

    section: str
    item: str
    kind: str
    value: float | None
    points: float
    state: str
    skills: Mapping[str, float]
    seconds: float | None = None
    picked: tuple[str, ...] = ()
    text: str | None = None


def pack(
    sections: Sequence[ExerciseMark],
    seconds: Mapping[tuple[str, str], float],
    picked: Mapping[tuple[str, str], Sequence[str]],
    evidence: Mapping[tuple[str, str], Sequence[str]],
    texts: Mapping[tuple[str, str], str],
) -> str:
    """Return the detail of a marked submission as JSON.

    Parameters
    ----------
    evidence
        The competencies that each item gives evidence of, by section and item.
    texts
        Digests of what was written, by section and item.
    """
    data = [
        [
            entry.exercise,
            [_row(entry.exercise, item, seconds, picked, evidence, texts) for item in entry.items],
        ]
        for entry in sections
    ]
    return json.dumps(data, separators=(",", ":"))


def unpack(text: str) -> list[ItemDetail]:
    """Return the items of a detail, in the assessment's order."""
    return [_item(section, row) for section, rows in json.loads(text) for row in rows]


def _row(
    section: str,
    item: ItemMark,
    seconds: Mapping[tuple[str, str], float],
    picked: Mapping[tuple[str, str], Sequence[str]],
    evidence: Mapping[tuple[str, str], Sequence[str]],
    texts: Mapping[tuple[str, str], str],
) -> list[Any]:
    where = section, item.item
    # What a person marks names its competencies before there is a mark.
    skills = dict(item.skills) or dict.fromkeys(evidence.get(where, ()), 0.0)
    spent = seconds.get(where)
    row = [
        item.item,
        item.kind,
        item.value,
        item.points,
        item.state,
        skills,
        None if spent is None else round(spent, 1),
        list(picked.get(where, ())),
    ]
    return [*row, texts.get(where, "")] if item.kind == "reflection" else row


def _item(section: str, row: list[Any]) -> ItemDetail:
    name, kind, value, points, state, skills, seconds, picked, *text = row
    return ItemDetail(section, name, kind, value, points, state, skills, seconds, tuple(picked), *text)
