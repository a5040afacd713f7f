"""Exercises in Motivational Practice: defined once, played anywhere, marked as data.

Importing this package loads no widget, no pandas, no nbgrader and no Voila.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .answers import Line, Reading, Record, RecordError
    from .exercise import Exercise, load, load_file
    from .marking import ExerciseMark, mark, mark_record
    from .player.app import app
    from .player.sit import sit
    from .player.widget import play
    from .sitting import line_for

__version__ = "0.1.0"

_HOMES = {
    "Exercise": "exercise",
    "ExerciseMark": "marking",
    "Line": "answers",
    "Reading": "answers",
    "Record": "answers",
    "RecordError": "answers",
    "app": "player.app",
    "line_for": "sitting",
    "load": "exercise",
    "load_file": "exercise",
    "mark": "marking",
    "mark_record": "marking",
    "play": "player.widget",
    "sit": "player.sit",
}

__all__ = [
    "Exercise",
    "ExerciseMark",
    "Line",
    "Reading",
    "Record",
    "RecordError",
    "app",
    "line_for",
    "load",
    "load_file",
    "mark",
    "mark_record",
    "play",
    "sit",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
