"""What an assessment's cells show of a record: how many answers are saved, and what was written."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .exercise import AnswerError
from .exercise.kinds.reflection import ReflectionItem

if TYPE_CHECKING:
    from .answers import Line

WIDTH = 100
READ_FROM = "The answers to this section are read from answers.jsonl."
NOTHING = "(Nothing is written yet.)"


def saved_text(items: list[str], answers: Mapping[str, Line]) -> str:
    """Return how many of a section's items have a saved answer."""
    return f"Saved answers: {sum(item in answers for item in items)} of {len(items)}"


def written_text(item: ReflectionItem, line: Line | None) -> str:
    """Return the question and the text that is saved for it, for its writer and for its marker."""
    return f"{_wrapped(item.prompt.strip())}\n\n{_wrapped(text_of(item, line) or NOTHING)}"


def text_of(item: ReflectionItem, line: Line | None) -> str:
    """Return the saved text; why it cannot be read, where it cannot; nothing where there is none."""
    if line is None or line.answer is None:
        return ""
    try:
        return str(item.read(line.answer)["text"])
    except AnswerError as error:
        return f"(What is saved cannot be read: {error}.)"


def _wrapped(text: str) -> str:
    """Break long lines, as not every page that shows output does."""
    return "\n".join(textwrap.fill(line, WIDTH) for line in text.splitlines())
