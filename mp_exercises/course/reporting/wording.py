"""The words of reports, from YAML files: sentences with fields, counts, lists and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ...exercise import read_yaml

WORDS = Path(__file__).parent / "words"


class Wording:
    """The words of one kind of page.

    Parameters
    ----------
    data
        Nested; a sentence is found by its path with dots, such as ``head.practice``.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def __call__(self, path: str, **values: object) -> str:
        """Return a sentence with its fields filled in.

        Raises
        ------
        KeyError
            If there is no such sentence, or a field is not given.
        """
        return str(self.get(path)).format(**values)

    def get(self, path: str) -> Any:
        """Return what stands at a path: a text, a list or a part of the words."""
        found: Any = self._data
        for step in path.split("."):
            found = found[step]
        return found

    def has(self, path: str) -> bool:
        """Whether there are words at a path."""
        try:
            self.get(path)
        except (KeyError, TypeError):
            return False
        return True

    def counted(self, path: str, count: int, **values: object) -> str:
        """Return the form of a sentence that a count takes, with ``n`` as a word up to nine."""
        form = "one" if count == 1 else "other"
        return self(f"{path}.{form}", n=self.number(count), **values)

    def number(self, count: int) -> str:
        """Return a whole number as prose has it: in letters up to nine."""
        small: Sequence[str] = self.get("numbers")
        return small[count] if 0 <= count < len(small) else f"{count:,}"

    def joined(self, parts: Sequence[str]) -> str:
        """Return parts as one list of prose, such as "a, b and c"."""
        *most, last = parts or ("",)
        return f"{', '.join(most)} {self.get('and')} {last}" if most else last

    def day(self, day: date) -> str:
        """Return a day such as 2 November 2026."""
        return f"{day.day} {self.get('months')[day.month - 1]} {day.year}"

    def duration(self, minutes: int) -> str:
        """Return minutes as hours and minutes, such as "1 hour 15 minutes"."""
        hours, rest = divmod(minutes, 60)
        found = [
            self(f"{unit}.{'one' if count == 1 else 'other'}", n=count)
            for unit, count in (("hours", hours), ("minutes", rest))
            if count
        ]
        return " ".join(found) or self("minutes.other", n=0)


def sentence_case(text: str) -> str:
    """Return a text with a capital at its head."""
    return text[:1].upper() + text[1:]


@cache
def wording(name: str) -> Wording:
    """Return the words of one kind of page, with those that all share."""
    shared: Mapping[str, Any] = read_yaml(WORDS / "shared.yaml").data
    own: Mapping[str, Any] = read_yaml(WORDS / f"{name}.yaml").data
    return Wording({**shared, **own})
