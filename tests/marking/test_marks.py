"""Marks of a whole exercise."""

import pytest

from mp_exercises.answers import Line
from mp_exercises.marking import mark, mark_record, signed
from mp_exercises.sitting import line_for
from tests.samples import full_answers, sample


def test_key_earns_all_and_reflection_waits():
    """The key earns all points that are marked automatically; the reflection waits for a person."""
    found = mark(sample(), {**full_answers(sample()), "write": {"text": "Words."}})
    assert found.fraction == pytest.approx(1)
    assert found.points == pytest.approx(found.most)
    assert found.waiting == ("write",)


def test_wrong_answers_cost_but_never_below_zero():
    """Careless answers pull the mark down to 0 and no further."""
    worst = {"pick": {"picked": ["c"]}, "order": {"order": ["d", "a", "c", "b"]}}
    assert signed(sample(), worst) < 0
    assert mark(sample(), worst).fraction == 0


def test_damaged_answer_counts_as_blank_and_says_why():
    """An answer that cannot be read earns 0, keeps the rest, and is named."""
    found = mark(sample(), {**full_answers(sample()), "pick": {"picked": ["no"]}})
    item = next(entry for entry in found.items if entry.item == "pick")
    assert (item.value, item.state) == (0, "unreadable")
    assert "no" in item.note
    assert 0 < found.fraction < 1


def test_last_answer_counts():
    """Of several answers to one item, the last one in the record is marked."""
    lines = [
        line_for(sample(), "pick", {"picked": ["a"]}),
        line_for(sample(), "pick", {"picked": ["d"]}),
    ]
    by_item = {entry.item: entry.value for entry in mark_record(sample(), lines).items}
    assert by_item["pick"] == 1


def test_answer_taken_back_is_a_blank():
    """Starting again takes an answer out of the mark."""
    lines = [line_for(sample(), "pick", {"picked": ["d"]}), line_for(sample(), "pick", None)]
    assert mark_record(sample(), lines).fraction == 0


def test_other_exercises_and_items_are_ignored():
    """Lines of other exercises and of items that do not exist change nothing."""
    lines = [
        line_for(sample(), "pick", {"picked": ["d"]}),
        Line("another", "pick", "choice", "0" * 12, {"picked": ["a"]}),
        Line(sample().slug, "ghost", "choice", "0" * 12, {"picked": ["a"]}),
    ]
    assert mark_record(sample(), lines) == mark(sample(), {"pick": {"picked": ["d"]}})


def test_marking_needs_keys():
    """Marking without keys is refused in a sentence."""
    with pytest.raises(ValueError, match="carries no keys"):
        mark(sample().without_keys(), {})
