"""What the catalogue and the course hold, counted: kinds, long visits, full transcripts, blueprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..exercise import KINDS, Exercise
from ..exercise.kinds.branching import BranchingItem

if TYPE_CHECKING:
    from ..course.assessment import Loaded

LONG_VISIT = 12
FULL_TRANSCRIPT = 25


@dataclass(frozen=True)
class Inventory:
    """The counts.

    Attributes
    ----------
    kinds
        Exercises with at least one item of each kind.
    long_visits
        Branching exercises whose shortest way to an ending has ``LONG_VISIT`` turns or more.
    full_transcripts
        Exercises with ``FULL_TRANSCRIPT`` utterances or more that are both coded and rated.
    verified
        Forms of assessments whose blueprint agrees with their items, of how many.
    parallel
        Assessments with two forms that the check found parallel, of how many.
    """

    kinds: Counter[str]
    long_visits: int
    full_transcripts: int
    verified: int
    forms: int
    parallel: int
    assessments: int

    def lines(self) -> Iterator[str]:
        """Yield the counts as lines to print."""
        yield "exercises with " + ", ".join(f"{kind}: {self.kinds[kind]}" for kind in KINDS)
        yield f"branching with {LONG_VISIT} turns or more on the shortest path: {self.long_visits}"
        yield f"transcripts of {FULL_TRANSCRIPT} utterances or more, coded and rated: {self.full_transcripts}"
        yield f"forms of assessments whose blueprint is verified: {self.verified} of {self.forms}"
        yield f"assessments with two parallel forms: {self.parallel} of {self.assessments}"


def inventory(
    exercises: Iterable[Exercise], loaded: Sequence[Loaded] = (), assessments: int = 0, seconds: int = 0
) -> Inventory:
    """Count exercises, and what could be loaded of all the assessments and of their second forms."""
    found = list(exercises)
    return Inventory(
        Counter(kind for exercise in found for kind in kinds_of(exercise)),
        sum(shortest_visit(exercise) >= LONG_VISIT for exercise in found),
        sum(is_full_transcript(exercise) for exercise in found),
        sum(blueprint_holds(entry) for entry in loaded),
        assessments + seconds,
        sum(1 for _ in pairs(loaded)),
        assessments,
    )


def kinds_of(exercise: Exercise) -> set[str]:
    """Return the kinds of an exercise's items."""
    return {item.kind for item in exercise.items}


def is_full_transcript(exercise: Exercise) -> bool:
    """Whether an exercise has a whole conversation that is coded and rated; what is only seen counts not."""
    said = sum(line.who is not None for line in exercise.transcript)
    return said >= FULL_TRANSCRIPT and {"coding", "rating"} <= kinds_of(exercise)


def shortest_visit(exercise: Exercise) -> int:
    """Return the turns of the shortest whole visit in an exercise; 0 where there is none to play."""
    visits = [item for item in exercise.items if isinstance(item, BranchingItem)]
    return min(map(shortest_path, visits), default=0)


def shortest_path(item: BranchingItem) -> int:
    """Return the fewest replies that lead from the first scene to an ending."""
    scenes = {scene.id: scene for scene in item.scenes}
    here, seen, turns = {item.scenes[0].id}, set[str](), 0
    while here and all(scenes[scene].replies for scene in here):
        seen |= here
        here = {reply.to for scene in here for reply in scenes[scene].replies} - seen
        turns += 1
    return turns


def blueprint_holds(loaded: Loaded) -> bool:
    """Whether an assessment's items give as much evidence for each competency as its blueprint says."""
    from ..course.assessment import evidence

    return dict(evidence(loaded.assessment)) == dict(loaded.assessment.blueprint)


def pairs(loaded: Sequence[Loaded]) -> Iterator[tuple[Loaded, Loaded]]:
    """Yield the two forms of each assessment that has two, where they are parallel."""
    from ..course.parallel import parallel_faults

    known = {entry.assessment.slug: entry for entry in loaded}
    for second in loaded:
        first = known.get(second.assessment.parallel_to or "")
        if first is not None and not parallel_faults(first, second):
            yield first, second
