"""A session plan by the clock: when each step begins and ends, and what it is taken from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..exercise import Exercise, load
from .plan import Step
from .sessions import Session, sessions


@dataclass(frozen=True)
class Slot:
    """One step of a session.

    Attributes
    ----------
    start, end
        Minutes from the beginning.
    exercise
        Which the step is taken from; None for a pause.
    """

    start: int
    end: int
    step: Step
    exercise: Exercise | None

    @property
    def asked(self) -> str:
        """What the wall says or asks; nothing where it shows a transcript."""
        if self.step.item is None or self.exercise is None:
            return self.step.title
        return self.exercise.item(self.step.item).prompt


def timetable(session: Session) -> Iterator[Slot]:
    """Yield the steps of a session in order, with the debrief as the last."""
    start = 0
    for step in session.plan.steps:
        end = start + (step.minutes or 0)
        yield Slot(start, end, step, load(step.exercise) if step.exercise else None)
        start = end


def exercises_of(session: Session) -> tuple[Exercise, ...]:
    """Return the exercises that a session uses, each once, in their order."""
    return tuple(load(slug) for slug in session.plan.slugs())


def session_named(slug: str) -> Session:
    """Return the session plan with this slug.

    Raises
    ------
    LookupError
        If there is none; the message names those that there are.
    """
    known = {session.slug: session for session in sessions()}
    if slug not in known:
        raise LookupError(f"there is no session plan {slug!r}; right would be one of {', '.join(known)}")
    return known[slug]
