"""Fences that end too early, or not at all: what stands after them is swallowed without a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...exercise import Fault
from .book import Book

_FENCE = re.compile(r"^ {0,3}(?P<fence>(?P<sign>`|:|~)(?P=sign){2,})(?P<info>.*)$")


def check_fences(book: Book, _today: date) -> Iterator[Fault]:
    """Yield directives inside others whose fence is no longer than their own, and fences that never end."""
    for page in book.pages:
        for line, wrong, right in _faults(page.text):
            yield Fault(page.path, line, wrong, right)


def _faults(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what is wrong, what would be right) of a text, read as Markdown readers do."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line)
        if not found:
            continue
        fence, info = found["fence"], found["info"].strip()
        outer = next((one for one in reversed(opened) if one[0][0] == fence[0]), None)
        if not info and outer and len(fence) >= len(outer[0]):
            del opened[opened.index(outer) :]
        elif info.startswith("{") and outer and len(fence) >= len(outer[0]):
            more = outer[0][0] * (len(fence) + 1)
            yield (
                number,
                f"a directive inside that of line {outer[1]} ends it",
                f"{more} around the outer one",
            )
            opened.append((fence, number))
        elif info or not outer:
            opened.append((fence, number))
    for fence, number in opened:
        yield number, "this fence never ends", f"a line {fence} after its body"
