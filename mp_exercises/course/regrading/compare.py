"""Who changes mark, and who changes decision, under other keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import fsum

from ...marking.decision import Band
from ..cohort.files import submission, unsafe
from ..cohort.one import Marking, digest_of
from ..cohort.worker import Outcome, marked
from ..folder import Course
from ..gradebook.detail import ItemDetail, unpack
from ..gradebook.entry import Entry
from ..gradebook.late import LatePenalties
from ..incoming import Unreadable, record_bytes
from ..judging import Judge
from ..results import Result

CLOSE = 1e-9
"""Points. Smaller differences are those of floating point and of no key."""

Points = tuple[float, float]
"""Old and new."""


@dataclass(frozen=True)
class Desk:
    """What marking again needs: the other keys, and the rule for who was late."""

    course: Course
    marking: Marking
    late: LatePenalties


@dataclass(frozen=True)
class Again:
    """One trainee's result as it is, and as the other keys make it.

    Attributes
    ----------
    outcome
        The new marks, ready to be written; None where the trainee has them already.
    aside
        Why the record cannot be marked again; the result stays as it is then.
    """

    result: Result
    after: Result
    sections: dict[str, Points] = field(default_factory=dict)
    outcome: Outcome | None = None
    aside: str = ""


@dataclass(frozen=True)
class Change:
    """What becomes of one trainee.

    Attributes
    ----------
    sections
        The sections whose points by the record change, by slug.
    overruled
        Those of them in which a person's points count, so that the whole stays as it is.
    old, new
        Points of the whole, with what people gave.
    marking
        The digest of the keys that the old marks came from.
    """

    trainee: str
    sections: dict[str, Points]
    overruled: frozenset[str]
    old: float
    new: float
    old_band: Band
    new_band: Band
    marking: str

    @property
    def changes_mark(self) -> bool:
        """Whether any points change, be it of a section alone."""
        return bool(self.sections)

    @property
    def changes_decision(self) -> bool:
        """Whether the decision on the whole changes.

        It may do so without a mark: how far marks scatter is worked out from the whole cohort.
        """
        return self.old_band != self.new_band


def marked_again(desk: Desk, found: Iterable[Result]) -> Iterator[Again]:
    """Yield what becomes of each marked trainee under other keys."""
    for result in found:
        if result.marking == desk.marking.digest:
            yield Again(result, result)
            continue
        taken = _record(desk, result)
        outcome = taken if isinstance(taken, Outcome) else marked(desk.marking, result.trainee, taken, None)
        if outcome.entry is None:
            yield Again(result, result, aside=outcome.aside)
        else:
            yield _again(desk, result, outcome, outcome.entry)


def change_of(again: Again, before: Judge, after: Judge) -> Change:
    """Return what changes for a trainee.

    Parameters
    ----------
    before, after
        Each from the cohort as its reports have it: before and after.
    """
    return Change(
        trainee=again.result.trainee,
        sections=again.sections,
        overruled=frozenset(again.sections) & frozenset(again.result.overruled),
        old=again.result.points,
        new=again.after.points,
        old_band=before.whole(again.result).band,
        new_band=after.whole(again.after).band,
        marking=again.result.marking,
    )


def _record(desk: Desk, result: Result) -> bytes | Outcome:
    """Return the bytes that were marked, or why they are not to be had."""
    assessment = desk.marking.assessment
    aside = unsafe(desk.course, result.trainee, assessment)
    try:
        data = b"" if aside else record_bytes(submission(desk.course, result.trainee, assessment))
    except Unreadable as error:
        aside = str(error)
    if not aside and digest_of(data) != result.record:
        aside = f"the record is not the one that was marked; run: mp mark {desk.course.root} {assessment}"
    return Outcome(result.trainee, aside=aside) if aside else data


def _again(desk: Desk, result: Result, outcome: Outcome, entry: Entry) -> Again:
    sections = {
        slug: (result.scores.get(slug, 0.0), points)
        for slug, points in entry.scores.items()
        if abs(result.scores.get(slug, 0.0) - points) > CLOSE
    }
    return Again(result, _after(desk, result, entry, sections), sections, outcome)


def _after(desk: Desk, result: Result, entry: Entry, sections: dict[str, Points]) -> Result:
    scores = {**result.scores, **entry.scores}
    earned, penalty = result.earned, result.penalty
    if sections:
        # Where a person overruled a section, the whole does not move with the key.
        counted = {**scores, **result.overruled}
        earned = fsum([*counted.values(), *result.given.values(), *result.extra.values()])
        penalty = desk.late.asked(result.trainee, earned, result.late) or 0.0
    items = tuple(_with_person(item, result) for item in unpack(entry.detail))
    written = [item for item in items if (item.section, item.item) in {*result.given, *result.waiting}]
    return replace(
        result,
        items=items,
        scores=scores,
        earned=earned,
        penalty=penalty,
        points=max(0.0, earned - penalty),
        most=entry.most + sum(item.points for item in written),
    )


def _with_person(item: ItemDetail, result: Result) -> ItemDetail:
    """Return a new item, with what a person gave it where one marks it."""
    if item.kind != "reflection":
        return item
    given = {(old.section, old.item): old.value for old in result.items}
    return replace(item, value=given.get((item.section, item.item)))
