"""The exports' own words, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ...exercise import read_yaml

FILE = Path(__file__).with_name("words.yaml")


def say(name: str, **fields: object) -> str:
    """Return the sentence of this name, its gaps filled."""
    return str(words()[name]).format(**fields)


@cache
def words() -> dict[str, Any]:
    """Return everything that exports say."""
    return dict(read_yaml(FILE).data)
