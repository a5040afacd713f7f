"""One group of files at a time: each record is copied, looked at, matched and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ...plain import shown
from ..folder import RECORD
from ..receipts.receipt import stamp
from .attempts import NOTEBOOK, Attempt, Attempts
from .found import Aside, Refusal
from .groups import Group, Offered
from .layout import Layout
from .limits import MOST_NOTEBOOK_BYTES, MOST_RECORD_BYTES
from .matching import Matcher
from .record import copy, inspect


@dataclass(frozen=True)
class Taken:
    """A record that was taken, or had been before."""

    where: str
    attempt: Attempt
    new: bool


class Intake:
    """Takes records in.

    Parameters
    ----------
    sections
        The slugs of the assessment's sections.
    received
        When all was received, if the assessor says so.
    staging
        A folder on the course's disk for what is half done.

    Attributes
    ----------
    taken
        What was taken so far, in order.
    """

    def __init__(
        self,
        attempts: Attempts,
        matcher: Matcher,
        sections: Collection[str],
        assessment: str,
        received: datetime | None,
        staging: Path,
    ) -> None:
        self.assessment = assessment
        self.taken: list[Taken] = []
        self._attempts = attempts
        self._matcher = matcher
        self._sections = sections
        self._received = received
        self._staging = staging

    def take(self, group: Group, layout: Layout) -> Iterator[Aside | str]:
        """Take each record of a group; yield what is set aside, and what is worth a note."""
        paired = set()
        for record in group.records:
            book = group.notebook_of(record, self.assessment)
            if book is not None:
                paired.add(book.file.parts)
            try:
                yield from self._record(record, book, layout)
            except Refusal as error:
                yield Aside(record.file.where, str(error))
        loose = [book for book in group.notebooks if book.file.parts not in paired]
        if group.records and loose:
            yield (
                f"{loose[0].file.where}: {len(loose)} notebooks left, since it is not clear whose they are; "
                "marks do not need them"
            )

    def _record(self, record: Offered, book: Offered | None, layout: Layout) -> Iterator[str]:
        staged = self._staging / "attempt"
        staged.mkdir(exist_ok=True)
        for left in staged.iterdir():
            left.unlink()
        file = staged / RECORD
        sha256 = copy(record.file, file, MOST_RECORD_BYTES)
        held = inspect(file, sha256, self.assessment, self._sections)
        match = self._matcher.match(record.claims, layout, held.said)
        moment, basis = self._time(record)
        known = self._attempts.same(match.trainee, sha256, basis)
        if known is not None:
            self.taken.append(Taken(record.file.where, known, False))
            return
        if held.damaged:
            yield f"{record.file.where}: {held.damaged} damaged lines; the {held.lines} others count"
        if book is not None:
            yield from self._notebook(book, staged)
        attempt = Attempt(
            assessment=self.assessment,
            trainee=match.trainee,
            time=stamp(moment),
            basis=basis,
            copy=record.claims.copy,
            sha256=sha256,
            size=held.size,
            lines=held.lines,
            damaged=held.damaged,
            source=record.file.where,
            matched=match.how,
            claimed=shown(held.said or ""),
            last=held.last,
            platform_late=record.claims.late,
        )
        self._attempts.keep(attempt, staged)
        self.taken.append(Taken(record.file.where, attempt, True))

    def _time(self, record: Offered) -> tuple[datetime, str]:
        """Return when a record was received, and what that rests on: the best that is known."""
        if self._received is not None:
            return self._received, "received"
        if record.claims.time is not None:
            return record.claims.time, "platform"
        return record.file.time, record.file.basis

    @staticmethod
    def _notebook(book: Offered, staged: Path) -> Iterator[str]:
        """Keep a notebook as it came. It is never read: marks come from the record."""
        try:
            copy(book.file, staged / NOTEBOOK, MOST_NOTEBOOK_BYTES)
        except Refusal as error:
            (staged / NOTEBOOK).unlink(missing_ok=True)
            yield f"{book.file.where}: the notebook is not kept; {error}"
