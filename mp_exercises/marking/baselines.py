"""What a test-wise guesser earns: nothing, or the exercise is mended."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..exercise import STRATEGIES, Exercise, Strategy
from .marks import Answers, mark

PASS_MARK = 0.6
"""What counts as passing a practice exercise; assessments set their own cut."""

MOST_FIXED = 0.25
"""The most that a fixed strategy may earn: with few items some luck is left."""

MOST_RANDOM = 0.05
"""The most that a random answerer may earn on average, before marks stop at 0."""

MOST_LUCK = 0.10
"""The largest share of random answerers that may pass one practice exercise."""

TRIALS = 400


@dataclass(frozen=True)
class Baseline:
    """What one strategy earns on one exercise.

    Attributes
    ----------
    mean
        The signed mark, or its mean over ``TRIALS`` random answerers.
    passing
        The share of answerers who reach the pass mark.
    limit
        What is wrong, if the strategy earns too much.
    """

    strategy: Strategy
    mean: float
    passing: float
    limit: str = ""


def answers_of(exercise: Exercise, strategy: Strategy, rng: random.Random) -> Answers:
    """Return a guesser's answers to every item that the strategy fits."""
    guesses: dict[str, Mapping[str, Any] | None] = {
        item.id: item.guess(strategy, rng) for item in exercise.items if item.full() is not None
    }
    return {item: guess for item, guess in guesses.items() if guess is not None}


def signed(exercise: Exercise, answers: Answers) -> float:
    """Return the exercise's mark before it stops at 0."""
    items = [entry for entry in mark(exercise, answers).items if exercise.item(entry.item).full() is not None]
    return sum((entry.value or 0.0) * entry.points for entry in items) / sum(entry.points for entry in items)


def baselines(exercise: Exercise, pass_mark: float = PASS_MARK, trials: int = TRIALS) -> Iterator[Baseline]:
    """Yield what each strategy earns; nothing for an exercise that only people mark."""
    if all(item.full() is None for item in exercise.items):
        return
    for strategy in STRATEGIES:
        rng = random.Random(f"{exercise.slug} {strategy}")
        runs = trials if strategy == "random" else 1
        marks = [
            signed(exercise, answers)
            for answers in (answers_of(exercise, strategy, rng) for _ in range(runs))
            if answers
        ]
        if marks:
            mean = sum(marks) / len(marks)
            passing = sum(value >= pass_mark for value in marks) / len(marks)
            yield Baseline(strategy, mean, passing, _limit(strategy, mean, passing))


def _limit(strategy: Strategy, mean: float, passing: float) -> str:
    if strategy != "random":
        return f"at most {MOST_FIXED:.2f}" if mean > MOST_FIXED else ""
    if mean > MOST_RANDOM:
        return f"at most {MOST_RANDOM:.2f} on average"
    return f"a pass for at most {MOST_LUCK:.0%} of random answerers" if passing > MOST_LUCK else ""
