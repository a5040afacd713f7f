"""One command at a time where a course's files are put in place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from .folder import Course, CourseError

LOCK = ".mp.lock"


@contextmanager
def alone(course: Course) -> Iterator[None]:
    """Hold the course's lock; the system lets go of it however the process ends.

    Raises
    ------
    CourseError
        If another command holds it.
    """
    lock = FileLock(course.root / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise CourseError(f"another command is at work in {course.root}; wait until it has ended") from error
    try:
        yield
    finally:
        lock.release()
