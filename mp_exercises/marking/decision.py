"""From marks to a decision that carries its uncertainty: secure, borderline, not yet, too little to say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from ..exercise.base import Strict
from ..exercise.source import read_yaml, validate

RULES = Path(__file__).parent / "decision.yaml"

CLOSE = 1e-9
"""Shares. A mark that misses the line by less misses it by floating point alone."""

Band = Literal["secure", "borderline", "not-yet", "too-little", "waiting"]


class Rules(Strict):
    """The numbers that a decision rests on; what each means stands in ``decision.yaml``."""

    version: Literal[1]
    width: Annotated[float, Field(gt=0, le=5)]
    least_items: Annotated[int, Field(ge=1)]
    assumed_item_error: Annotated[float, Field(gt=0, le=2)]
    least_trainees: Annotated[int, Field(ge=2)]


@dataclass(frozen=True)
class Cut:
    """Where the line is, and how sure its panel was.

    Attributes
    ----------
    value
        A share of the points, 0 to 1.
    error
        Its standard error; None for an author's proposal, which has none.
    """

    value: float
    error: float | None = None


@dataclass(frozen=True)
class Piece:
    """What one item says.

    Attributes
    ----------
    value
        Its mark, -1 to 1; None waits for a person.
    weight
        Its points.
    """

    value: float | None
    weight: float


@dataclass(frozen=True)
class Decision:
    """What may be said.

    Attributes
    ----------
    value
        The weighed mark, 0 to 1; None where nothing was judged.
    error
        Its standard error, that of the cut included.
    items
        How many items it rests on.
    """

    band: Band
    value: float | None
    error: float | None
    items: int


@cache
def rules() -> Rules:
    """Return the rules of the package."""
    return validate(Rules, read_yaml(RULES))


def decide(
    pieces: Sequence[Piece],
    cut: Cut,
    item_error: float,
    *,
    share: float | None = None,
    known: Rules | None = None,
) -> Decision:
    """Judge a competency, or a whole assessment.

    Parameters
    ----------
    pieces
        One for each item that gives evidence.
    item_error
        The standard deviation of one item's mark from the trainee's true mark.
    share
        What was earned of all points, where that is not the items' mean: a section never earns less
        than nothing.

    Notes
    -----
    The mark is the items' weighed mean. Its standard error is that of a mean of independent items,
    ``item_error * sqrt(sum(w ** 2)) / sum(w)``, and the cut's error is added in quadrature. The mark
    counts as secure, or not yet, only when it is ``width`` such errors away from the cut. Where that
    is more than any mark can be, the items say too little: nobody could have been secure.
    """
    known = known or rules()
    marked = [(piece.value, piece.weight) for piece in pieces if piece.value is not None]
    if len(marked) < len(pieces):
        return Decision("waiting", None, None, len(marked))
    weight = sum(own for _, own in marked)
    if len(marked) < known.least_items or weight <= 0:
        return Decision("too-little", None, None, len(marked))
    spread = item_error * math.sqrt(sum(own**2 for _, own in marked)) / weight
    error = math.hypot(spread, cut.error or 0.0)
    margin = known.width * error
    if cut.value + margin > 1 + CLOSE:
        return Decision("too-little", None, None, len(marked))
    mean = sum(value * own for value, own in marked) / weight
    value = min(1.0, max(0.0, mean if share is None else share))
    return Decision(_band(value, cut.value, margin), value, error, len(marked))


def item_error(trainees: Iterable[Sequence[float]], known: Rules | None = None) -> float | None:
    """Return how far a single item's mark scatters about its trainee's mean, from a cohort.

    Parameters
    ----------
    trainees
        Each trainee's item marks, blanks among them as they were marked; those with a single one say
        nothing.

    Returns
    -------
    float or None
        The root of the mean variance within trainees, which is the absolute error of one item in
        generalisability theory: items that differ in difficulty count as error, since a cut is
        absolute. None below the least number of trainees.

    Notes
    -----
    In a persons-by-items analysis of variance, the square of this is the variance component of items
    plus that of the interaction with its residue (Brennan, 2001, Generalizability Theory, chapter 2).
    """
    known = known or rules()
    variances = [_variance(marks) for marks in trainees if len(marks) > 1]
    if len(variances) < known.least_trainees:
        return None
    return math.sqrt(sum(variances) / len(variances))


def _band(value: float, cut: float, margin: float) -> Band:
    if value - margin >= cut - CLOSE:
        return "secure"
    return "not-yet" if value + margin < cut - CLOSE else "borderline"


def _variance(marks: Sequence[float]) -> float:
    mean = sum(marks) / len(marks)
    return sum((mark - mean) ** 2 for mark in marks) / (len(marks) - 1)
