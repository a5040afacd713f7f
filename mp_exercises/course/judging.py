"""Judging a trainee's result: the whole against the cut, and each competency by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..marking.decision import Cut, Decision, Piece, decide, item_error, rules
from ..marking.standard import load_standard
from .assessment import Loaded
from .gradebook.detail import ItemDetail
from .results import Result


@dataclass(frozen=True)
class Judge:
    """What results are judged by.

    Attributes
    ----------
    error
        The standard deviation of one item's mark from the trainee's true mark.
    assumed
        Whether that is the rules' assumption, since too few trainees are marked to tell.
    """

    cut: Cut
    error: float
    assumed: bool

    def whole(self, result: Result) -> Decision:
        """Judge a whole result, by the points that the gradebook has."""
        pieces = [Piece(item.value, item.points) for item in result.items]
        share = result.points / result.most if result.most else 0.0
        return decide(pieces, self.cut, self.error, share=share)

    def competencies(self, items: Sequence[ItemDetail]) -> dict[str, Decision]:
        """Judge each competency that the items give evidence of."""
        pieces: defaultdict[str, list[Piece]] = defaultdict(list)
        for item in items:
            for competency, value in item.skills.items():
                # A person's mark holds for all that the item shows; until then each of it waits.
                pieces[competency].append(Piece(skill_value(item, value), item.points))
        return {name: decide(found, self.cut, self.error) for name, found in pieces.items()}


def judge_of(loaded: Loaded, found: Iterable[Result]) -> Judge:
    """Return what judges an assessment's results, with the scatter that its own cohort shows.

    Raises
    ------
    SourceError
        If the standard that a panel set cannot be read.
    """
    error = item_error([item.value for item in result.items if item.value is not None] for result in found)
    return Judge(
        cut=cut_of(loaded),
        error=rules().assumed_item_error if error is None else error,
        assumed=error is None,
    )


def cut_of(loaded: Loaded) -> Cut:
    """Return the cut that a panel set for the course, with its error; else the assessment's own."""
    course = loaded.source.file.parent.parent
    standard = load_standard(course, loaded.assessment.slug)
    return Cut(loaded.assessment.cut.value) if standard is None else Cut(standard.value, standard.se)


def skill_value(item: ItemDetail, value: float) -> float | None:
    """Return what an item says of a competency, -1 to 1; None where a person has not marked it yet.

    Parameters
    ----------
    value
        What the record earned for it.
    """
    if item.kind == "reflection":
        return item.value
    return value
