"""Where exercises are found, and how one is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .base import Context
from .framework import Framework, framework
from .model import Exercise
from .source import Source, SourceError, read_yaml, validate

CATALOGUE = Path(__file__).parent.parent / "catalogue"


class UnknownExercise(LookupError):
    """No exercise has this slug; the message names some that exist."""


def context_of(exercise: Exercise, known: Framework) -> Context:
    """Return what the items of an exercise may refer to."""
    return Context(
        lines=frozenset(line.id for line in exercise.transcript),
        competencies=frozenset(known.by_id),
        code_sets={entry.id: [code.id for code in entry.codes] for entry in known.code_sets},
    )


def exercise_from(source: Source, known: Framework | None = None) -> Exercise:
    """Build an exercise from a source, with every cross reference checked.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    known = known or framework()
    exercise = validate(Exercise, source, {"framework": known})
    problems = list(exercise.problems(context_of(exercise, known)))
    if problems:
        raise SourceError(sorted(source.fault(p.path, p.wrong, p.right) for p in problems))
    return exercise


def load_file(file: Path) -> Exercise:
    """Read one exercise file.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    return exercise_from(read_yaml(file))


def files(folder: Path = CATALOGUE) -> list[Path]:
    """Return the exercise files of a folder, by name."""
    return sorted(folder.glob("*.yaml"))


@cache
def load(slug: str) -> Exercise:
    """Return an exercise of the catalogue.

    Raises
    ------
    UnknownExercise
        If there is none with this slug.
    SourceError
        If its file is faulty.
    """
    known = {file.stem: file for file in files()}
    if slug not in known:
        raise UnknownExercise(
            f"there is no exercise {slug!r}; the catalogue has {', '.join(known) or 'none'}"
        )
    return load_file(known[slug])


def everything() -> list[Exercise]:
    """Return every exercise of the catalogue, by slug.

    Raises
    ------
    SourceError
        If a file is faulty.
    """
    return [load(file.stem) for file in files()]
