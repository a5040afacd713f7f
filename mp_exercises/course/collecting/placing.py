"""The attempt that counts, where nbgrader looks for it: with the released notebook, never a trainee's."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from ..folder import RECORD, Course, CourseError
from ..incoming import MOST_RECORD_BYTES, Unreadable, plain_bytes
from .attempts import Attempt, Attempts

TIMESTAMP = "timestamp.txt"


class Released:
    """The files that trainees were given.

    Parameters
    ----------
    course, assessment
        Of which.

    Attributes
    ----------
    sections
        The slugs of the assessment's sections.

    Raises
    ------
    CourseError
        If the assessment has not been released.
    """

    def __init__(self, course: Course, assessment: str) -> None:
        folder = course.release(assessment)
        try:
            names = (f"{assessment}.ipynb", f"{assessment}.json")
            self.files = {name: (folder / name).read_bytes() for name in names}
            definition = json.loads(self.files[names[1]])
            self.sections = frozenset(section["slug"] for section in definition["sections"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CourseError(
                f"{folder} has not what trainees were given; run: nbgrader generate_assignment {assessment}"
            ) from error


class Placer:
    """Puts attempts into ``submitted/``.

    Parameters
    ----------
    staging
        A folder on the same disk, for what is half done.
    """

    def __init__(self, course: Course, attempts: Attempts, released: Released, staging: Path) -> None:
        self._course = course
        self._attempts = attempts
        self._released = released
        self._staging = staging

    def place(self, attempt: Attempt) -> bool:
        """Put an attempt in place, and return whether anything had to be changed.

        Raises
        ------
        CourseError
            If a record stands there that was not collected.
        """
        folder = self._course.submitted(attempt.trainee, attempt.assessment)
        small = {**self._released.files, TIMESTAMP: _timestamp(attempt)}
        if self._stands(folder, attempt, small):
            return False
        self._refuse_unknown(folder, attempt.trainee)
        fresh = self._staging / "submitted"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, data in small.items():
            (fresh / name).write_bytes(data)
        shutil.copyfile(self._attempts.record(attempt), fresh / RECORD)
        self._swap(folder, fresh)
        return True

    def withdraw(self, trainee: str, assessment: str) -> bool:
        """Take away what is in place where no attempt counts, and return whether there was something."""
        folder = self._course.submitted(trainee, assessment)
        if not os.path.lexists(folder / RECORD):
            return False
        self._refuse_unknown(folder, trainee)
        self._swap(folder, None)
        return True

    def _stands(self, folder: Path, attempt: Attempt, small: dict[str, bytes]) -> bool:
        if folder.parent.is_symlink() or folder.is_symlink() or not folder.is_dir():
            return False
        if {file.name for file in folder.iterdir()} != {*small, RECORD}:
            return False
        try:
            if any(plain_bytes(folder / name, len(data)) != data for name, data in small.items()):
                return False
            return _digest(folder) == attempt.sha256
        except Unreadable:
            return False

    def _refuse_unknown(self, folder: Path, trainee: str) -> None:
        """Never take away a record of which there is no other copy."""
        for place in (folder.parent, folder):
            if place.is_symlink():
                raise CourseError(f"{place} is a link; put a folder there, or nothing")
        try:
            sha256 = _digest(folder)
        except Unreadable as error:
            raise CourseError(f"{folder}: {error}") from error
        known = {attempt.sha256 for attempt in self._attempts.by_trainee.get(trainee, ())}
        if sha256 is not None and sha256 not in known:
            raise CourseError(
                f"{folder / RECORD} came another way; collect it first: "
                f"mp collect COURSE ASSESSMENT {folder.parent}"
            )

    def _swap(self, folder: Path, fresh: Path | None) -> None:
        """Put a folder in another's place in two renames; the next run mends a stop between them."""
        old = self._staging / "old"
        shutil.rmtree(old, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            folder.rename(old)
        if fresh is not None:
            fresh.rename(folder)
        elif not any(folder.parent.iterdir()):
            folder.parent.rmdir()
        shutil.rmtree(old, ignore_errors=True)


def _timestamp(attempt: Attempt) -> bytes:
    """Return a time in nbgrader's own form."""
    return attempt.moment.strftime("%Y-%m-%d %H:%M:%S.%f UTC").encode()


def _digest(folder: Path) -> str | None:
    """Return the digest of the record in a folder; None where there is none."""
    data = plain_bytes(folder / RECORD, MOST_RECORD_BYTES)
    return None if data is None else hashlib.sha256(data).hexdigest()
