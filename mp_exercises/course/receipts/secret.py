"""The secret with which a course's receipts are made."""

from __future__ import annotations

import secrets

from ..disk import PRIVATE, add_lines, write_whole
from ..folder import Course, CourseError

LENGTH = 32
NAME = "receipt.key"


def secret(course: Course) -> bytes:
    """Return the course's secret.

    Raises
    ------
    CourseError
        If there is none, or it is not whole.
    """
    file = course.keys / NAME
    try:
        found = file.read_bytes()
    except FileNotFoundError as error:
        raise CourseError(
            f"{file} is not there, and without it no receipt can be checked; restore it from a backup"
        ) from error
    if len(found) != LENGTH:
        raise CourseError(f"{file} is damaged; restore it from a backup")
    return found


def secret_or_new(course: Course) -> bytes:
    """Return the course's secret, made now where no receipt was ever given.

    Raises
    ------
    CourseError
        If it is lost or damaged.

    Notes
    -----
    It is random, readable by its owner only, kept out of git, and never sealed: whoever has it can
    forge receipts, and nobody who only reads a repository needs it.
    """
    file = course.keys / NAME
    if not file.exists() and not any(course.receipts.glob("*.jsonl")):
        add_lines(course.keys / ".gitignore", [NAME])
        write_whole(file, secrets.token_bytes(LENGTH), mode=PRIVATE)
    return secret(course)
