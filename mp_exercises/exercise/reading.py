"""Small readers that turn a hostile answer into a canonical one, or into a clear sentence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .base import AnswerError, Raw


def shown(value: Any) -> str:
    """Return the beginning of a value as it may stand in a sentence."""
    try:
        return repr(str(value)[:40])
    except ValueError:
        return "a number with too many digits"


def only(raw: Raw, *fields: str) -> None:
    """Refuse an answer that is not an object with just these fields."""
    if not isinstance(raw, dict):
        raise AnswerError(f"an answer is an object with {' and '.join(fields)}")
    extra = sorted(str(name)[:40] for name in set(raw) - set(fields))
    if extra:
        raise AnswerError(f"unknown part {extra[0]!r}; the parts are {', '.join(fields)}")


def one_of(value: Any, allowed: Collection[str], what: str) -> str:
    """Return ``value`` if it is one of the allowed ids."""
    if not isinstance(value, str) or value not in allowed:
        raise AnswerError(f"{shown(value)} is not {what}; it is one of {', '.join(allowed)}")
    return value


def several_of(value: Any, allowed: Collection[str], what: str, most: int | None = None) -> list[str]:
    """Return the ids without repeats, in the definition's order.

    Parameters
    ----------
    most
        The largest number that may be picked.
    """
    if not isinstance(value, list):
        raise AnswerError(f"{what} are given as a list")
    if len(value) > len(allowed):
        raise AnswerError(f"{len(value)} picks, of {len(allowed)} possible")
    picked = {one_of(entry, allowed, what) for entry in value}
    if most is not None and len(picked) > most:
        raise AnswerError(f"{len(picked)} of {what} picked; at most {most}")
    return [entry for entry in allowed if entry in picked]


def placed(value: Any, things: Collection[str], places: Collection[str], what: str) -> dict[str, str]:
    """Return a thing-to-place mapping in the definition's order."""
    if not isinstance(value, dict):
        raise AnswerError(f"{what} are given as an object")
    if len(value) > len(things):
        raise AnswerError(f"{len(value)} entries, of {len(things)} possible")
    for thing in value:
        one_of(thing, things, f"one of {what}")
    return {
        thing: one_of(value[thing], places, f"a place for {thing!r}")
        for thing in things
        if value.get(thing) is not None
    }


def text_of(value: Any, most: int, what: str) -> str:
    """Return written text, bounded in length and without control characters.

    Parameters
    ----------
    most
        The largest number of characters.
    """
    if not isinstance(value, str):
        raise AnswerError(f"{what} is text")
    if len(value) > most:
        raise AnswerError(f"{what} has {len(value)} characters; at most {most}")
    return "".join(char for char in value if char in "\n\t" or char.isprintable())
