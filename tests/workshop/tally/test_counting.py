"""Counting a room's answers: nothing is lost, doubled or told of anybody."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.workshop.tally import Answer, Tally, tally, told
from tests.samples import sample
from tests.workshop.tally.rooms import ITEMS, room, rooms

QUICK = settings(max_examples=120)


def counts(counted: Tally) -> dict[tuple[str, str], int]:
    """Return every count by part and value, those that are none apart."""
    return {
        (part.shape.id, value.id): count
        for part in counted.parts
        for value, count in zip(part.shape.values, part.counts, strict=True)
        if count
    }


def recount(item_id: str, answers: list[Answer]) -> dict[tuple[str, str], int]:
    """Count again, by another way: what each person's answer says, one after the other."""
    item = sample().item(item_id)
    found: dict[tuple[str, str], int] = {}

    def add(part: str, value: str) -> None:
        found[part, value] = found.get((part, value), 0) + 1

    for raw in (answer.raw for answer in answers if not answer.blank):
        if item.kind == "choice" and item.select == "one":
            add("picked", raw["picked"][0])
        elif item.kind == "choice":
            for option in item.options:
                add(option.id, "yes" if option.id in raw["picked"] else "no")
        elif item.kind == "branching":
            scene = item.scenes[0]
            for step in raw["path"]:
                add(scene.id, step)
                to = next(reply.to for reply in scene.replies if reply.id == step)
                scene = next(entry for entry in item.scenes if entry.id == to)
            if not scene.replies:
                add("ending", scene.id)
        elif item.kind == "goal":
            for part, value in raw.items():
                if part == "levels":
                    for level, card in value.items():
                        add(f"level {level}", card)
                elif part != "wording":
                    add(part, value)
        elif item.kind == "ranking":
            for place, response in enumerate(raw["order"], 1):
                add(response, str(place))
        elif item.kind != "reflection":
            field = {"rating": "ratings", "coding": "codes", "sorting": "bins"}[item.kind]
            for part, value in raw[field].items():
                add(part, str(value))
    return found


@QUICK
@given(rooms())
def test_every_judgement_is_counted_once(asked: tuple[str, list[Answer]]) -> None:
    """The counts of every kind are those of going through the answers one by one."""
    item_id, answers = asked
    counted = tally(sample(), sample().item(item_id), answers)
    assert counted.people == sum(not answer.blank for answer in answers)
    assert counts(counted) == recount(item_id, answers)


@QUICK
@given(rooms(), st.randoms(use_true_random=False))
def test_order_does_not_matter(asked: tuple[str, list[Answer]], chance: random.Random) -> None:
    """Whoever answers first or last changes nothing of a tally or of what the wall shows."""
    item_id, answers = asked
    mixed = chance.sample(answers, len(answers))
    item = sample().item(item_id)
    assert tally(sample(), item, mixed) == tally(sample(), item, answers)
    assert told(sample(), item_id, mixed) == told(sample(), item_id, answers)


@QUICK
@given(rooms())
def test_rooms_add_up(asked: tuple[str, list[Answer]]) -> None:
    """Two rooms counted apart and added are the room that both would be."""
    item_id, answers = asked
    item = sample().item(item_id)
    halves = [counts(tally(sample(), item, half)) for half in (answers[::2], answers[1::2])]
    whole = counts(tally(sample(), item, answers))
    assert whole == {
        key: sum(half.get(key, 0) for half in halves) for key in {key for half in halves for key in half}
    }


@pytest.mark.parametrize("item_id", ITEMS)
def test_the_key_gets_full_credit(item_id: str) -> None:
    """A room in which everybody gives the key has full credit on every part, whatever the kind."""
    item = sample().item(item_id)
    best = item.full()
    if best is None:
        assert tally(sample(), item, []).layout == "count"
        return
    counted = tally(sample(), item, [Answer(item.read(best))] * 5)
    credits = {part.shape.id: part.credit for part in counted.parts if part.shape.id != "ending"}
    assert credits
    assert set(credits.values()) == {1.0}
    assert all(part.right[1] == 5 for part in counted.parts if part.shape.id != "ending")


@pytest.mark.parametrize("item_id", ITEMS)
def test_without_a_key_nothing_is_right(item_id: str) -> None:
    """Counted without keys, no value has credit, so that a tally can give no key away."""
    bare = sample().without_keys()
    counted = tally(bare, bare.item(item_id), room(sample(), item_id, 9))
    assert all(value.credit is None for part in counted.parts for value in part.shape.values)
    assert all(part.credit is None for part in counted.parts)
    assert not any(bar["key"] for part in told(bare, item_id, [])["parts"] for bar in part["bars"])


def test_nobodys_words_are_in_it() -> None:
    """What people write is counted in words, and is neither in the tally nor on the wall."""
    item = sample().item("write")
    answers = [Answer({"text": f"My mother Zenobia {'slept ' * n}"}) for n in range(4)]
    counted = tally(sample(), item, answers)
    assert counted.words == (3, 4, 5, 6)
    assert "Zenobia" not in repr(counted) + json.dumps(told(sample(), "write", answers))
    goal = [Answer({"goal": "g1", "wording": "Zenobia sleeps"})] * 3
    assert "Zenobia" not in repr(tally(sample(), sample().item("goal"), goal))


def test_the_wall_is_not_crowded() -> None:
    """Of many parts the wall shows those about which the room is most split, and says how many more."""
    answers = room(sample(), "goal", 12)
    shown = told(sample(), "goal", answers)
    counted = tally(sample(), sample().item("goal"), answers)
    assert len(shown["parts"]) + shown["more"] == len(counted.parts)
    assert len(shown["parts"]) == 4
    worst = sorted(part.share for part in counted.parts)[3]
    on_wall = {part["id"] for part in shown["parts"]}
    assert all(part.share <= worst for part in counted.parts if part.shape.id in on_wall)


@pytest.mark.parametrize("item_id", ITEMS)
def test_one_table_holds_what_has_the_same_values(item_id: str) -> None:
    """Parts go into one table only where each has the same columns; then all of them are there, in order."""
    shown = told(sample(), item_id, room(sample(), item_id, 12))
    columns = [[bar["id"] for bar in part["bars"]] for part in shown["parts"]]
    kind = sample().item(item_id).kind
    assert shown["matrix"] == (kind in ("rating", "coding", "ranking", "sorting"))
    if shown["matrix"]:
        assert all(each == columns[0] for each in columns)
    elif len(columns) > 1:
        assert all(sum(not bar["key"] for bar in part["bars"]) <= 4 for part in shown["parts"])


def test_the_wall_says_why() -> None:
    """The wall has the key's reason, shortened, and nothing of it where the definition has no key."""
    answers = room(sample(), "goal", 5)
    why = sample().item("goal").secret.rationale  # type: ignore[union-attr]
    assert told(sample(), "goal", answers)["rationale"][:40] == " ".join(why.split())[:40]
    assert told(sample().without_keys(), "goal", answers)["rationale"] == ""


def test_counting_is_light() -> None:
    """A server counts without loading NumPy, SciPy or a database."""
    code = (
        "import sys, mp_exercises.workshop.tally; "
        "print({'numpy', 'scipy', 'sklearn', 'sqlalchemy', 'tornado'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
