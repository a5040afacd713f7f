"""The gradebook's database, as the course's settings name it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError, SQLAlchemyError

from .asks import BUSY_SECONDS
from .settings import Settings, refusal
from .tables import OURS
from .theirs import GRADE


@contextlib.contextmanager
def gradebook_of(settings: Settings) -> Iterator[Engine]:
    """Open the gradebook's database, with nbgrader's tables and ours.

    Raises
    ------
    CourseError
        If the database cannot be reached, or says no in the middle of the work.
    """
    engine = None
    try:
        engine = engine_of(settings.db_url)
        if not inspect(engine).has_table(GRADE.name):
            _make_tables(settings)
        make_ours(engine)
        yield engine
    except (SQLAlchemyError, ImportError) as error:
        raise refusal(settings, error) from error
    finally:
        if engine is not None:
            engine.dispose()


def engine_of(url: str) -> Engine:
    """Connect to a gradebook; SQLite waits for formgrader's short locks, as PostgreSQL does by itself."""
    return create_engine(url, connect_args={"timeout": BUSY_SECONDS} if url.startswith("sqlite") else {})


def make_ours(engine: Engine) -> None:
    """Make our tables where they are not there.

    Of several who begin at once, one makes each table; the others fail at it, and find it when they
    look again.
    """
    for _ in OURS.tables:
        with contextlib.suppress(OperationalError, ProgrammingError, IntegrityError):
            return OURS.create_all(engine)
    return OURS.create_all(engine)


def _make_tables(settings: Settings) -> None:
    """Let nbgrader make a new gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(settings.db_url, settings.course_id):
        pass
