"""One exercise of each kind, and answers to it that are neither all right nor all wrong."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import Any

from mp_exercises.answers import Line
from mp_exercises.exercise import Exercise, load

SLUGS = {
    "rating": "empathy-reading-the-room",
    "coding": "empathy-what-was-that",
    "choice": "empathy-what-would-you-say",
    "ranking": "goals-scaling-questions",
    "sorting": "goals-whose-is-it",
    "branching": "goals-when-they-do-not-agree",
    "goal": "goals-building-one",
    "reflection": "empathy-your-own-visit",
}

PAGES = {"empathy": "part2/empathy.html", "goals": "part2/goals.html"}

WORDS = "I was late, and she had waited. <b>She</b> said so; I thanked her & sat down.\nThen I listened. "


def exercise_of(kind: str) -> Exercise:
    """Return the exercise that stands for a kind."""
    return load(SLUGS[kind])


def page_of(slug: str) -> str:
    """Return the handbook page that an exercise stands on."""
    return PAGES[slug.split("-")[0]]


def answers_to(exercise: Exercise) -> dict[str, Mapping[str, Any]]:
    """Return one fixed, mixed answer to each item, in canonical form."""
    answers = {}
    for item in exercise.items:
        rng = random.Random(f"{exercise.slug} {item.id}")
        raw = {"text": WORDS * 4} if item.kind == "reflection" else item.guess("random", rng)
        if item.kind == "choice" and not raw["picked"]:
            raw = item.full()
        if item.kind == "goal" and item.wording is not None:
            raw = {**raw, "wording": "Attend the course, and tea at the table."}
        answers[item.id] = item.read(raw)
    return answers


def essence(lines: Iterable[Line]) -> list[tuple[object, ...]]:
    """Return what must be the same wherever an answer was given: all but id and time."""
    return [(line.v, line.exercise, line.item, line.kind, line.rev, line.answer) for line in lines]
