"""What the panel's spreadsheets look like, and what may stand in their cells, from a YAML file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ...exercise import read_yaml, validate
from ...exercise.base import Strict, Text
from .cells import Cell, shown

FORMS = Path(__file__).with_name("forms.yaml")

NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(%?)")


class Titles(Strict):
    """The names of sheets."""

    judgements: Text
    grades: Text
    guide: Text


class Labels(Strict):
    """The lines above the table."""

    assessment: Text
    form: Text
    round: Text


class Columns(Strict):
    """The columns before the judges'."""

    section: Text
    item: Text
    points: Text
    question: Text


class GradeColumns(Strict):
    """The columns of the examiners' grades."""

    trainee: Text
    grade: Text
    score: Text


class Answers(Strict):
    """What says yes, no, and that a judge abstains."""

    yes: tuple[Text, ...]
    no: tuple[Text, ...]
    abstain: tuple[Text, ...]


class Grade(Strict):
    """One global grade."""

    number: float
    word: Text
    also: tuple[Text, ...] = ()


class Forms(Strict):
    """All of it."""

    titles: Titles
    labels: Labels
    columns: Columns
    grade_columns: GradeColumns
    forms: tuple[Text, ...]
    answers: Answers
    unnamed: Text
    grades: Annotated[tuple[Grade, ...], Field(min_length=3)]
    borderline: float
    guides: dict[str, tuple[Text, ...]]


@cache
def forms() -> Forms:
    """Return the forms, checked."""
    return validate(Forms, read_yaml(FORMS))


def plain(text: str) -> str:
    """Return text as it is compared: small letters, single spaces."""
    return " ".join(text.casefold().split())


class Unreadable(ValueError):
    """A cell that says nothing usable; carries what is wrong and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        self.wrong, self.right = wrong, right
        super().__init__(f"{wrong}; right would be {right}")


def yes_or_no(cell: Cell, what: str) -> float:
    """Return 1 for yes, 0 for no, NaN where a judge abstains.

    Raises
    ------
    Unreadable
        If it is none of these.
    """
    right = "yes or no, or n/a where the judge cannot judge the item"
    text = _readable(cell, what, right)
    answers = forms().answers
    for entries, value in ((answers.yes, 1.0), (answers.no, 0.0), (answers.abstain, float("nan"))):
        if text in entries:
            return value
    raise Unreadable(f"{what} is {shown(cell.text)}", right)


def share_of(cell: Cell, what: str, *, may_abstain: bool) -> float:
    """Return a percentage as a share from 0 to 1, NaN where a judge abstains.

    Raises
    ------
    Unreadable
        If it is no percentage, or could be a share as well.
    """
    right = "a percentage from 0 to 100" + (
        ", or n/a where the judge cannot judge the item" if may_abstain else ""
    )
    text = _readable(cell, what, right)
    if may_abstain and text in forms().answers.abstain:
        return float("nan")
    number, marked = _percentage(cell, text)
    if number is None or not 0 <= number <= 100:
        raise Unreadable(f"{what} is {shown(cell.text)}", right)
    if 0 < number <= 1 and not marked:
        wrong = f"{what} is {number:g}, which may be a share or a percentage"
        raise Unreadable(wrong, f"{100 * number:g}, or {number:g}%")
    return number / 100


def _percentage(cell: Cell, text: str) -> tuple[float | None, bool]:
    """Return the number that a cell says, and whether it says that it is a percentage."""
    if isinstance(cell.value, bool):
        return None, False
    if isinstance(cell.value, float):
        return (cell.value * 100, True) if cell.percent else (cell.value, False)
    found = NUMBER.fullmatch(text)
    return (float(found[1].replace(",", ".")), bool(found[2])) if found else (None, False)


def grade_of(cell: Cell) -> float:
    """Return a global grade as its number.

    Raises
    ------
    Unreadable
        If it is none.
    """
    listed = ", ".join(f"{grade.number:g} {grade.word}" for grade in forms().grades)
    text = _readable(cell, "the grade", f"one of {listed}")
    for grade in forms().grades:
        names = {plain(grade.word), *map(plain, grade.also), f"{grade.number:g}"}
        if text in names or text == f"{grade.number:g} {plain(grade.word)}":
            return grade.number
    raise Unreadable(f"the grade is {shown(cell.text)}", f"one of {listed}")


def _readable(cell: Cell, what: str, right: str) -> str:
    if cell.bad:
        raise Unreadable(f"{what} is {cell.bad}", f"its value: {right}")
    if cell.blank:
        raise Unreadable(f"{what} is blank", right)
    return plain(cell.text)
