"""Who changes mark, and who changes decision, under other keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...marking.decision import Band
from ..cohort.files import submission
from ..cohort.one import Marking, digest_of
from ..cohort.worker import Outcome, marked
from ..folder import Course
from ..gradebook.detail import ItemDetail, unpack
from ..gradebook.entry import Entry
from ..incoming import Unreadable, record_bytes
from ..judging import Judge
from ..results import Result

CLOSE = 1e-9
"""Points. Smaller differences are those of floating point and of no key."""


@dataclass(frozen=True)
class Change:
    """What becomes of one trainee.

    Attributes
    ----------
    sections
        The sections whose points change: old and new, by slug.
    old, new
        Points of the whole, with what people gave.
    outcome
        The new marks, ready to be written; None where the trainee has them already.
    marking
        The digest of the keys that the old marks came from.
    aside
        Why nothing can be said of this trainee.
    """

    trainee: str
    sections: dict[str, tuple[float, float]] = field(default_factory=dict)
    old: float = 0.0
    new: float = 0.0
    old_band: Band = "waiting"
    new_band: Band = "waiting"
    outcome: Outcome | None = None
    marking: str = ""
    aside: str = ""

    @property
    def changes_mark(self) -> bool:
        """Whether any section's points change."""
        return bool(self.sections)

    @property
    def changes_decision(self) -> bool:
        """Whether the decision on the whole changes."""
        return self.old_band != self.new_band


def changes(course: Course, marking: Marking, judge: Judge, found: Iterator[Result]) -> Iterator[Change]:
    """Yield what becomes of each marked trainee under other keys.

    Parameters
    ----------
    marking
        With the other keys.
    judge
        Judges old and new alike, so that a decision changes by the keys alone.
    """
    for result in found:
        if result.marking == marking.digest:
            yield Change(result.trainee)
            continue
        try:
            data = record_bytes(submission(course, result.trainee, marking.assessment))
        except Unreadable as error:
            yield Change(result.trainee, aside=str(error))
            continue
        if digest_of(data) != result.record:
            yield Change(result.trainee, aside="the record changed since it was marked; collect it again")
            continue
        outcome = marked(marking, result.trainee, data, None)
        if outcome.entry is None:
            yield Change(result.trainee, aside=outcome.aside)
        else:
            yield _change(judge, result, outcome, outcome.entry)


def _change(judge: Judge, result: Result, outcome: Outcome, entry: Entry) -> Change:
    before = result.scores
    sections = {
        slug: (before.get(slug, 0.0), points)
        for slug, points in entry.scores.items()
        if abs(before.get(slug, 0.0) - points) > CLOSE
    }
    # Where a person overruled a section, the total does not move with the key.
    shift = sum(new - old for slug, (old, new) in sections.items() if slug not in result.overruled)
    after = replace(result, items=_items(result, entry), points=max(0.0, result.points + shift))
    return Change(
        trainee=result.trainee,
        sections=sections,
        old=result.points,
        new=after.points,
        old_band=judge.whole(result).band,
        new_band=judge.whole(after).band,
        outcome=outcome,
        marking=result.marking,
    )


def _items(result: Result, entry: Entry) -> tuple[ItemDetail, ...]:
    """Return the new items, with what people gave for those that they mark."""
    given = {(item.section, item.item): item.value for item in result.items if item.kind == "reflection"}
    return tuple(
        replace(item, value=given[item.section, item.item]) if (item.section, item.item) in given else item
        for item in unpack(entry.detail)
    )
