"""Coefficients of agreement in a room and with the key, each with its interval or its refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from ...exercise import Exercise, ItemBase
from ...marking.agreement import cohen_kappa, icc, krippendorff_alpha, percent_agreement, said
from ...marking.bands import percent
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt
from .bands import bands
from .counting import Answer, Part, tally
from .shapes import NO, YES, Form, form_of
from .wording import of, say
from .words import judge_of

Cell = str | float | None
Rows = list[list[Cell]]
"""Parts by people; None where somebody left a part out."""


@dataclass(frozen=True)
class Coefficient:
    """A coefficient as it is reported.

    Attributes
    ----------
    about
        ``room``, or ``key``.
    estimate
        None where it is refused, or the kind of item has none.
    says
        The estimate, or why there is none, in words.
    notes
        What makes it less firm than it looks.
    """

    about: str
    estimate: Estimate | None
    says: str
    notes: tuple[str, ...] = ()


def coefficients(exercise: Exercise, item: ItemBase, answers: Iterable[Answer]) -> list[Coefficient]:
    """Return the coefficients that fit an item's kind: of the room, and against the key.

    Of steps on a scale it is the intraclass correlation: ICC(2,1) of ratings, and of rankings ICC(3,1),
    which is the mean of Spearman's rank correlation over all pairs of people. Of labels it is
    Krippendorff's alpha, and against the key Cohen's kappa of what most people gave. Of one question it
    is the share that answered as the key.
    """
    given = [answer for answer in answers if not answer.blank]
    form = form_of(exercise, item)
    judge = judge_of(exercise)
    if form.layout in ("count", "scenes") or item.kind == "goal":
        return [Coefficient("room", None, say(f"no_coefficient_{item.kind}"))]
    if len(given) < bands().least_people:
        return [Coefficient("room", None, say("no_people", people=len(given)))]
    parts = tally(exercise, item, given).parts
    if form.layout == "one":
        found = [Coefficient("room", None, say("no_coefficient_choice"))]
        return [*found, _share(parts[0], judge)] if item.secret else found
    rows = _rows(form, item, given)
    ordered = all(shape.ordered for shape in form.parts)
    room = _steps(item.kind, rows) if ordered else _labels(rows)
    if item.secret is None:
        return [room]
    against = _steps_key if ordered else _labels_key
    return [room, against(item.kind, parts, judge)]


def _rows(form: Form, item: ItemBase, given: Sequence[Answer]) -> Rows:
    """Return what each person gave each part, parts by people."""
    by_person = [_values(item.kind, form, answer) for answer in given]
    return [[values.get(shape.id) for values in by_person] for shape in form.parts]


def _values(kind: str, form: Form, answer: Answer) -> dict[str, Cell]:
    raw = answer.raw
    if kind == "ranking":
        return {response: float(place) for place, response in enumerate(raw["order"], 1)}
    if kind == "rating":
        return {skill: float(point) for skill, point in raw["ratings"].items()}
    if kind == "choice":
        return {shape.id: YES if shape.id in raw["picked"] else NO for shape in form.parts}
    placed: dict[str, Cell] = dict(raw["codes"] if kind == "coding" else raw["bins"])
    return placed


def _steps(kind: str, rows: Rows) -> Coefficient:
    """Return the intraclass correlation of the people who answered every part."""
    whole = [column for column in zip(*rows, strict=True) if None not in column]
    notes: tuple[str, ...] = ()
    if len(whole) < len(rows[0]):
        notes = (say("whole_answers", count=len(whole), people=len(rows[0])),)
    table = [list(row) for row in zip(*whole, strict=True)] or [[]]
    form = "3,1" if kind == "ranking" else "2,1"
    return _reported("room", lambda: icc(table, form), say("room", said="{said}"), notes)  # type: ignore[arg-type]


def _labels(rows: Rows) -> Coefficient:
    return _reported("room", lambda: krippendorff_alpha(rows), say("room", said="{said}"))


def _steps_key(kind: str, parts: Sequence[Part], judge: str) -> Coefficient:
    """Return the intraclass correlation of the room's mean and the key."""
    table = [[_mean(part), _key(part)] for part in parts if part.people]
    form = "3,1" if kind == "ranking" else "2,1"
    return _reported("key", lambda: icc(table, form), say("key", judge=judge, said="{said}"))  # type: ignore[arg-type]


def _labels_key(_kind: str, parts: Sequence[Part], judge: str) -> Coefficient:
    """Return kappa of what most people gave each part and the key."""
    answered = [part for part in parts if part.people]
    most = [part.group[0][0].id for part in answered]
    right = [part.right[0][0].id for part in answered]
    return _reported("key", lambda: cohen_kappa(most, right), say("key", judge=judge, said="{said}"))


def _share(part: Part, judge: str) -> Coefficient:
    """Return the share of people who answered as the key."""
    best, right = part.right
    pairs = [
        [value.id if value not in best else best[0].id, best[0].id]
        for value, count in zip(part.shape.values, part.counts, strict=True)
        for _ in range(count)
    ]
    found = attempt(lambda: percent_agreement(pairs))
    if isinstance(found, Refused):
        return Coefficient("key", None, str(found))
    interval = f"{percent(found.low)} to {percent(found.high)}"
    words = say(
        "share_key", of=of(right, part.people), judge=judge, percent=percent(found.value), interval=interval
    )
    return Coefficient("key", found, words, found.cautions)


def _mean(part: Part) -> float:
    steps = range(1, len(part.counts) + 1)
    return sum(step * count for step, count in zip(steps, part.counts, strict=True)) / part.people


def _key(part: Part) -> float:
    """Return the step that the key has, the middle one of several that are right."""
    return mean(float(value.id) for value in part.right[0])


def _reported(
    about: str, call: Callable[[], Estimate], frame: str, notes: tuple[str, ...] = ()
) -> Coefficient:
    found = attempt(call)
    if isinstance(found, Refused):
        return Coefficient(about, None, frame.format(said=str(found)), notes)
    # What makes the room's own less firm is said there; that the key is one rater is no news.
    more = found.cautions if about == "room" else ()
    return Coefficient(about, found, frame.format(said=said(found)), (*notes, *more))
