"""How a room's answers to one item are spread: how many chose what, and nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Raw = Mapping[str, Any]
Choice = tuple[str, str]
"""A part of the item and what was chosen for it."""


def spread(kind: str, answers: Iterable[Raw]) -> dict[str, Any]:
    """Return how answers are spread.

    Parameters
    ----------
    kind
        The kind of the item; of one that is not listed here, only the number of answers is told.
    answers
        The answers that count, in their canonical form.

    Returns
    -------
    dict
        ``people``, and ``parts``: for each part of the item, how many chose each value. The parts are the
        cards, lines, skills or responses by id; ``picked`` and ``path`` where the item has no parts.
    """
    parts: dict[str, Counter[str]] = {}
    people = 0
    for answer in answers:
        people += 1
        for part, value in _CHOICES.get(kind, _nothing)(answer):
            parts.setdefault(part, Counter())[value] += 1
    return {"people": people, "parts": {part: dict(values) for part, values in parts.items()}}


def _nothing(_answer: Raw) -> Iterator[Choice]:
    yield from ()


def _picked(answer: Raw) -> Iterator[Choice]:
    for option in answer["picked"]:
        yield "picked", option


def _order(answer: Raw) -> Iterator[Choice]:
    for place, response in enumerate(answer["order"], start=1):
        yield response, str(place)


def _path(answer: Raw) -> Iterator[Choice]:
    for reply in answer["path"]:
        yield "path", reply


def _each(field: str) -> Callable[[Raw], Iterator[Choice]]:
    def choices(answer: Raw) -> Iterator[Choice]:
        for part, value in answer[field].items():
            yield part, str(value)

    return choices


def _goal(answer: Raw) -> Iterator[Choice]:
    for part, value in answer.items():
        if part == "levels":
            for level, card in value.items():
                yield f"level {level}", card
        elif part != "wording":
            yield part, str(value)


_CHOICES: dict[str, Callable[[Raw], Iterator[Choice]]] = {
    "choice": _picked,
    "ranking": _order,
    "branching": _path,
    "sorting": _each("bins"),
    "coding": _each("codes"),
    "rating": _each("ratings"),
    "goal": _goal,
}
