"""nbgrader's late penalties, by the plugin that the course's settings name."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ..folder import CourseError
from .cells import Cells
from .settings import Settings
from .theirs import ASSIGNMENT, SUBMISSION, SUBMITTED

if TYPE_CHECKING:
    from nbgrader.api import SubmittedNotebook


class LatePenalties:
    """Gives each late submission the penalty that ``nbgrader autograde`` would give it.

    Nobody is late in most runs, and nbgrader is not loaded before somebody is.
    """

    def __init__(self, settings: Settings, cells: Cells) -> None:
        self._cells = cells
        self._settings = settings

    @cached_property
    def _rule(self) -> Any:
        try:
            from nbgrader.preprocessors import AssignLatePenalties

            rule = AssignLatePenalties(config=self._settings.config)
            rule.init_plugin()
        except Exception as error:  # the plugin is the assessor's own Python: anything can go wrong in it
            raise CourseError(
                f"the late penalty plugin cannot be used: {error}; mend it, and run again"
            ) from error
        return rule

    def __call__(self, connection: Connection, trainees: Collection[str]) -> None:
        """Write the penalties of some trainees' submissions.

        Raises
        ------
        CourseError
            If the plugin fails.
        """
        notebooks = list(connection.scalars(self._concerned(trainees)))
        if not notebooks:
            return
        from nbgrader.api import SubmittedNotebook

        with Session(bind=connection) as session:
            for notebook in session.scalars(
                select(SubmittedNotebook).where(SubmittedNotebook.id.in_(notebooks))
            ):
                penalty = self._penalty(notebook)
                if penalty != notebook.late_submission_penalty:
                    notebook.late_submission_penalty = penalty
            session.flush()

    def _concerned(self, trainees: Collection[str]) -> Any:
        """Return a query for those who were late, before any extension, or had a penalty before."""
        return (
            select(SUBMITTED.c.id)
            .join(SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
            .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id)
            .where(SUBMITTED.c.notebook_id == self._cells.notebook, SUBMISSION.c.student_id.in_(trainees))
            .where(
                or_(
                    SUBMISSION.c.timestamp > ASSIGNMENT.c.duedate,
                    SUBMISSION.c.extension.is_not(None),
                    SUBMITTED.c.late_submission_penalty.is_not(None),
                )
            )
        )

    def asked(self, trainee: str, score: float, late: float) -> float | None:
        """Return the penalty of one trainee; None where there is none.

        Parameters
        ----------
        score
            Points before it.
        late
            Seconds after the deadline.

        Raises
        ------
        CourseError
            If the plugin fails.
        """
        if late <= 0:
            return None
        try:
            asked = self._rule.plugin_inst.late_submission_penalty(trainee, score, late)
            penalty: float | None = None
            if asked is not None:
                penalty = self._rule._check_late_penalty(SimpleNamespace(score=score), asked)
        except (CourseError, SQLAlchemyError):
            raise
        except Exception as error:  # as above
            raise CourseError(
                f"the late penalty plugin fails on {trainee}: {error}; mend it, and run again"
            ) from error
        return penalty

    def _penalty(self, notebook: SubmittedNotebook) -> float | None:
        return self.asked(notebook.student.id, notebook.score, notebook.assignment.total_seconds_late)
