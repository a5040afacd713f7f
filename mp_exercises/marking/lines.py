"""The words of a package of tools: lines with their values, statistics as sentences, from one YAML file."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from ..exercise import read_yaml
from .bands import Words, sentence, shaped
from .estimate import Estimate
from .refusal import Refused


class Lines:
    """What one file of words says.

    Parameters
    ----------
    file
        Its ``lines`` are in groups; whatever else stands there is the wording of a statistic.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def line(self, name: str, /, **values: Any) -> str:
        """Return one line with its values; its name has the group first, as ``check.kind``."""
        return self.all[name].format(**values)

    @property
    def all(self) -> dict[str, str]:
        """All lines by name, with their fields in braces."""
        return self._read[1]

    def said(self, estimate: Estimate) -> str:
        """Return an estimate as a sentence for a reader."""
        return sentence(estimate, self._read[0])

    def outcome(self, found: Estimate | Refused) -> str:
        """Return an estimate as a sentence with its cautions, or why it is refused."""
        if isinstance(found, Refused):
            return f"{found}"
        doubts = "".join(f" ({caution})" for caution in found.cautions)
        return f"{self.said(found)}{doubts}"

    @cached_property
    def _read(self) -> tuple[Words, dict[str, str]]:
        source = read_yaml(self._file)
        data: dict[str, Any] = dict(source.data)
        groups = data.pop("lines")
        lines = {f"{group}.{name}": text for group, words in groups.items() for name, text in words.items()}
        return shaped(source, data), lines
