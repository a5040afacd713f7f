"""How far first and second marks agree, question by question, each figure with its interval or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...exercise.kinds.reflection import Criterion, ReflectionItem
from ...marking.agreement import Form, cohen_kappa, icc, percent_agreement
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt, require
from .difference import mean_difference
from .pairs import Moderation, Pair
from .written import Items

WITHIN = 1.0
"""Points. Two marks that are no further apart are counted as close."""

Figure = Estimate | Refused


@dataclass(frozen=True)
class Agreement:
    """The agreement on one question.

    Attributes
    ----------
    n
        Answers with both marks.
    reliability
        The intraclass correlation of a single mark: ICC(2,1) where two people marked all the answers,
        ICC(1,1) where the markers differ from answer to answer.
    within
        The share of answers whose marks are at most a point apart.
    harsher
        By second marker: the second marks less the first, on average.
    levels
        By criterion of the rubric: weighted kappa, where both markers noted their levels.
    """

    section: str
    item: str
    n: int
    reliability: Figure
    within: Figure
    harsher: dict[str, Figure]
    levels: dict[str, Figure]


def agreement(found: Moderation, items: Items) -> list[Agreement]:
    """Return the agreement on each question that has a second mark.

    Notes
    -----
    The marks are those that were given blind: the first as it was at the draw, the second as it was
    read. What was settled since is not in them.
    """
    first_by = {name for draw in found.draws for name in draw.first_by}
    by_item = []
    for place, item in items.items():
        pairs = [
            pair for pair in found.pairs if (pair.drawn.section, pair.drawn.item) == place and pair.second
        ]
        if pairs:
            by_item.append(_of_item(place, item, pairs, several=len(first_by) > 1))
    return by_item


def _of_item(
    place: tuple[str, str], item: ReflectionItem, pairs: Sequence[Pair], *, several: bool
) -> Agreement:
    markers = sorted({pair.second.who for pair in pairs if pair.second})
    form: Form = "1,1" if several or len(markers) > 1 else "2,1"
    marks = [_marks(pair) for pair in pairs]
    return Agreement(
        section=place[0],
        item=place[1],
        n=len(pairs),
        reliability=attempt(lambda: icc(marks, form)),
        within=attempt(lambda: percent_agreement(marks, within=WITHIN)),
        harsher={
            who: _harsher([pair for pair in pairs if pair.second and pair.second.who == who])
            for who in markers
        },
        levels={
            criterion.id: _levels(place, criterion, pairs) for place, criterion in enumerate(item.rubric)
        },
    )


def _marks(pair: Pair) -> tuple[float, float]:
    assert pair.second is not None
    return pair.drawn.first, pair.second.mark


def _harsher(pairs: Sequence[Pair]) -> Figure:
    marks = [_marks(pair) for pair in pairs]
    return attempt(lambda: mean_difference([first for first, _ in marks], [second for _, second in marks]))


def _levels(place: int, criterion: Criterion, pairs: Sequence[Pair]) -> Figure:
    given = [
        (pair.drawn.levels[place], pair.second.levels[place])
        for pair in pairs
        if pair.second and pair.drawn.levels[place] is not None and pair.second.levels[place] is not None
    ]
    return attempt(lambda: _kappa(given, len(criterion.levels)))


def _kappa(given: Sequence[tuple[int | None, int | None]], size: int) -> Estimate:
    require("cohen-kappa", units=len(given))
    first, second = zip(*given, strict=True)
    return cohen_kappa(first, second, weights="quadratic", categories=range(size))
