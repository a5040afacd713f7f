"""What two people do at the same time: one of them is first, and the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from ..folder import CourseError


@contextmanager
def first_or_told(engine: Engine, told: str) -> Iterator[Connection]:
    """Yield a connection on which all is written or nothing.

    Parameters
    ----------
    told
        What to say where somebody else has written the same rows meanwhile.

    Raises
    ------
    CourseError
        If somebody else was first.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except IntegrityError as error:
        raise CourseError(told) from error
