"""What takes the place of nbgrader's own steps, so that ``nbgrader autograde`` starts no kernel.

A course's settings name these in nbgrader's lists. `Rebuild` stands for all that sanitises, and
`MarkRecord` for all that executes and scores.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy import Engine

from .cohort.files import link_in, submission
from .cohort.loading import load_marking
from .cohort.one import Marking
from .cohort.other_keys import refuse_other_keys
from .cohort.worker import Job, Outcome, marked, take
from .folder import Course, CourseError
from .gradebook.cells import cells_of
from .gradebook.connection import engine_of, make_ours
from .gradebook.writer import Writer
from .holding import refuse_moderated

Resources = dict[str, Any]


class Rebuild(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts the released notebook in the place of whatever the trainee sent."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the released notebook.

        Raises
        ------
        CourseError
            If there is a link in the submission: nbgrader copies what it leads to, such as keys, into the
            folder of feedback. It takes that away again from a submission that it refuses.
        """
        about = resources["nbgrader"]
        link = link_in(submission(Course(Path.cwd()), about["student"], about["assignment"]))
        if link:
            raise CourseError(f"{about['student']}: {link} is a link; put the file itself there")
        with _connected(about["db_url"]) as engine:
            marking = _marking(engine, about["assignment"])
        return _notebook(marking.sheet.filled(lambda _name, _place: [])), resources


class MarkRecord(NbGraderPreprocessor):  # type: ignore[misc]
    """Reads the answers as data, writes the marks, and shows them where nbgrader's own run would."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mark the trainee's record.

        Raises
        ------
        CourseError
            If the record cannot be marked, or other keys marked it: nbgrader then refuses the submission,
            and says why.
        """
        about = resources["nbgrader"]
        assessment = about["assignment"]
        with _connected(about["db_url"]) as engine:
            cells = cells_of(engine, assessment)
            marking = _marking(engine, assessment)
            make_ours(engine)
            refuse_other_keys(engine, Course(Path.cwd()), marking, [about["student"]])
            outcome = _marked(marking, about["student"])
            if outcome.entry is None:
                raise CourseError(f"{about['student']}: {outcome.aside}")
            Writer(engine, assessment, cells).save([outcome.entry])
        return _notebook(outcome.notebook), resources


class HoldBack(NbGraderPreprocessor):  # type: ignore[misc]
    """Lets no page of feedback be made while a second marking holds the results."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook as it is.

        Raises
        ------
        CourseError
            If the results are held: nbgrader then writes no page, and says why.
        """
        about = resources["nbgrader"]
        with _connected(about["db_url"]) as engine:
            refuse_moderated(engine, about["assignment"])
        return nb, resources


def _marked(marking: Marking, trainee: str) -> Outcome:
    taken = take(Course(Path.cwd()), marking, Job(trainee))
    return taken if isinstance(taken, Outcome) else marked(marking, trainee, *taken)


@contextlib.contextmanager
def _connected(url: str) -> Iterator[Engine]:
    """Connect for one step."""
    engine = engine_of(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _marking(engine: Engine, assessment: str) -> Marking:
    """Return what marks an assessment: nbgrader works in the course's folder."""
    return load_marking(Course(Path.cwd()), assessment, engine, cells_of(engine, assessment))


def _notebook(text: str) -> NotebookNode:
    notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    return notebook
