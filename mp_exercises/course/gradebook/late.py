"""nbgrader's late penalties, by the plugin that the course's settings name."""

from __future__ import annotations

from collections.abc import Mapping

from nbgrader.api import SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from .connection import Settings


class LatePenalties:
    """Gives each late submission the penalty that ``nbgrader autograde`` would give it."""

    def __init__(self, settings: Settings) -> None:
        self._rule = AssignLatePenalties(config=settings.config)
        self._rule.init_plugin()

    def __call__(self, connection: Connection, notebooks: Mapping[str, str]) -> None:
        """Write the penalties of some trainees' submissions.

        Parameters
        ----------
        notebooks
            The ``submitted_notebook`` ids by trainee.
        """
        with Session(bind=connection) as session:
            chosen = select(SubmittedNotebook).where(SubmittedNotebook.id.in_(list(notebooks.values())))
            for notebook in session.scalars(chosen):
                notebook.late_submission_penalty = self._penalty(notebook)
            session.flush()

    def _penalty(self, notebook: SubmittedNotebook) -> float | None:
        late = notebook.assignment.total_seconds_late
        if late <= 0:
            return None
        asked = self._rule.plugin_inst.late_submission_penalty(notebook.student.id, notebook.score, late)
        return None if asked is None else self._rule._check_late_penalty(notebook, asked)
