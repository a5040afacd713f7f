"""Answers in words: what a trainee gave and what the key has, part by part, for every kind."""

import json
import random

import pytest

from mp_exercises.exercise import STRATEGIES
from mp_exercises.exercise.kinds import KINDS
from tests.samples import sample

ITEMS = {item.id: item for item in sample().items}
BLANK = {
    "rate": {"ratings": {}, "evidence": {}},
    "code": {"codes": {}},
    "pick": {"picked": []},
    "picks": {"picked": []},
    "order": {"order": []},
    "sort": {"bins": {}},
    "visit": {"path": []},
    "goal": {},
    "write": {"text": " "},
}


def said(item, raw):
    """Return an answer in words as (part, about, says, lines)."""
    return [(given.part, given.about, given.says, given.lines) for given in item.in_words(item.read(raw))]


def test_the_sample_has_every_kind():
    """Nothing below passes for want of an item of a kind."""
    assert {item.kind for item in ITEMS.values()} == set(KINDS)


@pytest.mark.parametrize("name", ITEMS)
def test_a_blank_has_no_words(name):
    """An answer that says nothing gives no parts."""
    item = ITEMS[name]
    assert item.in_words(item.read(BLANK[name])) == []


def test_each_kind_in_its_words():
    """What was picked, placed, rated, coded, played or written is said in the words that were on offer."""
    assert said(ITEMS["pick"], {"picked": ["b"]}) == [
        ("b", "", "What would help you both sleep tonight?", ())
    ]
    assert said(ITEMS["picks"], {"picked": ["c", "a"]}) == [("a", "", "Line 1", ()), ("c", "", "Line 5", ())]
    assert said(ITEMS["code"], {"codes": {"t5": "information", "t1": "open-question"}}) == [
        ("t1", "", "Open question", ()),
        ("t5", "", "Information", ()),
    ]
    assert said(ITEMS["sort"], {"bins": {"c4": "ours"}}) == [
        ("c4", "Know who picks me up", "Ours to hold", ())
    ]
    assert said(ITEMS["order"], {"order": ["d", "a", "b", "c"]})[1] == ("a", "I hear you.", "2", ())
    rating = {"ratings": {"clarity": 4}, "evidence": {"clarity": ["t3"], "empathy": ["t5"]}}
    assert said(ITEMS["rate"], rating) == [
        ("empathy", "Empathy", "", ("t5",)),
        ("clarity", "Clarity about concerns", "4", ("t3",)),
    ]
    assert said(ITEMS["visit"], {"path": ["r2", "r7"]}) == [
        ("s1", "So go on then. What have they said?", "It's just routine.", ()),
        ("s3", "You people.", "There's no need for that.", ()),
    ]
    goal = {"owner": "o2", "levels": {"1": "l6"}, "wording": "<b>Sleep</b>"}
    assert said(ITEMS["goal"], goal) == [
        ("owner", "Whose is it?", "The school's", ()),
        ("level 1", "level 1", "Attends sleep clinic", ()),
        ("wording", "Or write it in Dean's own words.", "<b>Sleep</b>", ()),
    ]
    assert said(ITEMS["write"], {"text": "Last week."}) == [("text", "", "Last week.", ())]


@pytest.mark.parametrize("name", ITEMS)
def test_the_key_is_in_the_same_form(name):
    """The key's parts are those of an answer that earns everything, and each is worth all that it can be."""
    item = ITEMS[name]
    best = item.best_in_words()
    assert bool(best) == (item.kind != "reflection")
    if item.kind == "ranking":
        assert [(given.part, given.says) for given in best] == [
            ("b", "1"),
            ("a", "2–3"),
            ("c", "2–3"),
            ("d", "4"),
        ]
    elif best:
        assert best == item.in_words(item.full())
    assert {given.worth for given in best} <= {1.0, None}


def test_part_credit_is_said():
    """A part that the key takes for nearly right is worth what the key gives for it."""
    worth = {
        "pick": ({"picked": ["b"]}, [0.4]),
        "sort": ({"bins": {"c2": "lacey", "c3": "dean"}}, [0.5, 0.0]),
        "code": ({"codes": {"t3": "simple-reflection", "t4": "open-question"}}, [1.0, 0.0]),
        "order": ({"order": ["c", "b", "a", "d"]}, [0.0, 0.0, 1.0, 1.0]),
        "goal": ({"owner": "o2", "levels": {"0": "l5", "1": "l6"}}, [0.0, 0.5, 0.0]),
    }
    for name, (raw, expected) in worth.items():
        item = ITEMS[name]
        assert [given.worth for given in item.in_words(item.read(raw))] == expected, name


@pytest.mark.parametrize("name", ITEMS)
def test_without_the_key_nothing_of_it(name):
    """On a copy without the key, any answer's words are the same, and say nothing of what it is worth."""
    item = ITEMS[name]
    bare = next(entry for entry in sample().without_keys().items if entry.id == name)
    for strategy in STRATEGIES:
        raw = item.guess(strategy, random.Random(4))
        if raw is None:
            continue
        read = bare.read(json.loads(json.dumps(raw)))
        words = bare.in_words(read)
        assert words
        assert {given.worth for given in words} == {None}
        assert [(given.part, given.says) for given in words] == [
            (given.part, given.says) for given in item.in_words(read)
        ]
