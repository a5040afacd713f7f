"""Marking an assessment again: look first, then write marks, history and key."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert

from ..assessment import Loaded, read_assessment
from ..build import replace_text
from ..built import marking_text
from ..cohort.loading import marking_from
from ..cohort.one import Marking
from ..cohort.worker import store
from ..folder import REPLACED, Course, CourseError
from ..gradebook.connection import gradebook_of, settings_of
from ..gradebook.tables import HISTORY
from ..gradebook.writer import Cells, Writer, cells_of
from ..judging import judge_of
from ..results import count_of, results
from .compare import Change, changes

AT_ONCE = 100

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reason:
    """Who marks again, and why: it is kept with every mark that changes."""

    who: str
    why: str


@dataclass
class Regrade:
    """What marking again does, or would do.

    Attributes
    ----------
    changed
        Those who change mark, in order of trainee; without what would be written.
    same, aside
        How many keep their marks; why some cannot be marked again.
    written
        Whether it was done.
    """

    total: int = 0
    same: int = 0
    changed: list[Change] = field(default_factory=list)
    aside: dict[str, str] = field(default_factory=dict)
    written: bool = False

    @property
    def decisions(self) -> list[Change]:
        """Those whose decision changes."""
        return [change for change in self.changed if change.changes_decision]


def remark(
    course: Course,
    assessment: str,
    keys: Path,
    *,
    write: Reason | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Regrade:
    """Compare what everybody has with what other keys give, and write it if there is a reason to.

    Parameters
    ----------
    keys
        The corrected keys, a file like ``keys/ASSESSMENT.yaml``.
    write
        Who does it and why; without, nothing is written.

    Raises
    ------
    CourseError
        If nobody is marked, or somebody's record cannot be marked again.
    SourceError
        If the corrected keys are faulty.
    """
    settings = settings_of(course)
    course = settings.course
    loaded = read_assessment(course.assessments / f"{assessment}.yaml", keys)
    with gradebook_of(settings) as engine:
        cells = cells_of(engine, assessment)
        total = count_of(engine, assessment)
        if not total:
            raise CourseError(
                f"nobody is marked for {assessment!r} yet; run: mp mark {course.root} {assessment}"
            )
        marking = marking_from(course, assessment, engine, cells, marking_text(loaded))
        judge = judge_of(loaded, results(engine, assessment, cells))
        found = changes(course, marking, judge, results(engine, assessment, cells))
        regrade = Regrade(total=total)
        if write is None:
            for change in _counted(found, regrade, progress):
                del change
        else:
            _write(_Desk(course, engine, marking, cells, write), found, regrade, progress)
            _install(course, assessment, loaded, keys)
            regrade.written = True
    return regrade


def _counted(found: Iterator[Change], regrade: Regrade, progress: Progress) -> Iterator[Change]:
    for done, change in enumerate(found, 1):
        if change.aside:
            regrade.aside[change.trainee] = change.aside
        elif change.changes_mark:
            regrade.changed.append(_light(change))
        else:
            regrade.same += 1
        progress(done, regrade.total)
        yield change


def _light(change: Change) -> Change:
    """Drop what is written, so that a list of changes stays small."""
    return Change(change.trainee, change.sections, change.old, change.new, change.old_band, change.new_band)


@dataclass(frozen=True)
class _Desk:
    """What writing a batch needs."""

    course: Course
    engine: Engine
    marking: Marking
    cells: Cells
    reason: Reason


def _write(desk: _Desk, found: Iterator[Change], regrade: Regrade, progress: Progress) -> None:
    batch: list[Change] = []
    for change in _counted(found, regrade, progress):
        if change.outcome is not None:
            batch.append(change)
        if len(batch) >= AT_ONCE:
            _save(desk, batch)
            batch = []
    _save(desk, batch)


def _save(desk: _Desk, batch: list[Change]) -> None:
    """Write marks and their history in one transaction; notebooks first, as they can be written again."""
    outcomes = [change.outcome for change in batch if change.outcome is not None]
    for outcome in outcomes:
        store(desk.course, desk.marking.assessment, outcome)
    entries = [outcome.entry for outcome in outcomes if outcome.entry is not None]
    rows = [row for change in batch for row in _history(desk, change)]

    def also(connection: Connection, _notebooks: Mapping[str, str]) -> None:
        if rows:
            connection.execute(insert(HISTORY), rows)

    Writer(desk.engine, desk.marking.assessment, desk.cells).save(entries, also)


def _history(desk: _Desk, change: Change) -> Iterator[dict[str, Any]]:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for cell, (old, new) in change.sections.items():
        yield {
            "assessment": desk.marking.assessment,
            "trainee": change.trainee,
            "cell": cell,
            "at": at,
            "who": desk.reason.who,
            "why": desk.reason.why,
            "old": old,
            "new": new,
            "old_decision": change.old_band,
            "new_decision": change.new_band,
            "old_marking": change.marking,
            "new_marking": desk.marking.digest,
        }


def _install(course: Course, assessment: str, loaded: Loaded, keys: Path) -> None:
    """Put the corrected keys where the course's keys are, and keep those that they replace."""
    here = course.keys / f"{assessment}.yaml"
    if keys.resolve() != here.resolve():
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        shutil.copyfile(here, here.with_name(f"{assessment}{REPLACED}{stamp}.yaml"))
        replace_text(here, keys.read_text(encoding="utf-8"))
    replace_text(course.marking_file(assessment), marking_text(loaded))
