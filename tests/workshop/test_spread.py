"""How answers are spread: how many chose what, for each kind of item, and nobody's words."""

from __future__ import annotations

import json

from mp_exercises.workshop.spread import spread
from tests.samples import full_answers, sample


def test_every_kind_is_counted() -> None:
    """For each kind of item two equal answers count twice at each of their choices, and nothing else."""
    for item_id, answer in full_answers(sample()).items():
        item = sample().item(item_id)
        read = item.read(answer)
        found = spread(item.kind, [read, read])
        assert found["people"] == 2
        assert found["parts"], item.kind
        assert {n for values in found["parts"].values() for n in values.values()} == {2}


def test_parts_are_what_was_chosen() -> None:
    """The parts are the options, places, groups and points by id."""
    assert spread("choice", [{"picked": ["a", "b"]}, {"picked": ["b"]}])["parts"] == {
        "picked": {"a": 1, "b": 2}
    }
    assert spread("ranking", [{"order": ["x", "y"]}, {"order": ["y", "x"]}, {"order": []}]) == {
        "people": 3,
        "parts": {"x": {"1": 1, "2": 1}, "y": {"1": 1, "2": 1}},
    }
    assert spread("rating", [{"ratings": {"empathy": 3}, "evidence": {"empathy": ["l1"]}}])["parts"] == {
        "empathy": {"3": 1}
    }


def test_nobodys_words_are_in_it() -> None:
    """What people wrote in their own words is in no spread."""
    answers = [
        ("reflection", {"text": "Quokka"}),
        ("goal", {"whose": "hers", "wording": "Quokka", "levels": {"0": "card"}}),
    ]
    for kind, answer in answers:
        found = spread(kind, [answer])
        assert found["people"] == 1
        assert "Quokka" not in json.dumps(found)
    assert spread("goal", [answers[1][1]])["parts"] == {"whose": {"hers": 1}, "level 0": {"card": 1}}
    assert spread("reflection", [])["parts"] == {}
