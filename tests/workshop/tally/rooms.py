"""Answers of invented rooms, for any item."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from mp_exercises.exercise import Exercise, ItemBase
from mp_exercises.workshop.tally import Answer
from tests.samples import sample

ITEMS = [item.id for item in sample().items]


def some_answer(item: ItemBase, chance: random.Random) -> dict[str, Any]:
    """Return an answer to an item as somebody might give it: a guess, a part of one, the key, some words."""
    if item.kind == "reflection":
        return dict(item.read({"text": "tired " * chance.randint(1, 40)}))
    best, guess = item.full(), item.guess("random", chance)
    assert best is not None
    assert guess is not None
    raw = dict(item.read(best if chance.random() < 0.4 else guess))
    for name, value in raw.items():
        # People leave parts out, where the kind lets them.
        if isinstance(value, dict) and name != "evidence":
            raw[name] = {part: given for part, given in value.items() if chance.random() < 0.9}
        elif name == "path":
            raw[name] = value[: chance.randint(0, len(value))]
    return dict(item.read(raw))


def room(exercise: Exercise, item_id: str, people: int, *, tables: int = 4, seed: int = 0) -> list[Answer]:
    """Return a room's answers to an item."""
    chance = random.Random(seed)
    item = exercise.item(item_id)
    return [Answer(some_answer(item, chance), chance.randint(1, tables)) for _ in range(people)]


def rooms() -> st.SearchStrategy[tuple[str, list[Answer]]]:
    """Return a strategy of items of every kind with a room's answers to each."""
    return st.builds(
        lambda item, people, tables, seed: (item, room(sample(), item, people, tables=tables, seed=seed)),
        st.sampled_from(ITEMS),
        st.integers(0, 14),
        st.integers(1, 6),
        st.integers(0, 10_000),
    )
