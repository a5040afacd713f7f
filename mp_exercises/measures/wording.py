"""The words of the measures, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ..exercise import read_yaml
from ..marking.bands import Words, sentence, shaped
from ..marking.estimate import Estimate
from ..marking.refusal import Refused

WORDS = Path(__file__).with_name("words.yaml")


@cache
def _all() -> tuple[Words, dict[str, str]]:
    source = read_yaml(WORDS)
    data: dict[str, Any] = dict(source.data)
    groups = data.pop("lines")
    lines = {f"{group}.{name}": text for group, words in groups.items() for name, text in words.items()}
    return shaped(source, data), lines


def line(name: str, /, **values: Any) -> str:
    """Return one line with its values; its name has the group first, as ``check.kind``."""
    return _all()[1][name].format(**values)


def lines() -> dict[str, str]:
    """Return all lines by name, with their fields in braces."""
    return _all()[1]


def outcome(found: Estimate | Refused) -> str:
    """Return an estimate as a sentence with its cautions, or why it is refused."""
    if isinstance(found, Refused):
        return f"{found}"
    doubts = "".join(f" ({caution})" for caution in found.cautions)
    return f"{said(found)}{doubts}"


def said(estimate: Estimate) -> str:
    """Return an estimate as a sentence for a reader."""
    return sentence(estimate, _all()[0])
