"""The built assessment with its keys: what marks are made from, apart from every notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from ..exercise import Exercise
from ..marking import ExerciseMark, mark_record
from .folder import Course, enclosing_course
from .incoming import read_record

if TYPE_CHECKING:
    from .assessment import Loaded


class Unbuilt(LookupError):
    """There is no key to mark with; the message says what to do."""


def marking_text(loaded: Loaded) -> str:
    """Return the text of the marking file."""
    data = {
        "assessment": loaded.assessment.slug,
        "sections": [section.data() for section in loaded.keyed],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def keyed_sections(file: Path) -> dict[str, Exercise]:
    """Return the sections with their keys by slug.

    Raises
    ------
    Unbuilt
        If the file is missing or damaged, or the keys are sealed.
    """
    try:
        return sections_of(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise Unbuilt(_what_to_do(file)) from error


def sections_of(text: str) -> dict[str, Exercise]:
    """Return the sections of a marking file's text, with their keys, by slug."""
    sections = [Exercise.model_validate(entry) for entry in json.loads(text)["sections"]]
    return {section.slug: section for section in sections}


def _what_to_do(file: Path) -> str:
    course, slug = Course(file.parent.parent), file.name.split(".")[0]
    if course.is_sealed(slug):
        return (
            f"the keys of {slug!r} are sealed; run: mp keys open {course.root}, then mp course build {slug}"
        )
    return f"{file} cannot be used; run: mp course build {slug}"


def marked(assessment: str, section: str, folder: Path) -> ExerciseMark:
    """Mark one section of the record in a submission's folder.

    Raises
    ------
    Unbuilt
        If the course that the folder lies in has no key for it.
    Unreadable
        If something else than a record stands in its place.
    """
    course = enclosing_course(folder)
    if course is None:
        raise Unbuilt(f"{folder} lies in no course with keys; mark inside a folder from: mp course new DIR")
    file = course.marking_file(assessment)
    sections = keyed_sections(file)
    if section not in sections:
        raise Unbuilt(f"{file} has no section {section!r}; run: mp course build {assessment}")
    return mark_record(sections[section], read_record(folder).lines)
