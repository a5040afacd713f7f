"""One report of all checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..exercise import Exercise, Fault, Source, SourceError, files, framework
from ..instruments import FORMS
from ..place import NoSource, source_root
from ..workshop.sessions import FOLDER as PLANS
from ..workshop.sessions import session_files
from .exercises import baseline_faults, baselines_of, duplicate_faults, faults_of, read_exercises
from .instruments import instrument_faults, instrument_files
from .inventory import inventory
from .kept import Kept, kept_file
from .sessions import session_faults
from .wording import wording_faults

if TYPE_CHECKING:
    from ..course.assessment import Loaded
    from ..handbook.style import Style


@dataclass(frozen=True)
class Shown:
    """What to print besides faults: what guessing earns, how easy pages are to read, what there is."""

    baselines: bool = False
    reading: bool = False
    count: bool = False


@dataclass
class Report:
    """What was found: faults, lines to print, and counts."""

    faults: list[Fault] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    exercises: list[Exercise] = field(default_factory=list)
    assessments: list[Loaded] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept)

    @property
    def summary(self) -> str:
        """Return one closing line."""
        counted = ", ".join(f"{number} {name}" for name, number in self.counts.items())
        return f"{counted}: {len(set(self.faults))} faults"


def check_all(
    root: Path | None, today: date, only: Sequence[Path] = (), shown: Shown | None = None
) -> Report:
    """Check all content below ``root``, or only some files of exercises and assessments.

    Parameters
    ----------
    root
        The folder of the handbook's source; None to check ``only`` the files given.
    today
        The day against which review dates are checked.
    """
    shown = shown or Shown()
    report = Report(kept=Kept(kept_file()))
    try:
        framework()
    except SourceError as error:
        report.faults.extend(error.faults)
        return report
    style = _style(root)
    courses = graded(only)
    plans = [path for path in only if path.absolute().parent == PLANS]
    sheets = [path for path in only if path.absolute().parent == FORMS]
    exercises = [path for path in only if _course_of(path) not in courses and path not in (*plans, *sheets)]
    _check_sessions(report, plans if only else session_files(), today, style)
    _check_instruments(report, sheets if only else instrument_files(), today, style)
    if exercises or not only:
        _check_exercises(report, exercises or files(), today, style, shown.baselines)
    for folder, names in courses.items():
        _check_course(report, folder, today, style, shown.baselines, names)
    if root is not None:
        _check_course(report, root / "course", today, style, shown.baselines)
        _check_pages(report, root, today, shown.reading)
    report.kept.save()
    if shown.count:
        forms = (report.counts.get(name, 0) for name in ("assessments", "second forms"))
        report.lines.extend(inventory(report.exercises, report.assessments, *forms).lines())
    return report


def graded(paths: Sequence[Path]) -> dict[Path, set[str]]:
    """Return the assessments that some files belong to, as names by their course's folder.

    A file is one of an assessment by where it stands: in ``assessments/`` or in ``keys/`` beside it.
    """
    found: dict[Path, set[str]] = {}
    for path in paths:
        folder = _course_of(path)
        if path.absolute().parent.name in ("assessments", "keys") and (folder / "assessments").is_dir():
            found.setdefault(folder, set()).add(path.stem)
    return found


def _course_of(path: Path) -> Path:
    """Return the folder that would be the course of an assessment's file."""
    folder = path.parent.parent
    return folder if path.parent.name else path.absolute().parent.parent


def _style(root: Path | None) -> Style | None:
    """Return the house style; where it is missing or faulty, the check of pages says so."""
    from ..handbook.style import read_style

    try:
        return read_style((root or source_root()) / "book")
    except (NoSource, SourceError):
        return None


def _check_exercises(
    report: Report, paths: Sequence[Path], today: date, style: Style | None, show: bool
) -> None:
    found: list[tuple[Source, Exercise]] = []
    for entry in read_exercises(paths):
        if isinstance(entry, Fault):
            report.faults.append(entry)
            continue
        found.append(entry)
        report.faults.extend(faults_of(*entry, today))
        if style is not None:
            report.faults.extend(wording_faults(entry[0], style))
        add_baselines(report, *entry, show)
    report.faults.extend(duplicate_faults(found))
    report.exercises = [exercise for _, exercise in found]
    report.counts["exercises"] = len(paths)


def add_baselines(report: Report, source: Source, exercise: Exercise, show: bool) -> None:
    """Add what guessing earns on one exercise to the report."""
    earned = report.kept.baselines([exercise], None, lambda: baselines_of(exercise))
    report.faults.extend(baseline_faults(source, earned))
    if show:
        marks = "  ".join(f"{entry.strategy} {entry.mean:+.2f}" for entry in earned)
        luck = next((entry.passing for entry in earned if entry.strategy == "random"), 0.0)
        report.lines.append(f"{exercise.slug}: {marks}  random passes {luck:.1%}")


def _check_sessions(report: Report, paths: Sequence[Path], today: date, style: Style | None) -> None:
    """Check session plans for workshops."""
    if paths:
        report.faults.extend(session_faults(paths, today, style))
        report.counts["session plans"] = len(paths)


def _check_instruments(report: Report, paths: Sequence[Path], today: date, style: Style | None) -> None:
    """Check instruments and their translations."""
    if paths:
        report.faults.extend(instrument_faults(paths, today, style))
        report.counts["instruments"] = len(paths)


def _check_course(
    report: Report,
    folder: Path,
    today: date,
    style: Style | None,
    show: bool,
    only: set[str] | None = None,
) -> None:
    """Check a graded course, where this copy has one."""
    if not folder.is_dir():
        return
    from ..course.check import check_course

    check_course(report, folder, today, show, only)
    if style is not None:
        for loaded in report.assessments:
            for source in (loaded.source, loaded.keys_source):
                report.faults.extend(wording_faults(source, style))


def _check_pages(report: Report, root: Path, today: date, show: bool) -> None:
    from ..handbook.check import check_book, reading_table
    from ..handbook.checks.book import page_files, read_book

    book = read_book(root)
    report.faults.extend(check_book(book, today))
    report.counts["pages"] = len(page_files(book.folder))
    if show:
        report.lines.extend(reading_table(book))
