"""The marks as a CSV file, as ``nbgrader export`` writes it: no name becomes a formula or a column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import CsvExportPlugin

from ..plain import cell
from .holding import refuse_moderated

DEFAULT = "grades.csv"
HEADS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
"""nbgrader's own columns, in its order."""


class SafeCsvExport(CsvExportPlugin):  # type: ignore[misc]
    """Takes the place of nbgrader's CSV, which puts names in as they are.

    A spreadsheet would run a name that begins as a formula does, and a comma or a line end in a name would
    put other marks into the columns after it.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write a row for each trainee and assessment that is asked for, in UTF-8.

        Parameters
        ----------
        gradebook
            nbgrader's, opened.

        Raises
        ------
        CourseError
            If a second marking holds the results of an assessment that is asked for; nothing is written then.
        """
        for assignment in _chosen(gradebook.assignments, "name", self.assignment):
            if any(one.name == assignment.name for one in assignment.notebooks):
                refuse_moderated(gradebook.engine, assignment.name)
        file = Path(self.to or DEFAULT)
        self.log.info("Exporting grades to %s", file)
        with file.open("w", encoding="utf-8", newline="") as opened:
            table = csv.writer(opened, lineterminator="\n")
            table.writerow(HEADS)
            for assignment in _chosen(gradebook.assignments, "name", self.assignment):
                for student in _chosen(gradebook.students, "id", self.student):
                    table.writerow(_row(gradebook, assignment, student))


def _chosen(entries: list[Any], name: str, wanted: list[Any]) -> Iterator[Any]:
    """Yield the entries that were asked for; all where none was."""
    names = {str(one) for one in wanted}
    return (entry for entry in entries if not names or getattr(entry, name) in names)


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> list[str | float]:
    try:
        found = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        when, raw, penalty = None, 0.0, 0.0
    else:
        when, raw, penalty = found.timestamp, found.score, found.late_submission_penalty
    texts = (student.id, student.last_name, student.first_name, student.email)
    return [
        *(_text(value) for value in (assignment.name, assignment.duedate, when, *texts)),
        raw,
        penalty,
        max(0.0, raw - penalty),
        assignment.max_score,
    ]


def _text(value: object) -> str:
    return "" if value is None else cell(str(value))
