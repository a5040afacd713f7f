"""``sit``: one section of a graded assessment in the trainee's notebook, without its key.

What a marking cell also calls (``saved``, ``written``) imports no widget and says nothing on stderr.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..answers import Line, Record, RecordError

if TYPE_CHECKING:
    from .widget import Player

RECORD = "answers.jsonl"
MARKING = "NBGRADER_EXECUTION"
"""Set by nbgrader where it runs a notebook for itself, with nobody to answer."""


class NoSection(LookupError):
    """The assessment's file is not beside the notebook, or has no such section."""


def sit(assessment: str, section: str, *, record: str | Path | Record = RECORD) -> Player | None:
    """Return a player for one section of an assessment; in a notebook, the last line of a cell shows it.

    Parameters
    ----------
    assessment
        The name of the assessment; its questions are in ``ASSESSMENT.json`` beside the notebook.
    section
        The slug of the section.
    record
        Where answers are kept; by default ``answers.jsonl`` beside the notebook.

    Returns
    -------
    Player or None
        None where nbgrader runs the notebook: no one answers there, and marks come from the record.

    Raises
    ------
    NoSection
        If the questions are not there.
    """
    data = _section(assessment, section)
    if os.environ.get(MARKING):
        from ..shown import READ_FROM

        print(READ_FROM)
        return None
    from ..exercise import Exercise
    from .widget import play

    return play(Exercise.model_validate(data), record=record, mode="graded")


def saved(assessment: str, section: str) -> None:
    """Print how many items of a section have a saved answer."""
    from ..shown import saved_text

    items = [item["id"] for item in _section(assessment, section)["items"]]
    print(saved_text(items, _answers(section)))


def written(assessment: str, section: str, item: str) -> None:
    """Print the text that is saved for a reflection, for its writer and for its marker."""
    from ..exercise.kinds.reflection import ReflectionItem
    from ..shown import written_text

    items = _section(assessment, section)["items"]
    question = ReflectionItem.model_validate(next(entry for entry in items if entry["id"] == item))
    print(written_text(question, _answers(section).get(item)))


def _section(assessment: str, section: str) -> dict[str, Any]:
    """Return the plain definition of a section."""
    file = Path(f"{assessment}.json")
    try:
        sections = json.loads(file.read_text(encoding="utf-8"))["sections"]
        found: dict[str, dict[str, Any]] = {entry["slug"]: entry for entry in sections}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoSection(f"{file} is not beside this notebook, or is damaged; copy it here again") from error
    if section not in found:
        raise NoSection(f"{file} has no section {section!r}; it has {', '.join(found)}")
    return found[section]


def _answers(section: str) -> dict[str, Line]:
    """Return the last answer to each item; none where the record cannot be read."""
    try:
        reading = Record(RECORD).read()
    except RecordError:
        return {}
    return {item: line for (slug, item), line in reading.latest().items() if slug == section}
