"""Where moderation stands: draws, agreement, what is open, and whether results are held."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from ...marking.agreement import said
from ...marking.bands import sentence, words_in
from ...marking.refusal import Refused
from ..folder import Course
from ..gradebook.cells import cells_of
from ..gradebook.connection import gradebook_of
from ..gradebook.settings import settings_of
from ..holding import held
from .agreement import Agreement, Figure, agreement
from .difference import NAME as DIFFERENCE
from .pairs import Moderation, Pair, moderation
from .written import written_items

WORDS = Path(__file__).with_name("agreement.yaml")
OURS = {DIFFERENCE, "percent-agreement"}


@dataclass(frozen=True)
class Status:
    """Where the moderation of an assessment stands.

    Attributes
    ----------
    agreement
        By question, in the assessment's order.
    held
        Why results are held; empty if they are not.
    """

    found: Moderation
    agreement: tuple[Agreement, ...]
    held: str

    @property
    def to_settle(self) -> list[Pair]:
        """The pairs that a person has to settle, by code number."""
        return [pair for pair in self.found.pairs if pair.open]


def status_of(course: Course, engine: Engine, assessment: str) -> Status:
    """Return where the moderation of an assessment stands.

    Raises
    ------
    CourseError
        If the course or its gradebook does not know the assessment.
    """
    items = written_items(course.load(assessment).keyed)
    found = moderation(engine, assessment, cells_of(engine, assessment))
    return Status(found, tuple(agreement(found, items)), held(engine, assessment))


def run_status(course: Course, assessment: str) -> Status:
    """Return where the moderation of an assessment stands, from the course's own gradebook."""
    course.require(assessment)
    with gradebook_of(settings_of(course)) as engine:
        return status_of(course, engine, assessment)


def figure_text(figure: Figure) -> str:
    """Return a figure as a sentence, or why it is refused."""
    if isinstance(figure, Refused):
        return f"{str(figure)[0].upper()}{str(figure)[1:]}."
    text = sentence(figure, words_in(WORDS)) if figure.statistic in OURS else said(figure)
    return " ".join([text, *(f"Caution: {caution}." for caution in figure.cautions)])
