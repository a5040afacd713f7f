"""A tally in words: whether the room agrees, and how it stands to the key."""

from __future__ import annotations

from collections.abc import Sequence

from ...exercise import Exercise
from .bands import bands, nearness, standing
from .counting import Part, Tally
from .shapes import Value, quoted
from .wording import listed, of, say


def judge_of(exercise: Exercise) -> str:
    """Return whose judgement an exercise's keys are, in a word: the author's, unless a panel rated it."""
    return say(exercise.provenance.source)


def in_words(counted: Tally, judge: str) -> list[str]:
    """Return what there is to say of a tally, in one sentence or two.

    Parameters
    ----------
    judge
        Whose key it is, in a word.
    """
    if counted.layout == "count":
        return [_written(counted)]
    if counted.people < bands().least_people:
        return [_few(counted.people)]
    if counted.layout == "one":
        return _of_one(counted.parts[0], judge)
    return [*_of_several(counted.parts), *_against_key(counted.parts, judge)]


def chosen(values: Sequence[Value]) -> str:
    """Return values as a sentence names them."""
    return listed([quoted(value.label) for value in values])


def _few(people: int) -> str:
    if not people:
        return say("nobody")
    return say("few_one") if people == 1 else say("few", people=people)


def _written(counted: Tally) -> str:
    if not counted.words:
        return say("nobody")
    if counted.people == 1:
        return say("written_one")
    middle = counted.words[len(counted.words) // 2]
    return say("written", people=counted.people, words=middle)


def _of_one(part: Part, judge: str) -> list[str]:
    values, count = part.group
    found = standing(part)
    room = say(f"one_{found}", of=of(count, part.people), what=chosen(values))
    best, right = part.right
    if not best:
        return [room]
    if values[0] in best:
        return [room, say("key_same", judge=judge)]
    key = say("key_other", judge=judge, what=chosen(best), of=of(right, part.people))
    return [room, key if right else say("key_other_nobody", judge=judge, what=chosen(best))]


def _of_several(parts: Sequence[Part]) -> list[str]:
    found = [(standing(part), part) for part in parts]
    ranked = sorted((part for is_, part in found if is_ != "few"), key=lambda part: part.share)
    split = [part.shape.name for part in ranked if standing(part) == "split"]
    agreed = [part.shape.name for part in reversed(ranked) if standing(part) == "agrees"]
    if agreed and split:
        return [say("agree_and_split", agreed=listed(agreed), split=listed(split))]
    if agreed or split:
        return [say("all_agree" if agreed else "all_split", parts=listed(agreed or split))]
    if ranked:
        return [say("all_lean", parts=listed([part.shape.name for part in reversed(ranked)]))]
    return [say("too_few_parts")]


def _against_key(parts: Sequence[Part], judge: str) -> list[str]:
    ranked = sorted(
        (part for part in parts if nearness(part) is not None), key=lambda part: part.credit or 0.0
    )
    near = [part.shape.name for part in reversed(ranked) if nearness(part) == "with"]
    far = [part.shape.name for part in ranked if nearness(part) == "far"]
    if near and far:
        return [say("key_near_far", judge=judge, near=listed(near), far=listed(far))]
    if near:
        return [say("key_near", judge=judge, parts=listed(near))]
    return [say("key_far", judge=judge, parts=listed(far))] if far else []
