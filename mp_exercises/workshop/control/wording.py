"""The control room's own words, from ``words.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ...exercise import read_yaml
from ..store import Event

FILE = Path(__file__).with_name("words.yaml")


def say(name: str, **fields: object) -> str:
    """Return the sentence of this name, its gaps filled."""
    return _sentences()[name].format(**fields)


def happened(events: Iterable[Event]) -> list[str]:
    """Return what trainers did, a sentence each."""
    return [
        say(
            f"did_{event.move}",
            who=event.by or say("somebody"),
            step=1 if event.step is None else event.step + 1,
            value=event.value,
        )
        for event in events
    ]


@cache
def _sentences() -> dict[str, str]:
    return {name: str(text) for name, text in read_yaml(FILE).data.items()}
