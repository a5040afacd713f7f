"""The words of the panel's tools, from ``words.yaml``."""

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


def say(name: str, /, **values: Any) -> str:
    """Return one line with its values; its name has the group first, as ``decide.title``."""
    return _all()[1][name].format(**values)


def lines() -> dict[str, str]:
    """Return all lines by name, with their fields in braces."""
    return _all()[1]


def said(found: Estimate | Refused) -> str:
    """Return an estimate as a sentence with its cautions, or why it is refused."""
    if isinstance(found, Refused):
        return f"{found}"
    doubts = "".join(f" ({caution})" for caution in found.cautions)
    return f"{sentence(found, _all()[0])}{doubts}"


def joined(names: list[str] | tuple[str, ...]) -> str:
    """Return names as a sentence lists them."""
    return ", ".join(names)


def said_coefficient(found: Estimate | Refused) -> str:
    """Return a coefficient of agreement or generalizability as a sentence, or why it is refused."""
    from ..marking.agreement import said as agreement_said

    return f"{found}" if isinstance(found, Refused) else agreement_said(found)
