"""The files of a cohort: submissions to mark, and the marked notebooks that nbgrader shows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..folder import Course

MOST_NAME = 128
_SAFE = re.compile(r"[^\x00-\x1f\x7f/\\]+")
READ_ONLY = 0o444


def trainees_of(course: Course, assessment: str) -> list[str]:
    """Return whoever has a folder for an assessment in ``submitted/``, by name."""
    folder = course.root / "submitted"
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    return sorted(name for name in names if (folder / name / assessment).is_dir())


def unsafe(course: Course, trainee: str, assessment: str) -> str:
    """Return why a trainee's folder cannot be used; nothing where it can."""
    if len(trainee) > MOST_NAME or not _SAFE.fullmatch(trainee):
        return f"the folder's name is no trainee's id; rename it, with at most {MOST_NAME} plain characters"
    folder = course.root / "submitted" / trainee
    if folder.is_symlink() or (folder / assessment).is_symlink():
        return "the folder is a link; put the submission itself there"
    return ""


def submission(course: Course, trainee: str, assessment: str) -> Path:
    """Return a submission's folder."""
    return course.root / "submitted" / trainee / assessment


def marked_notebook(course: Course, trainee: str, assessment: str) -> Path:
    """Return where nbgrader looks for a marked notebook."""
    return course.root / "autograded" / trainee / assessment / f"{assessment}.ipynb"


def batches(names: list[str], size: int) -> Iterator[list[str]]:
    """Yield names in lists of at most ``size``."""
    for start in range(0, len(names), size):
        yield names[start : start + size]


def replace(file: Path, text: str) -> None:
    """Write a file whole or not at all, read-only as nbgrader leaves it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    # A lone surrogate in a trainee's text has no UTF-8.
    fresh.write_bytes(text.encode("utf-8", errors="replace"))
    fresh.chmod(READ_ONLY)
    fresh.replace(file)
