"""nbgrader's late penalties, by the plugin that the course's settings name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from nbgrader.api import SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import Connection, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ..folder import CourseError
from .connection import Settings
from .writer import ASSIGNMENT, SUBMISSION, SUBMITTED, Cells


class LatePenalties:
    """Gives each late submission the penalty that ``nbgrader autograde`` would give it.

    Raises
    ------
    CourseError
        If the settings' plugin cannot be used.
    """

    def __init__(self, settings: Settings, cells: Cells) -> None:
        self._cells = cells
        try:
            self._rule = AssignLatePenalties(config=settings.config)
            self._rule.init_plugin()
        except Exception as error:  # the plugin is the assessor's own Python: anything can go wrong in it
            raise CourseError(
                f"the late penalty plugin cannot be used: {error}; mend it, and run again"
            ) from error

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

    def _penalty(self, notebook: SubmittedNotebook) -> float | None:
        late = notebook.assignment.total_seconds_late
        if late <= 0:
            return None
        try:
            asked = self._rule.plugin_inst.late_submission_penalty(notebook.student.id, notebook.score, late)
            return None if asked is None else self._rule._check_late_penalty(notebook, asked)
        except SQLAlchemyError:
            raise
        except Exception as error:  # as above
            raise CourseError(
                f"the late penalty plugin fails on {notebook.student.id}: {error}; mend it, and run again"
            ) from error
