"""Which answers are marked a second time: a seeded sample over the whole range of first marks."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Stratum = Literal["low", "near", "high"]

STRATA: tuple[Stratum, ...] = ("low", "near", "high")

NEAR = 0.1
"""An answer is near the cut if its first mark is within this share of its points from it."""

OF_EACH = 2
"""So many of each stratum are drawn before anything else, so that agreement is seen over the range."""

SMALL = 5
"""A sample with fewer places for each that is kept in this way keeps fewer."""

LEAST_DIGITS = 4
ROOM = 100
"""Code numbers to choose from, for each that is needed: a slip of the pen seldom hits another's."""

CLOSE = 1e-9
"""Smaller differences are those of floating point."""


@dataclass(frozen=True)
class Candidate:
    """A written answer that has its first mark.

    Attributes
    ----------
    first, points
        The first mark, and the most that can be had.
    borderline
        Whether the decision on the trainee's whole result is a close one.
    record
        The digest of the record that holds the answer.
    levels
        What the first marker gave by criterion; None where that is not known.
    """

    trainee: str
    section: str
    item: str
    points: float
    first: float
    borderline: bool
    record: str
    levels: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Size:
    """How much to draw of each question's answers.

    Attributes
    ----------
    share
        Of the answers, and at least ``least``; where ``count`` is given, that many instead.
    """

    share: float = 0.2
    count: int | None = None
    least: int = 10

    def of(self, there: int) -> int:
        """Return how many to draw of so many answers."""
        asked = max(self.least, math.ceil(self.share * there - CLOSE)) if self.count is None else self.count
        return min(asked, there)


def stratum_of(candidate: Candidate, cut: float) -> Stratum:
    """Return whether an answer's first mark is low, near the cut or high."""
    share = candidate.first / candidate.points
    if abs(share - cut) <= NEAR + CLOSE:
        return "near"
    return "low" if share < cut else "high"


def sample(candidates: Sequence[Candidate], size: Size, cut: float, seed: int) -> list[Candidate]:
    """Draw a sample of each question's answers.

    Parameters
    ----------
    cut
        The share of the points that divides low from high.

    Returns
    -------
    list of Candidate
        In order of question and trainee. The same candidates and seed always give the same.

    Notes
    -----
    A few of each stratum come first, so that low and high marks are always compared too. Then come all
    answers of trainees whose decision is borderline, while places last, then one of each stratum in
    turn. Within each of these, chance decides.
    """
    questions = sorted({(candidate.section, candidate.item) for candidate in candidates})
    drawn: list[Candidate] = []
    for section, item in questions:
        asked = [c for c in candidates if (c.section, c.item) == (section, item)]
        rng = random.Random(f"{seed} {section} {item}")
        order = list(_order(sorted(asked, key=lambda one: one.trainee), size.of(len(asked)), cut, rng))
        drawn += sorted(order[: size.of(len(asked))], key=lambda one: one.trainee)
    return drawn


def _order(asked: Sequence[Candidate], places: int, cut: float, rng: random.Random) -> Iterator[Candidate]:
    """Yield one question's answers in the order in which they get places."""
    by_stratum: dict[Stratum, list[Candidate]] = {name: [] for name in STRATA}
    for candidate in asked:
        by_stratum[stratum_of(candidate, cut)].append(candidate)
    for found in by_stratum.values():
        rng.shuffle(found)
        found.sort(key=lambda one: not one.borderline)
    for found in by_stratum.values():
        kept = min(OF_EACH, places // SMALL)
        yield from found[:kept]
        del found[:kept]
    borderline = [one for found in by_stratum.values() for one in found if one.borderline]
    rng.shuffle(borderline)
    yield from borderline
    rest = [[one for one in found if not one.borderline] for found in by_stratum.values()]
    for turn in range(max(map(len, rest))):
        yield from (found[turn] for found in rest if turn < len(found))


def left_out(candidates: Sequence[Candidate], drawn: Collection[Candidate]) -> int:
    """Return how many borderline answers found no place."""
    chosen = set(drawn)
    return sum(one.borderline and one not in chosen for one in candidates)


def counted(drawn: Sequence[Candidate], cut: float) -> Counter[Stratum]:
    """Return how many of each stratum were drawn."""
    return Counter(stratum_of(one, cut) for one in drawn)


def code_numbers(count: int, taken: Collection[str], rng: random.Random | None = None) -> list[str]:
    """Return code numbers that say nothing of what they stand for.

    Parameters
    ----------
    taken
        Numbers and names that may not come again.
    rng
        The system's own source of chance, if none is given: the draw's seed, which is no secret, must
        not tell which trainee has which number.
    """
    rng = rng or random.SystemRandom()
    digits = max(LEAST_DIGITS, len(str(ROOM * (count + len(taken)))))
    found: dict[str, None] = {}
    while len(found) < count:
        number = str(rng.randrange(10 ** (digits - 1), 10**digits))
        if number not in taken:
            found[number] = None
    return list(found)
