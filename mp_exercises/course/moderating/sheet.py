"""What a second marker is given: questions, rubrics and texts under code numbers, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import yaml

from ...exercise import Exercise
from ...exercise.kinds.reflection import Criterion, ReflectionItem
from ...player.text_form import TextForm, text_form
from ..folder import Course
from .draws import Drawn

WORDS = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True)
class Answer:
    """One answer. It has no writer and no mark, so that no sheet made from it can have any."""

    code: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question with the answers to mark.

    Attributes
    ----------
    number
        From 1, in the assessment's order; it stays the same whatever was drawn.
    notices
        What a strong answer may notice; nothing where the key is left out.
    case
        The section as the trainees had it.
    """

    number: int
    section: str
    item: str
    title: str
    prompt: str
    points: float
    least: int
    most: int
    rubric: tuple[Criterion, ...]
    notices: tuple[str, ...]
    case: TextForm
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Sheet:
    """All that goes to the second marker."""

    assessment: str
    title: str
    number: int
    questions: tuple[Question, ...]


@cache
def words() -> dict[str, Any]:
    """Return the words of the sheet and its page."""
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


def filled(text: str, **values: object) -> str:
    """Return words with what they leave open filled in."""
    return Template(text).substitute(values)


def sheet_of(
    assessment: str, title: str, sections: Iterable[Exercise], rows: Sequence[Drawn], *, key: bool
) -> Sheet:
    """Return the sheet of a draw.

    Parameters
    ----------
    sections
        With their keys.
    rows
        Of one draw.
    key
        Whether the second marker sees what a strong answer may notice.
    """
    asked = [
        (section, item) for section in sections for item in section.items if isinstance(item, ReflectionItem)
    ]
    found = []
    for number, (section, item) in enumerate(asked, 1):
        mine = [row for row in rows if (row.section, row.item) == (section.slug, item.id)]
        if mine:
            found.append(_question(number, section, item, mine, key=key))
    return Sheet(assessment, title, max(row.number for row in rows), tuple(found))


def place_of(course: Course, sheet: Sheet, ending: str) -> Path:
    """Return where a sheet's file stands."""
    return (
        course.root / "moderation" / sheet.assessment / f"{sheet.assessment}-second-{sheet.number}.{ending}"
    )


def _question(
    number: int, section: Exercise, item: ReflectionItem, rows: Sequence[Drawn], *, key: bool
) -> Question:
    answers = sorted((Answer(row.code, row.text) for row in rows), key=lambda answer: answer.code)
    return Question(
        number=number,
        section=section.slug,
        item=item.id,
        title=section.title,
        prompt=item.prompt.strip(),
        points=item.points,
        least=item.least,
        most=item.most,
        rubric=item.rubric,
        notices=item.key.notices if key and item.key else (),
        case=text_form(section.without_keys(), "graded"),
        answers=tuple(answers),
    )
