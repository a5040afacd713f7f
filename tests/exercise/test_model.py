"""The exercise as a whole: keys, revision, review date."""

import json
from datetime import date

import pytest

from mp_exercises.exercise import CATALOGUE, Exercise, framework, load
from mp_exercises.exercise.catalogue import UnknownExercise, files
from tests.samples import sample


def test_without_keys_nothing_is_given_away():
    """The public copy holds no key, rationale or reason anywhere in its JSON."""
    text = json.dumps(sample().without_keys().data())
    assert "rationale" not in text
    for item in sample().items:
        assert item.secret.rationale not in text
    assert not sample().without_keys().keyed


def test_keys_come_back():
    """Taking the keys out and putting them back gives the same exercise."""
    keys = {item.id: item.secret for item in sample().items}
    assert sample().without_keys().with_keys(keys) == sample()


def test_revision_follows_what_is_seen():
    """The revision changes with a word that trainees see, and not with the key."""
    other = sample().model_copy(update={"title": "Another"})
    assert other.revision != sample().revision
    assert sample().without_keys().revision == sample().revision
    assert len(sample().revision) == 12


def test_review_is_due_after_its_months():
    """Twelve months after a review, the next one is due."""
    assert sample().review_due() == date(2027, 11, 20)


def test_data_can_be_read_back():
    """An exercise written as JSON is the same exercise when it is read."""
    assert Exercise.model_validate(sample().data()) == sample()


def test_unknown_exercise_names_what_exists():
    """Asking for an exercise that does not exist says which ones do."""
    with pytest.raises(UnknownExercise, match=files()[0].stem):
        load("no-such-exercise")


def test_framework_has_the_seven_skills_and_goals():
    """The framework holds the seven skills and goal-based practice, five anchors each."""
    skills = [entry.id for entry in framework().competencies if entry.group == "skill"]
    assert set(skills) == {
        "evocation",
        "collaboration",
        "autonomy",
        "empathy",
        "purposefulness",
        "clarity",
        "child-focus",
    }
    assert "goals" in framework().by_id
    for competency in framework().competencies:
        assert sorted(competency.anchors) == [1, 2, 3, 4, 5]
        assert len(set(competency.anchors.values())) == 5


def test_framework_refers_only_to_itself():
    """Each near pair names codes of its set, and each mapping names a known outside standard."""
    known = {entry.id for entry in framework().frameworks}
    for code_set in framework().code_sets:
        codes = {code.id for code in code_set.codes}
        assert all({one, other} <= codes for one, other, _ in code_set.near)
    for competency in framework().competencies:
        assert {standard.framework for standard in competency.standards} <= known


def test_catalogue_is_inside_the_package():
    """The catalogue travels with the package."""
    assert CATALOGUE.name == "catalogue"
    assert files()
