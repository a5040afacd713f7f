"""One report of all checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..exercise import Exercise, Fault, Source, SourceError, files, framework
from .exercises import baseline_faults, baselines_of, duplicate_faults, faults_of, read_exercises


@dataclass
class Report:
    """What was found: faults, lines to print, and counts."""

    faults: list[Fault] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """Return one closing line."""
        counted = ", ".join(f"{number} {name}" for name, number in self.counts.items())
        return f"{counted}: {len(set(self.faults))} faults"


def check_all(
    root: Path | None, today: date, only: Sequence[Path] = (), *, show_baselines: bool = False
) -> Report:
    """Check all content below ``root``, or only some exercise files.

    Parameters
    ----------
    root
        The folder of the handbook's source; None to check ``only`` the files given.
    today
        The day against which review dates are checked.
    """
    report = Report()
    try:
        framework()
    except SourceError as error:
        report.faults.extend(error.faults)
        return report
    _check_exercises(report, list(only) or files(), today, show_baselines)
    if root is not None:
        _check_course(report, root, today, show_baselines)
        _check_pages(report, root, today)
    return report


def _check_exercises(report: Report, paths: Sequence[Path], today: date, show: bool) -> None:
    found: list[tuple[Source, Exercise]] = []
    for entry in read_exercises(paths):
        if isinstance(entry, Fault):
            report.faults.append(entry)
            continue
        found.append(entry)
        report.faults.extend(faults_of(*entry, today))
        add_baselines(report, *entry, show)
    report.faults.extend(duplicate_faults(found))
    report.counts["exercises"] = len(paths)


def add_baselines(report: Report, source: Source, exercise: Exercise, show: bool) -> None:
    """Add what guessing earns on one exercise to the report."""
    earned = baselines_of(exercise)
    report.faults.extend(baseline_faults(source, earned))
    if show:
        marks = "  ".join(f"{entry.strategy} {entry.mean:+.2f}" for entry in earned)
        luck = next((entry.passing for entry in earned if entry.strategy == "random"), 0.0)
        report.lines.append(f"{exercise.slug}: {marks}  random passes {luck:.1%}")


def _check_course(report: Report, root: Path, today: date, show: bool) -> None:
    """Check the graded course, where this copy has one."""
    if not (root / "course").is_dir():
        return
    from ..course.check import check_course

    check_course(report, root / "course", today, show)


def _check_pages(report: Report, root: Path, today: date) -> None:
    from ..handbook.check import check_pages

    report.faults.extend(check_pages(root, today))
    report.counts["pages"] = len(list((root / "book").rglob("*.md")))
