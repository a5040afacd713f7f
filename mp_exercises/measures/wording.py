"""The words of the measures, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ..exercise import read_yaml
from ..marking.bands import Words, sentence, shaped
from ..marking.estimate import Estimate

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


def said(estimate: Estimate) -> str:
    """Return an estimate as a sentence for a reader."""
    return sentence(estimate, _all()[0])
