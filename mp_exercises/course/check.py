"""Checks of the graded course: its files, its blueprints, and what guessing would earn."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking.exercises import baseline_faults, review_faults
from ..exercise import STRATEGIES, Exercise, Fault, SourceError, Strategy
from ..marking import Baseline, answers_of, baselines, mark
from .assessment import Loaded, part, read_assessment
from .folder import REPLACED, SECOND, Course, first_form
from .parallel import form_faults, parallel_faults

if TYPE_CHECKING:
    from ..checking.report import Report

MOST_LUCK = 0.02
"""The largest share of random answerers that may reach an assessment's cut."""

TRIALS = 400


def check_course(
    report: Report, folder: Path, today: date, show: bool, only: Collection[str] | None = None
) -> None:
    """Add what is wrong with the assessments in a folder, and with their keys, to a report.

    Parameters
    ----------
    folder
        Holds ``assessments/`` and ``keys/``.
    today
        The day against which review dates are checked.
    show
        Whether to add a line for each section's baselines.
    only
        The names of some assessments, to check no others.
    """
    files = sorted((folder / "assessments").glob("*.yaml"))
    chosen = [file for file in files if only is None or file.stem in only]
    slugs = {file.stem for file in files}
    for file in chosen:
        if Course(folder).is_sealed(file.stem):
            report.faults.append(Fault(file, 1, "the keys are sealed", "to open them: mp keys open"))
            continue
        try:
            loaded = read_assessment(file, folder / "keys" / file.name)
        except SourceError as error:
            report.faults.extend(error.faults)
            continue
        report.assessments.append(loaded)
        report.faults.extend(review_faults(loaded.source, loaded.keyed[0], today))
        report.faults.extend(form_faults(loaded, slugs))
        _check_guessing(report, loaded, show)
    keys = {key.name for key in (folder / "keys").glob("*.yaml") if REPLACED not in key.name}
    if only is not None:
        keys = {key for key in keys if Path(key).stem in only}
    for stray in keys - {file.name for file in files}:
        report.faults.append(Fault(folder / "keys" / stray, 1, "keys of no assessment", "to remove them"))
    seconds = sum(first_form(file.stem, slugs) is not None for file in chosen)
    for name, count in (("assessments", len(chosen) - seconds), ("second forms", seconds)):
        if count:
            report.counts[name] = report.counts.get(name, 0) + count
    _check_forms(report, folder, {file.stem for file in chosen})


def _check_forms(report: Report, folder: Path, chosen: Collection[str]) -> None:
    """Compare the two forms of each assessment of which one at least is among those chosen."""
    known = {entry.assessment.slug: entry for entry in report.assessments}
    for file in sorted((folder / "assessments").glob(f"*{SECOND}.yaml")):
        slug, other = file.stem, file.with_name(f"{file.stem.removesuffix(SECOND)}.yaml")
        if not other.is_file() or not {slug, other.stem} & set(chosen):
            continue
        first, second = (known.get(one.stem) or _read(folder, one.name) for one in (other, file))
        if first is None or second is None:
            faulty = other if first is None else file
            wrong = f"the forms cannot be compared, since {faulty.name} or its keys cannot be read"
            report.faults.append(Fault(file, 1, wrong, "to mend those first"))
        elif second.assessment.parallel_to is not None:
            report.faults.extend(parallel_faults(first, second))


def _read(folder: Path, name: str) -> Loaded | None:
    """Return an assessment; None where it is faulty, which is told when it is checked itself."""
    try:
        return read_assessment(folder / "assessments" / name, folder / "keys" / name)
    except SourceError:
        return None


def _check_guessing(report: Report, loaded: Loaded, show: bool) -> None:
    for place, section in enumerate(loaded.keyed):
        earned = report.kept.baselines([section], None, partial(baselines, section))
        report.faults.extend(baseline_faults(part(loaded.source, ("sections", place)), earned))
        if show and earned:
            report.lines.append(f"{section.slug}: {_summary(earned)}")
    cut = loaded.assessment.cut.value
    whole = report.kept.baselines(loaded.keyed, cut, lambda: guessing(loaded.keyed, cut))
    for entry in whole:
        if entry.limit:
            report.faults.append(
                loaded.source.fault(
                    ("cut", "value"),
                    f"answering {entry.strategy} earns {entry.mean:.2f} and passes {entry.passing:.1%}",
                    entry.limit,
                )
            )
    if show:
        report.lines.append(f"{loaded.assessment.slug} (cut {cut:.2f}): {_summary(whole)}")


def guessing(sections: Sequence[Exercise], cut: float, trials: int = TRIALS) -> Iterator[Baseline]:
    """Yield what each way of guessing earns on a whole assessment, and how often it passes.

    Parameters
    ----------
    sections
        With their keys.

    Notes
    -----
    As in a real mark, a section never earns less than nothing. Points that a person gives are left
    out, so that the guesser is compared with the cut on what guessing can reach.
    """
    most = sum(mark(section, {}).most for section in sections)
    for strategy in STRATEGIES:
        rng = random.Random(f"{sections[0].slug} {strategy}")
        runs = trials if strategy == "random" else 1
        marks = [_earned(sections, strategy, rng) / most for _ in range(runs)]
        passing = sum(value >= cut for value in marks) / runs
        allowed = MOST_LUCK if strategy == "random" else 0.0
        limit = f"a pass for at most {allowed:.0%} of guessers: raise the cut" if passing > allowed else ""
        yield Baseline(strategy, sum(marks) / runs, passing, limit)


def _earned(sections: Sequence[Exercise], strategy: Strategy, rng: random.Random) -> float:
    return sum(mark(section, answers_of(section, strategy, rng)).points for section in sections)


def _summary(earned: Sequence[Baseline]) -> str:
    marks = "  ".join(f"{entry.strategy} {entry.mean:+.2f}" for entry in earned)
    luck = next((entry.passing for entry in earned if entry.strategy == "random"), 0.0)
    return f"{marks}  random passes {luck:.1%}"
