"""The gradebook's database, as the course's settings name it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError, SQLAlchemyError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from ..folder import CONFIG, Course, CourseError
from .tables import OURS
from .theirs import GRADE

BUSY_SECONDS = 30


@dataclass(frozen=True)
class Settings:
    """nbgrader's settings of a course.

    Attributes
    ----------
    config
        As nbgrader's own commands load it.
    """

    course: Course
    config: Config

    @property
    def db_url(self) -> str:
        """The address of the gradebook."""
        root = self.config.CourseDirectory.get("root", str(self.course.root))
        return str(self.config.CourseDirectory.get("db_url", f"sqlite:///{root}/gradebook.db"))

    @property
    def course_id(self) -> str:
        """The course's name in the gradebook."""
        return str(self.config.CourseDirectory.get("course_id", ""))


def settings_of(course: Course) -> Settings:
    """Load a course's settings.

    Raises
    ------
    CourseError
        If the settings file cannot be run.
    """
    root = course.root.resolve()
    if str(root) not in sys.path:
        # A late penalty plugin lies beside the settings: nbgrader's commands run there, and find it.
        sys.path.insert(0, str(root))
    try:
        config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    except Exception as error:  # the file is the assessor's own Python: anything can go wrong in it
        raise CourseError(
            f"{root / CONFIG} cannot be used: {error}; compare it with that of a new course"
        ) from error
    return Settings(Course(root), config)


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
        where = settings.db_url.split("@")[-1]
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise CourseError(
            f"the gradebook {where} says: {why}; what was saved before stands, so mend that and run again"
        ) from error
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
