"""The gradebook's database, as the course's settings name it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from ..folder import CONFIG, Course, CourseError
from .tables import OURS

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

    @cached_property
    def _folder(self) -> CourseDirectory:
        return CourseDirectory(config=self.config)

    @property
    def db_url(self) -> str:
        """The address of the gradebook."""
        return str(self._folder.db_url)

    @property
    def course_id(self) -> str:
        """The course's name in the gradebook."""
        return str(self._folder.course_id)

    def submission_time(self, folder: str) -> Any:
        """Return when a submission was handed in, as nbgrader reads it; None where nothing says so."""
        return self._folder.get_existing_timestamp(folder)


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
        with Gradebook(settings.db_url, settings.course_id):
            pass
        engine = create_engine(settings.db_url, connect_args=_patience(settings.db_url))
        OURS.create_all(engine)
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


def _patience(url: str) -> dict[str, int]:
    """Let SQLite wait for formgrader's short locks, as PostgreSQL does by itself."""
    return {"timeout": BUSY_SECONDS} if url.startswith("sqlite") else {}
