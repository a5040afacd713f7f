"""The handbook's own colours, which no e-reader knows by their names, as the numbers that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

SHEET = Path("_static") / "handbook.css"

_DEFINED = re.compile(r"--(mp-[a-z-]+):\s*(#[0-9a-f]{6})\b")
_USED = re.compile(r"var\(--(mp-[a-z-]+)\)")
_TEXT = "currentColor"


def palette(html: Path) -> dict[str, str]:
    """Return the light colours of a built book, which its styles name first, by their names."""
    found: dict[str, str] = {}
    for name, colour in _DEFINED.findall((html / SHEET).read_text(encoding="utf-8")):
        found.setdefault(name, colour)
    return found


def in_numbers(text: str, colours: Mapping[str, str]) -> str:
    """Return markup with each colour's number for its name, and the text's own colour for an unknown one."""
    return _USED.sub(lambda match: colours.get(match[1], _TEXT), text)
