"""Words in exercises that the house style avoids: where the author speaks, and not where people do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..exercise import Fault, Source
from ..handbook.style import Style
from ..handbook.wording import uses

AUTHORS = frozenset({"title", "summary", "rationale", "why"})
"""Fields in which the author speaks; ``why`` may hold a text for each option."""

Path = tuple[str | int, ...]


def wording_faults(source: Source, style: Style) -> Iterator[Fault]:
    """Yield each avoided word of an exercise or an assessment, at its line or its field's."""
    for path, text in _said(source.data, (), False):
        for use in uses(text, style):
            yield source.fault(path, use.wrong, use.entry.write)


def _said(data: Any, path: Path, ours: bool) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str) and ours:
        yield path, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _said(value, (*path, name), ours or name in AUTHORS)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _said(value, (*path, index), ours)
