"""The quickest way to print that a system has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .alone import OneByOne
from .printer import Printer


def best_printer() -> Callable[[Path], Printer]:
    """Return the quickest way to print that this system has."""
    try:
        from .devtools import Browser
    except ImportError:  # no pipes to hand over, as on Windows
        return OneByOne
    return Browser
