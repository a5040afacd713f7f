"""The two or three things worth talking about first, chosen by a rule that a trainer can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .bands import nearness, standing
from .counting import Part, Tally
from .wording import capital, of, say

MOST_POINTS = 3


@dataclass(frozen=True)
class Asked:
    """A question that was put to the room.

    Attributes
    ----------
    step
        Its place in the plan.
    question
        What a sentence calls it, such as ``question 3``.
    judge
        Whose key it has, in a word.
    """

    step: int
    question: str
    judge: str
    tally: Tally


@dataclass(frozen=True)
class Point:
    """Something worth talking about.

    Attributes
    ----------
    part
        The id of the part that it is about.
    title, why
        What it is about, and why it was chosen.
    """

    step: int
    part: str
    title: str
    why: str


@dataclass(frozen=True)
class _Candidate:
    asked: Asked
    place: int
    part: Part

    @property
    def split(self) -> bool:
        return standing(self.part) == "split"

    @property
    def far(self) -> bool:
        return nearness(self.part) == "far"

    @property
    def by_split(self) -> tuple[float, float, int, int]:
        return self.part.share, self.part.credit or 0.0, self.asked.step, self.place

    @property
    def by_far(self) -> tuple[float, float, int, int]:
        return self.part.credit or 0.0, self.part.share, self.asked.step, self.place


def worth_discussing(asked: Iterable[Asked]) -> list[Point]:
    """Return at most three things to talk about, the first first.

    In turn the part about which the room is most split, and the one that is farthest from the key; each
    question has one, and a second only where no other question has any. Equal ones go by the plan.
    """
    candidates = list(_candidates(asked))
    split = sorted((each for each in candidates if each.split), key=lambda each: each.by_split)
    far = sorted((each for each in candidates if each.far), key=lambda each: each.by_far)
    chosen: list[_Candidate] = []
    for again in (False, True):
        for turn in range(2 * len(candidates)):
            line = (split, far)[turn % 2]
            found = _next(line, chosen, again=again)
            if found is not None and len(chosen) < MOST_POINTS:
                chosen.append(found)
    return [_point(each) for each in chosen]


def _candidates(asked: Iterable[Asked]) -> Iterator[_Candidate]:
    for each in asked:
        for place, part in enumerate(each.tally.parts):
            yield _Candidate(each, place, part)


def _next(line: Sequence[_Candidate], chosen: Sequence[_Candidate], *, again: bool) -> _Candidate | None:
    """Return the first of a list that was not chosen, of a question that was not, unless ``again``."""
    steps = {each.asked.step for each in chosen}
    left = (each for each in line if each not in chosen and (again or each.asked.step not in steps))
    return next(left, None)


def _point(found: _Candidate) -> Point:
    part, asked = found.part, found.asked
    whole = found.asked.tally.layout == "one"
    name = asked.question if whole else say("about_part", question=asked.question, part=part.shape.name)
    return Point(asked.step, part.shape.id, capital(name), _why(found))


def _why(found: _Candidate) -> str:
    part = found.part
    steps = "first_split_steps" if part.shape.ordered else "first_split"
    split = say(steps, of=of(part.group[1], part.people))
    far = say("first_far", judge=found.asked.judge, of=of(part.right[1], part.people))
    if found.split and found.far:
        return say("first_both", split=split, far=far)
    return split if found.split else far
