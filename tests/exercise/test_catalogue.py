"""Every exercise of the catalogue keeps the promises of marking."""

import pytest

from mp_exercises.exercise import KINDS, everything
from mp_exercises.marking import baselines, mark
from tests.samples import full_answers

EXERCISES = everything()
NAMES = [exercise.slug for exercise in EXERCISES]


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_own_key_earns_full_marks(exercise):
    """An exercise's own key earns everything that is marked automatically."""
    found = mark(exercise, full_answers(exercise))
    assert found.fraction is None or found.fraction == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_blank_record_earns_nothing(exercise):
    """Somebody who answers nothing earns nothing."""
    found = mark(exercise, {})
    assert found.points == 0
    assert not found.fraction


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_every_wrong_single_answer_earns_less(exercise):
    """One wrong judgement anywhere earns less than the key."""
    best = full_answers(exercise)
    for item in exercise.items:
        for slip in item.slips():
            found = mark(exercise, {**best, item.id: slip})
            assert found.fraction < 1 - 1e-9, (item.id, slip)


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_guessing_earns_nothing(exercise):
    """No way of guessing gets anywhere."""
    assert [entry for entry in baselines(exercise) if entry.limit] == []


def test_catalogue_has_every_kind():
    """There is at least one exercise of each of the eight kinds."""
    assert {item.kind for exercise in EXERCISES for item in exercise.items} == set(KINDS)


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_people_are_said_to_be_invented(exercise):
    """Each exercise says that its people are invented, and whose judgement its key is."""
    assert "invented" in exercise.invented.lower()
    assert exercise.provenance.source in ("author", "panel")
