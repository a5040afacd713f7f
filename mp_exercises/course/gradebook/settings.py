"""nbgrader's settings of a course, as its own commands load them."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from ..folder import CONFIG, Course, CourseError


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


def refusal(settings: Settings, error: Exception) -> CourseError:
    """Return what a gradebook's refusal is to whoever reads it."""
    where = settings.db_url.split("@")[-1]
    why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return CourseError(
        f"the gradebook {where} says: {why}; what was saved before stands, so mend that and run again"
    )
