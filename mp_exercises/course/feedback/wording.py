"""The words of feedback pages, and numbers as the pages have them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from string import Template
from typing import Any

import yaml

from ...place import PACKAGE

WORDS = Path(__file__).parent / "words.yaml"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""In C where the library has it, as in its wheels."""

KEPT = 4_000
"""Sentences that are kept: a cohort's pages have the same few again and again."""


@cache
def words() -> dict[str, Any]:
    """Return the words of feedback pages."""
    return _read(WORDS)


@cache
def labels() -> dict[str, str]:
    """Return the words for the labels of an item's text form."""
    found: dict[str, str] = _read(PACKAGE / "labels.yaml")["blocks"]
    return found


def _read(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), LOADER)
    return loaded


@lru_cache(KEPT)
def say(word: str, **values: object) -> str:
    """Return a sentence with its names filled in."""
    return Template(words()[word]).substitute(values)


@lru_cache(KEPT)
def counted(word: str, count: int, **values: object) -> str:
    """Return the sentence for one, or for many."""
    return Template(words()[word]["one" if count == 1 else "many"]).substitute(count=count, **values)


@lru_cache(KEPT)
def number(value: float) -> str:
    """Return points with at most two digits after the point, and a true minus."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
