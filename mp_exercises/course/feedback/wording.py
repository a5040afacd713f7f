"""The words of feedback pages, and numbers as the pages have them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from string import Template
from typing import Any

import yaml

from ...place import PACKAGE

WORDS = Path(__file__).parent / "words.yaml"
KEPT = 4_000
"""Sentences that are kept: a cohort's pages have the same few again and again."""


@cache
def words() -> dict[str, Any]:
    """Return the words of feedback pages."""
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


@cache
def labels() -> dict[str, str]:
    """Return the words for the labels of an item's text form."""
    found: dict[str, str] = yaml.safe_load((PACKAGE / "labels.yaml").read_text(encoding="utf-8"))["blocks"]
    return found


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
