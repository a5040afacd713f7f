"""Writing a batch of marked submissions: nbgrader's rows and ours, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, insert, select, update

from .anew import Void, rewritten, take_back
from .cells import Cells
from .entry import Entry, Known
from .tables import RESULT
from .theirs import (
    COMMENT,
    GRADE,
    STUDENT,
    SUBMISSION,
    SUBMITTED,
    new_id,
)

Rows = list[dict[str, Any]]


def known_records(engine: Engine, assessment: str, cells: Cells, trainees: Sequence[str]) -> dict[str, Known]:
    """Return what the given trainees' results came from, where nbgrader's gradebook still has them."""
    query = (
        select(RESULT.c.trainee, RESULT.c.record, RESULT.c.marking, SUBMISSION.c.timestamp)
        .join(SUBMISSION, SUBMISSION.c.student_id == RESULT.c.trainee)
        .where(SUBMISSION.c.assignment_id == cells.assignment)
        .where(RESULT.c.assessment == assessment, RESULT.c.trainee.in_(trainees))
    )
    with engine.connect() as connection:
        return {trainee: Known(*rest) for trainee, *rest in connection.execute(query)}


def marked_by_others(engine: Engine, assessment: str, marking: str) -> dict[str, str]:
    """Return the digest of the record of each trainee whose result came from other keys than a digest's."""
    query = select(RESULT.c.trainee, RESULT.c.record).where(
        RESULT.c.assessment == assessment, RESULT.c.marking != marking
    )
    with engine.connect() as connection:
        return dict(connection.execute(query).all())


class Writer:
    """Writes batches; each is there whole or not at all."""

    def __init__(self, engine: Engine, assessment: str, cells: Cells) -> None:
        self._engine = engine
        self._assessment = assessment
        self._cells = cells

    def save(
        self, batch: Sequence[Entry], also: Callable[[Connection, Mapping[str, str]], None] | None = None
    ) -> None:
        """Save a batch.

        Parameters
        ----------
        also
            Called in the same transaction, with each trainee's ``submitted_notebook`` id.
        """
        if not batch:
            return
        with self._engine.begin() as connection:
            notebooks = self._notebooks(connection, batch)
            self._grades(connection, batch, notebooks, self._others(connection, batch))
            self._results(connection, batch)
            if also is not None:
                also(connection, notebooks)

    def _notebooks(self, connection: Connection, batch: Sequence[Entry]) -> dict[str, str]:
        """Make sure of students and submissions, and return each trainee's notebook id."""
        trainees = [entry.trainee for entry in batch]
        there = set(connection.scalars(select(STUDENT.c.id).where(STUDENT.c.id.in_(trainees))))
        _insert(connection, STUDENT, [{"id": name} for name in trainees if name not in there])
        submissions = self._submissions(connection, batch)
        query = select(SUBMITTED.c.assignment_id, SUBMITTED.c.id).where(
            SUBMITTED.c.assignment_id.in_(list(submissions.values())),
            SUBMITTED.c.notebook_id == self._cells.notebook,
        )
        notebooks = dict(connection.execute(query).all())
        rows: Rows = [
            {"id": new_id(), "assignment_id": key, "notebook_id": self._cells.notebook}
            for key in submissions.values()
            if key not in notebooks
        ]
        _insert(connection, SUBMITTED, [{**row, "flagged": False} for row in rows])
        self._comments(connection, [row["id"] for row in rows])
        notebooks.update({row["assignment_id"]: row["id"] for row in rows})
        return {trainee: notebooks[key] for trainee, key in submissions.items()}

    def _submissions(self, connection: Connection, batch: Sequence[Entry]) -> dict[str, str]:
        query = select(SUBMISSION.c.student_id, SUBMISSION.c.id).where(
            SUBMISSION.c.assignment_id == self._cells.assignment,
            SUBMISSION.c.student_id.in_([entry.trainee for entry in batch]),
        )
        there: dict[str, str] = dict(connection.execute(query).all())
        fresh = [entry for entry in batch if entry.trainee not in there]
        rows: Rows = [
            {
                "id": new_id(),
                "assignment_id": self._cells.assignment,
                "student_id": entry.trainee,
                "timestamp": entry.submitted,
            }
            for entry in fresh
        ]
        _insert(connection, SUBMISSION, rows)
        again = [
            {"key": there[entry.trainee], "timestamp": entry.submitted}
            for entry in batch
            if entry.trainee in there and entry.submitted is not None
        ]
        if again:
            connection.execute(update(SUBMISSION).where(SUBMISSION.c.id == bindparam("key")), again)
        there.update({row["student_id"]: row["id"] for row in rows})
        return there

    def _others(self, connection: Connection, batch: Sequence[Entry]) -> dict[tuple[str, str], str]:
        """Return the answers that were handed in again, by trainee and cell, with the record before."""
        query = select(RESULT.c.trainee, RESULT.c.record, RESULT.c.detail).where(
            RESULT.c.assessment == self._assessment,
            RESULT.c.trainee.in_([entry.trainee for entry in batch]),
        )
        now = {entry.trainee: entry for entry in batch}
        return {
            (trainee, cell): record
            for trainee, record, detail in connection.execute(query)
            if record != now[trainee].record
            for cell in rewritten(detail, now[trainee].detail)
        }

    def _grades(
        self,
        connection: Connection,
        batch: Sequence[Entry],
        notebooks: Mapping[str, str],
        others: Mapping[tuple[str, str], str],
    ) -> None:
        query = select(GRADE.c.id, GRADE.c.notebook_id, GRADE.c.cell_id, GRADE.c.manual_score).where(
            GRADE.c.notebook_id.in_([notebooks[entry.trainee] for entry in batch])
        )
        there = {(row.notebook_id, row.cell_id): row for row in connection.execute(query)}
        new: Rows = []
        changed: Rows = []
        void: list[Void] = []
        for entry in batch:
            notebook = notebooks[entry.trainee]
            for name, cell in [*self._cells.graded.items(), *self._cells.tasks.items()]:
                score = entry.scores.get(name)
                old = there.get((notebook, cell))
                if old is None:
                    new.append(_grade(notebook, cell, score))
                    continue
                marked = old.manual_score is not None
                if score is not None:
                    # As nbgrader does: where a person overruled the mark, they are asked to look again.
                    changed.append({"key": old.id, "auto_score": score, "needs_manual_grade": marked})
                elif marked and (entry.trainee, name) in others:
                    void.append(Void(entry, old.id, name, old.manual_score, others[entry.trainee, name]))
        _insert(connection, GRADE, new)
        if changed:
            connection.execute(update(GRADE).where(GRADE.c.id == bindparam("key")), changed)
        take_back(connection, self._assessment, _now(), void)

    def _comments(self, connection: Connection, notebooks: Iterable[str]) -> None:
        rows: Rows = [
            {"id": new_id(), "notebook_id": notebook, "cell_id": cell}
            for notebook in notebooks
            for cell in self._cells.commented
        ]
        _insert(connection, COMMENT, rows)

    def _results(self, connection: Connection, batch: Sequence[Entry]) -> None:
        trainees = [entry.trainee for entry in batch]
        connection.execute(
            RESULT.delete().where(RESULT.c.assessment == self._assessment, RESULT.c.trainee.in_(trainees))
        )
        at = _now()
        _insert(connection, RESULT, [self._result(entry, at) for entry in batch])

    def _result(self, entry: Entry, at: str) -> dict[str, Any]:
        return {
            "assessment": self._assessment,
            "trainee": entry.trainee,
            "record": entry.record,
            "marking": entry.marking,
            "at": at,
            "damaged": entry.damaged,
            "points": entry.points,
            "most": entry.most,
            "detail": entry.detail,
        }


def _grade(notebook: str, cell: str, score: float | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "notebook_id": notebook,
        "cell_id": cell,
        "auto_score": score,
        "needs_manual_grade": score is None,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _insert(connection: Connection, table: Any, rows: Rows) -> None:
    if rows:
        connection.execute(insert(table), rows)
