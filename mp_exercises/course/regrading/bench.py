"""Going through a cohort under other keys: counting who changes, and writing it in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, insert

from ..assessment import Loaded
from ..cohort.worker import store
from ..gradebook.cells import Cells
from ..gradebook.tables import HISTORY
from ..gradebook.writer import Writer
from ..judging import Judge, judge_of
from ..results import results
from .compare import Again, Change, Desk, change_of, marked_again
from .history import Reason, judge_before, rows_of

AT_ONCE = 100

Progress = Callable[[int, int], None]
Judges = tuple[Judge, Judge]
"""By what the reports judge before and after."""


@dataclass
class Regrade:
    """What marking again does, or would do.

    Attributes
    ----------
    total, done
        How many are marked, and how many have been looked at.
    before
        How many had these keys' marks before: nobody, unless a run was stopped.
    same
        How many keep mark and decision.
    changed
        Those who change mark or decision, in order of trainee.
    aside
        Why some cannot be marked again.
    written
        Whether it was done.
    """

    total: int = 0
    done: int = 0
    before: int = 0
    same: int = 0
    changed: list[Change] = field(default_factory=list)
    aside: dict[str, str] = field(default_factory=dict)
    written: bool = False

    @property
    def marks(self) -> list[Change]:
        """Those whose marks change."""
        return [change for change in self.changed if change.changes_mark]

    @property
    def decisions(self) -> list[Change]:
        """Those whose decision changes."""
        return [change for change in self.changed if change.changes_decision]

    def count(self, change: Change) -> None:
        """Count one who has been compared."""
        if change.changes_mark or change.changes_decision:
            self.changed.append(change)
        else:
            self.same += 1


@dataclass(frozen=True)
class Bench:
    """Where a cohort is marked again."""

    engine: Engine
    cells: Cells
    desk: Desk
    regrade: Regrade

    def judges(self, loaded: Loaded) -> Judges:
        """Work out from the whole cohort how it is judged, before and after."""
        digest = self.desk.marking.digest
        now = judge_of(loaded, results(self.engine, self._assessment, self.cells))
        before = judge_before(self.engine, self._assessment, digest, now)
        return before, judge_of(loaded, (one.after for one in self._again()))

    def look(self, judges: Judges, progress: Progress) -> None:
        """Count who would change, and write nothing."""
        for _, change in self._changes(judges, progress):
            self.regrade.count(change)

    def write(self, judges: Judges, reason: Reason, progress: Progress) -> None:
        """Write marks and their history, batch by batch."""
        batch: list[tuple[Again, Change]] = []
        for one, change in self._changes(judges, progress):
            if self._stored(one):
                self.regrade.count(change)
                batch.append((one, change))
            if len(batch) >= AT_ONCE:
                self._save(batch, reason)
                batch = []
        self._save(batch, reason)

    @property
    def _assessment(self) -> str:
        return self.desk.marking.assessment

    def _again(self) -> Iterator[Again]:
        return marked_again(self.desk, results(self.engine, self._assessment, self.cells))

    def _changes(self, judges: Judges, progress: Progress) -> Iterator[tuple[Again, Change]]:
        """Yield all who have other keys' marks, and count the rest."""
        for one in self._again():
            self.regrade.done += 1
            if one.aside:
                self.regrade.aside[one.result.trainee] = one.aside
            elif one.outcome is None:
                self.regrade.before += 1
            else:
                yield one, change_of(one, *judges)
            progress(self.regrade.done, self.regrade.total)

    def _stored(self, one: Again) -> bool:
        """Write the notebook first: it can be written again, and says nothing that the gradebook does not."""
        assert one.outcome is not None
        stored = store(self.desk.course, self._assessment, one.outcome)
        if stored.aside:
            self.regrade.aside[stored.trainee] = stored.aside
        return not stored.aside

    def _save(self, batch: list[tuple[Again, Change]], reason: Reason) -> None:
        """Write marks, penalties and history in one transaction."""
        entries = [one.outcome.entry for one, _ in batch if one.outcome and one.outcome.entry]
        moved = [change.trainee for _, change in batch if change.changes_mark]
        rows = [
            row
            for _, change in batch
            if change.changes_mark or change.changes_decision
            for row in rows_of(change, self._assessment, self.desk.marking.digest, reason)
        ]

        def also(connection: Connection, _notebooks: Mapping[str, str]) -> None:
            if moved:
                self.desk.late(connection, moved)
            if rows:
                connection.execute(insert(HISTORY), rows)

        Writer(self.engine, self._assessment, self.cells).save(entries, also)
