"""Coefficients of a room: those that fit the kind, as their own package reckons them, or refused."""

from __future__ import annotations

import pytest

from mp_exercises.exercise import load
from mp_exercises.marking.agreement import cohen_kappa, icc, krippendorff_alpha
from mp_exercises.workshop.tally import Answer
from mp_exercises.workshop.tally.coefficients import Coefficient, coefficients
from tests.samples import sample
from tests.workshop.tally.rooms import room


def of(exercise: str, item: str, answers: list[Answer]) -> dict[str, Coefficient]:
    """Return the coefficients of a room's answers, by what they are about."""
    found = load(exercise)
    return {each.about: each for each in coefficients(found, found.item(item), answers)}


def test_ratings_have_the_intraclass_correlation() -> None:
    """A room's ratings have ICC(2,1) over the skills, of those who rated all of them."""
    exercise = load("empathy-reading-the-room")
    answers = room(exercise, "rate", 12)
    skills = [skill.id for skill in exercise.item("rate").skills]
    whole = [answer.raw["ratings"] for answer in answers if len(answer.raw["ratings"]) == len(skills)]
    assert 2 < len(whole) < 12
    found = of("empathy-reading-the-room", "rate", answers)
    assert found["room"].estimate == icc([[ratings[skill] for ratings in whole] for skill in skills], "2,1")
    assert found["room"].notes[0].startswith(f"{len(whole)} of 12 answered every part")
    assert "ICC(2,1)" in found["room"].says
    assert "95% interval" in found["room"].says


def test_orders_have_the_mean_rank_correlation() -> None:
    """A room's orders have ICC(3,1), which is the mean of Spearman's correlation over all pairs."""
    exercise = load("situational-judgement-three-doorsteps")
    answers = room(exercise, "firmer", 7)
    ids = [option.id for option in exercise.item("firmer").options]
    orders = [[answer.raw["order"].index(entry) for entry in ids] for answer in answers]
    k = len(ids)

    def spearman(one: list[int], other: list[int]) -> float:
        apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
        return 1 - 6 * apart / (k * (k * k - 1))

    pairs = [spearman(one, other) for n, one in enumerate(orders) for other in orders[:n]]
    estimate = of("situational-judgement-three-doorsteps", "firmer", answers)["room"].estimate
    assert estimate is not None
    assert estimate.value == pytest.approx(sum(pairs) / len(pairs))


def test_labels_have_alpha_and_kappa() -> None:
    """Labels have Krippendorff's alpha, gaps and all, and against the key kappa of the most common."""
    exercise = load("listening-twelve-replies")
    item = exercise.item("twelve")
    answers = room(exercise, "twelve", 9)
    rows = [[answer.raw["codes"].get(line) for answer in answers] for line in item.lines]
    assert any(None in row for row in rows)
    found = of("listening-twelve-replies", "twelve", answers)
    assert found["room"].estimate == krippendorff_alpha(rows)
    same = [Answer(item.full())] * 4
    assert of("listening-twelve-replies", "twelve", same)["key"].estimate == cohen_kappa(
        list(item.full()["codes"].values()), list(item.full()["codes"].values())
    )


def test_one_question_has_a_share_with_its_interval() -> None:
    """Of one question it gives the share that answered as the key, from ten people on."""
    answers = [Answer({"picked": [option]}) for option in "ddddddddab"]
    room_, key = coefficients(sample(), sample().item("pick"), answers)
    assert room_.estimate is None
    assert key.estimate is not None
    assert key.estimate.value == 0.8
    assert key.says == "8 of 10 answered as the author: 80% (95% interval 49% to 94%)."
    _, few = coefficients(sample(), sample().item("pick"), answers[:9])
    assert few.estimate is None
    assert "at least 10" in few.says


@pytest.mark.parametrize("item_id", ["rate", "code", "sort", "order", "picks"])
def test_too_few_parts_are_refused_with_the_reason(item_id: str) -> None:
    """A coefficient over three or four parts is refused, and says how many it needs."""
    for found in coefficients(sample(), sample().item(item_id), room(sample(), item_id, 12)):
        assert found.estimate is None
        assert "is not given" in found.says
        assert "at least" in found.says


@pytest.mark.parametrize("item_id", ["visit", "goal", "write"])
def test_kinds_without_a_coefficient_say_so(item_id: str) -> None:
    """A visit, a goal and writing have no coefficient, and the reason is said."""
    (found,) = coefficients(sample(), sample().item(item_id), room(sample(), item_id, 12))
    assert found.estimate is None
    assert "no coefficient" in found.says


def test_two_people_have_none() -> None:
    """Of fewer than three answers no coefficient is given."""
    (found,) = coefficients(sample(), sample().item("rate"), room(sample(), "rate", 2))
    assert found.estimate is None


def test_everybody_alike_is_no_error() -> None:
    """A room in which everybody rates everything the same is told why there is no coefficient."""
    exercise = load("empathy-reading-the-room")
    skills = [skill.id for skill in exercise.item("rate").skills]
    answers = [Answer({"ratings": dict.fromkeys(skills, 3), "evidence": {}})] * 6
    assert "no differences" in of("empathy-reading-the-room", "rate", answers)["room"].says
