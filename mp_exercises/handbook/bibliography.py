"""The bibliography as the checks see it: each entry's key, line, and how it was read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENTRY = re.compile(
    r"^@(?!comment\b|string\b|preamble\b)\w+\s*\{\s*(?P<key>[^,\s]+)\s*,", re.MULTILINE | re.IGNORECASE
)
_NOTE = re.compile(r"\bnote\s*=\s*[{\"]+\s*(?P<note>[^}\"]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """One entry of the bibliography; ``note`` is empty where there is none."""

    key: str
    line: int
    note: str


def read_bibliography(text: str) -> tuple[Reference, ...]:
    """Return the entries of a BibTeX file, in its order."""
    found = list(_ENTRY.finditer(text))
    ends = [*(entry.start() for entry in found), len(text)][1:]
    return tuple(_reference(text, match, end) for match, end in zip(found, ends, strict=False))


def _reference(text: str, match: re.Match[str], end: int) -> Reference:
    note = _NOTE.search(text, match.end(), end)
    said = " ".join(note["note"].split()) if note else ""
    return Reference(match["key"], text.count("\n", 0, match.start()) + 1, said)
