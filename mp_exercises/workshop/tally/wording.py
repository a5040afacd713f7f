"""The words in which a tally is told, from ``words.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ...exercise import read_yaml

FILE = Path(__file__).with_name("words.yaml")

MOST_NAMED, MOST_LETTERS = 4, 100
"""How many parts a sentence names before it counts the rest, and how long their names are together."""


def say(name: str, **fields: object) -> str:
    """Return the words of this name, their gaps filled."""
    return words()[name].format(**fields)


@cache
def words() -> dict[str, str]:
    """Return every sentence by its name."""
    return {name: str(text) for name, text in read_yaml(FILE).data["says"].items()}


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence; of many, the first few and how many more."""
    most = _room_for(names)
    if len(names) > most:
        names = [*names[:most], say("others", count=len(names) - most)]
    if len(names) < 2:
        return "".join(names)
    return say("and", first=", ".join(names[:-1]), last=names[-1])


def _room_for(names: Sequence[str]) -> int:
    """Return how many of these names a sentence holds; all of them where one more would do."""
    held, letters = 0, 0
    for name in names[:MOST_NAMED]:
        letters += len(name)
        if held and letters > MOST_LETTERS:
            break
        held += 1
    rest = names[held:]
    return len(names) if len(rest) == 1 and letters + len(rest[0]) <= MOST_LETTERS else held


def of(count: int, people: int) -> str:
    """Return how many of how many."""
    return say("all", people=people) if count == people > 1 else say("of", count=count, people=people)


def capital(text: str) -> str:
    """Return a sentence with its first letter large."""
    return text[:1].upper() + text[1:]
