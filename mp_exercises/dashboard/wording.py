"""The dashboard's own words, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..exercise import read_yaml

FILE = Path(__file__).with_name("words.yaml")


def say(name: str, **fields: object) -> str:
    """Return the sentence of this name, its gaps filled."""
    return _sentences()[name].format(**fields)


@cache
def _sentences() -> dict[str, str]:
    return {name: str(text) for name, text in read_yaml(FILE).data.items()}
