"""The notebook of an assessment: what the trainee sees, and cells that stock nbgrader marks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from string import Template
from typing import Any

import yaml

from ..exercise import Exercise
from ..exercise.kinds.reflection import ReflectionItem
from ..marking import mark
from .assessment import Loaded
from .folder import TEMPLATES

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
MOST_ID = 64

Cell = dict[str, Any]


def notebook_text(loaded: Loaded) -> str:
    """Return the text of the source notebook; the same definition always gives the same text.

    Notes
    -----
    A section's marks come from one test cell, whose last expression is the mark. The call that
    makes it is a hidden test: nbgrader takes it out of the release and puts it back to mark, and
    it holds no key. What a person marks is a task cell below a locked cell that prints the text:
    nbgrader never scores a task cell, so that it always waits in formgrader.
    """
    data = {"cells": list(_cells(loaded)), "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cells(loaded: Loaded) -> Iterator[Cell]:
    assessment = loaded.assessment
    cut = _fill("cut-provisional" if assessment.cut.provisional else "cut-set")
    yield _markdown(
        "welcome",
        _fill("welcome", title=assessment.title, intro=assessment.told, minutes=assessment.minutes, cut=cut),
    )
    for number, section in enumerate(loaded.keyed, 1):
        yield from _section_cells(assessment.slug, number, section)


def _section_cells(assessment: str, number: int, section: Exercise) -> Iterator[Cell]:
    here, names = section.slug, {"assessment": assessment, "section": section.slug}
    heading = _fill(
        "section", number=number, title=section.title, summary=section.summary, minutes=section.minutes
    )
    yield _markdown(f"{here}__heading", heading)
    yield _code(f"{here}__sit", _fill("sit", **names))
    most = mark(section, {}).most
    if most:
        yield _code(here, _fill("marks", **names, points=repr(most)), points=most)
    for item in section.items:
        if isinstance(item, ReflectionItem):
            yield _code(f"{here}__text__{item.id}", _fill("written", **names, item=item.id))
            yield _task(f"{here}__task__{item.id}", item)


@cache
def _templates() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load((TEMPLATES / "cells.yaml").read_text(encoding="utf-8"))
    return texts


def _fill(template: str, **values: object) -> str:
    return Template(_templates()[template]).substitute(values).strip()


def _cell(kind: str, name: str, text: str, metadata: Cell) -> Cell:
    return {
        "cell_type": kind,
        "id": _cell_id(name),
        "metadata": metadata,
        "source": text.splitlines(keepends=True),
    }


def _markdown(name: str, text: str) -> Cell:
    return _cell("markdown", name, text, {})


def _code(grade_id: str, text: str, *, points: float | None = None) -> Cell:
    cell = _cell("code", grade_id, text, _locked(grade_id, points=points))
    return {**cell, "execution_count": None, "outputs": []}


def _task(grade_id: str, item: ReflectionItem) -> Cell:
    rubric = "\n".join(
        _fill("criterion", title=criterion.name, levels=_levels(criterion.levels))
        for criterion in item.rubric
    )
    text = _fill("task", points=f"{item.points:g}", rubric=rubric)
    return _cell("markdown", grade_id, text, _locked(grade_id, points=item.points, task=True))


def _levels(levels: tuple[str, ...]) -> str:
    return "\n".join(f"  - {number}: {level}" for number, level in enumerate(levels))


def _locked(grade_id: str, *, points: float | None = None, task: bool = False) -> Cell:
    """Return the metadata of a cell that trainees neither change nor delete."""
    grading: Cell = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": points is not None and not task,
        "solution": False,
        "locked": True,
        "task": task,
    }
    if points is not None:
        grading["points"] = points
    return {"nbgrader": grading, "deletable": False, "editable": False}


def _cell_id(name: str) -> str:
    """Return an id within the notebook format's length."""
    if len(name) <= MOST_ID:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{name[: MOST_ID - 13]}-{digest}"
