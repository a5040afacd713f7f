"""The words of the measures, from ``words.yaml``."""

from __future__ import annotations

from pathlib import Path

from ..marking.lines import Lines

_WORDS = Lines(Path(__file__).with_name("words.yaml"))

line = _WORDS.line
said = _WORDS.said
outcome = _WORDS.outcome


def lines() -> dict[str, str]:
    """Return all lines by name, with their fields in braces."""
    return _WORDS.all
