"""The sample exercise that holds an item of every kind."""

from functools import cache
from pathlib import Path

from mp_exercises.exercise import Exercise, load_file

DATA = Path(__file__).parent / "data"
SAMPLE = DATA / "sample-all-kinds.yaml"


@cache
def sample() -> Exercise:
    """Return the sample, with its keys."""
    return load_file(SAMPLE)


def full_answers(exercise: Exercise) -> dict:
    """Return the key's answer to every item that has one."""
    return {item.id: item.full() for item in exercise.items if item.full() is not None}
