"""What an assessment asks about: questions and points for each competency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .told import Told


@dataclass(frozen=True)
class BlueprintRow:
    """One competency.

    Attributes
    ----------
    promised, questions
        How many questions the blueprint has, and how many there are.
    points
        What the questions that touch on it are worth together.
    kinds
        Of these questions, in words.
    """

    competency: str
    name: str
    promised: int
    questions: int
    sections: int
    points: float
    share: float
    kinds: str


def blueprint_of(told: Told) -> Iterator[BlueprintRow]:
    """Yield a row for each competency of the blueprint, the largest first."""
    basis = told.basis
    promised = basis.loaded.assessment.blueprint
    for competency, count in sorted(promised.items(), key=lambda entry: (-entry[1], entry[0])):
        items = [(place, item) for place, item in basis.items.items() if competency in item.competencies]
        points = sum(item.points for _, item in items)
        kinds = dict.fromkeys(told.say(f"kinds.{item.kind}") for _, item in items)
        yield BlueprintRow(
            competency=competency,
            name=basis.framework.by_id[competency].name,
            promised=count,
            questions=len(items),
            sections=len({place[0] for place, _ in items}),
            points=points,
            share=points / told.cohort.most,
            kinds=", ".join(kinds),
        )
