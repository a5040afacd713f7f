"""The words that stand around a form's own, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..exercise import read_yaml

WORDS = Path(__file__).with_name("words.yaml")


@cache
def words(group: str) -> dict[str, str]:
    """Return one group of words by name."""
    data: dict[str, dict[str, str]] = read_yaml(WORDS).data
    return data[group]


def say(name: str, /, **values: object) -> str:
    """Return what a command says, with its values."""
    return words("says")[name].format(**values)
