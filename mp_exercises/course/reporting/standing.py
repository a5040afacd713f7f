"""Where a trainee stands: the whole, and each competency with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...marking.decision import Band, Decision
from ..judging import skill_value
from ..results import Place, Result
from .basis import Basis

ORDER: tuple[Band, ...] = ("secure", "borderline", "not-yet", "too-little", "waiting")


@dataclass(frozen=True)
class Evidence:
    """The questions of one section that say something of a competency.

    Attributes
    ----------
    numbers
        Their numbers in the section, from 1.
    marks
        What each says of the competency, -1 to 1; None where a person has not marked it yet.
    """

    section: str
    title: str
    numbers: tuple[int, ...]
    marks: tuple[float | None, ...]


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in one competency.

    Attributes
    ----------
    competency
        Its id.
    what
        What it means, in a sentence or two.
    looks_like
        Things that can be seen where it is there.
    waiting
        How many of its questions a person still has to mark.
    """

    competency: str
    name: str
    what: str
    looks_like: tuple[str, ...]
    decision: Decision
    evidence: tuple[Evidence, ...]
    waiting: int

    @property
    def questions(self) -> int:
        """How many questions say something of it."""
        return sum(len(entry.numbers) for entry in self.evidence)


def standings(result: Result, basis: Basis) -> list[Standing]:
    """Return where a trainee stands, by band, the best first within each."""
    judged = basis.judge.competencies(result.items)
    found = [_standing(competency, decision, result, basis) for competency, decision in judged.items()]
    return sorted(
        found, key=lambda one: (ORDER.index(one.decision.band), -(one.decision.value or 0.0), one.name)
    )


def _standing(competency: str, decision: Decision, result: Result, basis: Basis) -> Standing:
    known = basis.framework.by_id[competency]
    marks = {
        (item.section, item.item): skill_value(item, item.skills[competency])
        for item in result.items
        if competency in item.skills and (item.section, item.item) in basis.numbers
    }
    return Standing(
        competency=competency,
        name=known.name,
        what=known.what,
        looks_like=known.looks_like,
        decision=decision,
        evidence=tuple(_by_section(marks, basis)),
        waiting=sum(place in result.waiting for place in marks),
    )


def _by_section(marks: Mapping[Place, float | None], basis: Basis) -> Iterator[Evidence]:
    for section, title in basis.titles.items():
        places = [place for place in marks if place[0] == section]
        if places:
            yield Evidence(
                section,
                title,
                tuple(basis.numbers[place] for place in places),
                tuple(marks[place] for place in places),
            )
