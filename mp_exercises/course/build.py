"""Build an assessment: its source notebook, its public definition, and the file that marks come from."""

from __future__ import annotations

import json
from pathlib import Path

from .built import marking_text
from .folder import RECORD, Course, CourseError
from .notebook import notebook_text


def build(course: Course, slug: str) -> list[Path]:
    """Write an assessment's files and return them.

    Raises
    ------
    CourseError
        If the course has no such assessment, or a record stands where the notebook goes.
    SourceError
        If the definition or its keys are faulty.
    """
    loaded = course.load(slug)
    folder = course.source(slug)
    if (folder / RECORD).exists():
        raise CourseError(
            f"{folder / RECORD} would take the place of every trainee's answers; move it elsewhere"
        )
    texts = {
        folder / f"{slug}.ipynb": notebook_text(loaded),
        folder / f"{slug}.json": json.dumps(loaded.assessment.public(), ensure_ascii=False, indent=1) + "\n",
        course.marking_file(slug): marking_text(loaded),
    }
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_text(file, text)
    return list(texts)


def replace_text(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)
