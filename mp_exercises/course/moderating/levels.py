"""What a marker gave by criterion of the rubric, where the comment in formgrader says it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ...exercise.kinds.reflection import Criterion

Levels = tuple[int | None, ...]

_SAID = re.compile(r"\blevels?[ \t]*[:=][ \t]*((?:\d+(?:[ \t]*[,;/][ \t]*|[ \t]+|\b))+)", re.IGNORECASE)


def levels_in(comment: str, rubric: Sequence[Criterion]) -> Levels:
    """Return the levels in a comment such as ``Levels: 2 3 1``, in the rubric's order.

    Returns
    -------
    tuple
        None for each criterion where the comment does not hold just one number for each, or one that
        is no level.
    """
    said = _SAID.search(comment)
    numbers = [int(number) for number in re.findall(r"\d{1,3}", said[1])] if said else []
    fits = len(numbers) == len(rubric) and all(
        number < len(criterion.levels) for number, criterion in zip(numbers, rubric, strict=True)
    )
    return tuple(numbers) if fits else (None,) * len(rubric)


def pack(levels: Levels) -> str:
    """Return levels as JSON."""
    return json.dumps(levels)


def unpack(text: str) -> Levels:
    """Return levels from JSON."""
    return tuple(json.loads(text))
