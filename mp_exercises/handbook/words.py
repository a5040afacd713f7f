"""The words that the handbook's directives print, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words.yaml"


@cache
def words() -> dict[str, Any]:
    """Return every word, by the directive that prints it."""
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded
