"""The files of a cohort: submissions to mark, and the marked notebooks that nbgrader shows."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ...plain import MOST_ID, is_id
from ..disk import write_whole
from ..folder import Course

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})

READ_ONLY = 0o444


def trainees_of(course: Course, assessment: str) -> list[str]:
    """Return whoever has something for an assessment in ``submitted/``, by name."""
    folder = course.root / "submitted"
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    return sorted(name for name in names if _there(folder / name / assessment))


def _there(place: Path) -> bool:
    """Whether there is anything; also where the system does not let us look, so that it is reported."""
    try:
        place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def unsafe(course: Course, trainee: str, assessment: str) -> str:
    """Return why a trainee's folder cannot be used; nothing where it can."""
    if not is_id(trainee):
        return (
            f"the folder's name is no trainee's id; rename it, with at most {MOST_ID} letters, digits "
            "and . _ - @ between them"
        )
    for folder in (course.root / "submitted" / trainee, submission(course, trainee, assessment)):
        try:
            kind = folder.lstat().st_mode
        except OSError as error:
            return f"the folder cannot be read: {error.strerror}"
        if not stat.S_ISDIR(kind):
            what = "a link" if stat.S_ISLNK(kind) else "no folder"
            return f"the submission is {what}; put a folder with the record there"
    return ""


def submission(course: Course, trainee: str, assessment: str) -> Path:
    """Return a submission's folder."""
    return course.root / "submitted" / trainee / assessment


def link_in(folder: Path) -> str:
    """Return the path of a link somewhere in a submission; nothing where there is none."""
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            place = Path(above, name)
            if place.is_symlink():
                return str(place.relative_to(folder))
    return ""


def marked_notebook(course: Course, trainee: str, assessment: str) -> Path:
    """Return where nbgrader looks for a marked notebook."""
    return course.root / "autograded" / trainee / assessment / f"{assessment}.ipynb"


def batches(names: list[str], size: int) -> Iterator[list[str]]:
    """Yield names in lists of at most ``size``."""
    for start in range(0, len(names), size):
        yield names[start : start + size]


def write_notebook(course: Course, trainee: str, assessment: str, text: str) -> str:
    """Write a marked notebook whole or not at all, read-only as nbgrader leaves it.

    Returns
    -------
    str
        Why it was not written; nothing where it was.

    Raises
    ------
    OSError
        If the disk is full: that is no submission's fault.
    """
    file = marked_notebook(course, trainee, assessment)
    for folder in (file.parent.parent, file.parent):
        if folder.is_symlink():
            return f"autograded/{folder.relative_to(course.root / 'autograded')} is a link; take it away"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode(), mode=READ_ONLY, sync=False)
    except OSError as error:
        if error.errno in FULL:
            raise
        return f"the marked notebook could not be written: {error.strerror}"
    return ""
