"""A tally in words, and what is worth talking about first."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.exercise import load
from mp_exercises.workshop.tally import Answer, Asked, in_words, judge_of, tally, worth_discussing
from mp_exercises.workshop.tally.bands import nearness, standing
from tests.samples import sample
from tests.workshop.tally.rooms import rooms

QUICK = settings(max_examples=80)


def picked(*options: str) -> list[Answer]:
    """Return a room's answers to the question with one choice."""
    return [Answer({"picked": [option]}) for option in options]


def said(item_id: str, answers: list[Answer]) -> str:
    """Return what is said of a room's answers to an item of the sample."""
    return " ".join(in_words(tally(sample(), sample().item(item_id), answers), judge_of(sample())))


def rated(**ratings: list[int]) -> list[Answer]:
    """Return a room's ratings: of each skill, what each person gave."""
    people = len(next(iter(ratings.values())))
    names = {skill.replace("_", "-"): points for skill, points in ratings.items()}
    return [Answer({"ratings": {skill: points[n] for skill, points in names.items()}}) for n in range(people)]


def test_agrees_about_one_and_is_split_about_another() -> None:
    """The sentence names what a room agrees about, and what it is split about."""
    answers = rated(empathy=[5, 5, 4, 5, 5], autonomy=[1, 5, 3, 1, 5])
    words = said("rate", answers)
    assert "The room agrees about empathy, and is split about autonomy." in words
    assert "author" in words


def test_one_question_has_its_shares() -> None:
    """Of one question it says how many chose what, and what the author chose."""
    assert "The room agrees: 4 of 5 chose “Let's stay with that fear" in said("pick", picked(*"ddddb"))
    assert "The author chose the same." in said("pick", picked(*"ddddb"))
    words = said("pick", picked(*"aaaac"))
    assert "The author chose “Let's stay with that fear" in words
    assert "which nobody did" in words
    assert "is split" in said("pick", picked(*"abcd"))
    assert "as 1 of 4 did" in said("pick", picked(*"aabd"))


def test_two_people_are_not_a_room() -> None:
    """Of fewer than three answers nothing is said but how many they are."""
    assert said("pick", []) == "Nobody has answered yet."
    assert said("pick", picked("a")).startswith("One answer, which is too few")
    assert said("pick", picked("a", "a")).startswith("2 answers, which is too few")
    assert "agrees" in said("pick", picked("a", "a", "a"))


def test_a_panel_is_called_a_panel() -> None:
    """Whose key it is, is said: the author's, unless a panel rated it."""
    source = sample().provenance.model_copy(update={"source": "panel", "raters": 7})
    panel = sample().model_copy(update={"provenance": source})
    words = in_words(tally(panel, panel.item("pick"), picked(*"dddd")), judge_of(panel))
    assert words[-1] == "The panel chose the same."


@QUICK
@given(rooms())
def test_words_keep_to_the_bands(asked: tuple[str, list[Answer]]) -> None:
    """No room both agrees and is split about a part, and of three people or more something is said."""
    item_id, answers = asked
    counted = tally(sample(), sample().item(item_id), answers)
    words = in_words(counted, "author")
    assert words
    for part in counted.parts:
        if standing(part) == "agrees":
            assert part.share >= 0.75
        if standing(part) == "split":
            assert part.share < 0.6
        if part.people < 3:
            assert standing(part) == "few"
            assert nearness(part) is None


@QUICK
@given(st.lists(rooms(), max_size=6), st.randoms(use_true_random=False))
def test_what_comes_first_follows_from_the_answers_alone(
    asked: list[tuple[str, list[Answer]]], chance: random.Random
) -> None:
    """The same answers give the same points, in whatever order the questions are looked at; three at most."""
    questions = [
        Asked(step, f"question {step + 1}", "author", tally(sample(), sample().item(item_id), answers))
        for step, (item_id, answers) in enumerate(asked)
    ]
    points = worth_discussing(questions)
    assert points == worth_discussing(chance.sample(questions, len(questions)))
    assert len(points) <= 3
    for point in points:
        part = next(part for part in questions[point.step].tally.parts if part.shape.id == point.part)
        assert standing(part) == "split" or nearness(part) == "far"
        assert "split" in point.why or "far from the author" in point.why


def test_most_split_and_then_farthest_from_the_key() -> None:
    """First comes where the fewest answered alike, then where the fewest came near the key."""
    exercise = load("empathy-what-would-you-say")
    teenager, doorstep, brush = (exercise.item(name) for name in ("teenager", "doorstep", "brush"))
    wrong = next(option.id for option in doorstep.options if option.id not in doorstep.full()["picked"])
    rooms_of = [
        (teenager, [option.id for option in teenager.options][:3]),
        (doorstep, [wrong] * 3),
        (brush, [brush.full()["picked"][0]] * 3),
    ]
    questions = [
        Asked(step, f"question {step + 1}", "author", tally(exercise, item, picked(*options)))
        for step, (item, options) in enumerate(rooms_of)
    ]
    first, second = worth_discussing(questions)
    assert (first.step, second.step) == (0, 1)
    assert first.title == "Question 1"
    assert "1 of 3" in first.why
    assert "far from the author: 0 of 3" in second.why
