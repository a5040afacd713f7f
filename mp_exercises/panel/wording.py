"""The words of the panel's tools, from ``words.yaml``."""

from __future__ import annotations

from pathlib import Path

from ..marking.estimate import Estimate
from ..marking.lines import Lines
from ..marking.refusal import Refused

_WORDS = Lines(Path(__file__).with_name("words.yaml"))

say = _WORDS.line
said = _WORDS.outcome


def lines() -> dict[str, str]:
    """Return all lines by name, with their fields in braces."""
    return _WORDS.all


def joined(names: list[str] | tuple[str, ...]) -> str:
    """Return names as a sentence lists them."""
    return ", ".join(names)


def said_coefficient(found: Estimate | Refused) -> str:
    """Return a coefficient of agreement or generalizability as a sentence, or why it is refused."""
    from ..marking.agreement import said as agreement_said

    return f"{found}" if isinstance(found, Refused) else agreement_said(found)
