"""Checks of exercise files, beyond what the model itself refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from ..exercise import Exercise, Fault, Source, SourceError, exercise_from, read_yaml
from ..marking import Baseline, baselines

LONGEST_CASE_LINE = 4000


def read_exercises(paths: Iterable[Path]) -> Iterator[tuple[Source, Exercise] | Fault]:
    """Yield each file's source and exercise, or its faults."""
    for path in paths:
        try:
            source = read_yaml(path)
            yield source, exercise_from(source)
        except SourceError as error:
            yield from error.faults


def faults_of(source: Source, exercise: Exercise, today: date) -> Iterator[Fault]:
    """Yield the faults of one readable practice exercise, its baselines apart."""
    yield from review_faults(source, exercise, today)
    if exercise.slug != source.file.stem:
        yield source.fault(("slug",), f"slug {exercise.slug!r} in {source.file.name}", "the file's name")
    for place, item in enumerate(exercise.items):
        if item.secret is None:
            yield source.fault(
                ("items", place), f"item {item.id!r} has no key", "a key, as practice needs one"
            )


class Reviewed(Protocol):
    """Content that is reviewed now and then."""

    @property
    def reviewed(self) -> date:
        """When it was last reviewed."""

    def review_due(self) -> date:
        """Return the day by which it must be reviewed again."""


def review_faults(source: Source, content: Reviewed, today: date) -> Iterator[Fault]:
    """Yield a fault for a review that is overdue, or dated in the future."""
    if content.reviewed > today:
        yield source.fault(("reviewed",), f"reviewed on {content.reviewed}, in the future", "the day it was")
    elif content.review_due() < today:
        yield source.fault(("reviewed",), f"review was due on {content.review_due()}", "a review since then")


def duplicate_faults(found: Iterable[tuple[Source, Exercise]]) -> Iterator[Fault]:
    """Yield a fault for each slug that two files use."""
    seen: dict[str, Path] = {}
    for source, exercise in found:
        if exercise.slug in seen:
            other = seen[exercise.slug].name
            yield source.fault(("slug",), f"slug {exercise.slug!r} is also in {other}", "a slug of its own")
        seen[exercise.slug] = source.file


def baseline_faults(source: Source, found: Iterable[Baseline]) -> Iterator[Fault]:
    """Yield a fault for each way of guessing that earns too much."""
    for entry in found:
        if entry.limit:
            yield source.fault(
                ("items",),
                f"answering {entry.strategy} earns {entry.mean:+.2f} and passes {entry.passing:.0%}",
                f"{entry.limit}: reorder, reword or add options",
            )


def baselines_of(exercise: Exercise) -> list[Baseline]:
    """Return the baselines of an exercise that has its keys."""
    return list(baselines(exercise)) if exercise.keyed else []
