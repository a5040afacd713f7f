"""Tables: each has its own spread, and nobody's answer can be told from any."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.workshop.tally import Answer, by_table, tally
from mp_exercises.workshop.tally.tables import covered
from tests.samples import sample
from tests.workshop.tally.rooms import rooms

SIZES = st.dictionaries(st.none() | st.integers(1, 9), st.integers(1, 8), max_size=9)


@given(SIZES)
def test_what_is_hidden_cannot_be_worked_out(sizes: dict[int | None, int]) -> None:
    """Every small table is hidden; and what is hidden is nobody, three people at least, or everybody."""
    hidden = covered(sizes)
    assert all(number in hidden for number, size in sizes.items() if size < 3)
    people = sum(sizes[number] for number in hidden)
    assert not hidden or people >= 3 or hidden == set(sizes)


@given(SIZES)
def test_no_more_is_hidden_than_must_be(sizes: dict[int | None, int]) -> None:
    """Without the last table that was hidden to cover others, what is hidden could be worked out."""
    hidden = covered(sizes)
    extra = [number for number in hidden if sizes[number] >= 3]
    assert len(extra) <= 1
    if extra:
        assert sum(sizes[number] for number in hidden) - sizes[extra[0]] < 3


@settings(max_examples=80)
@given(rooms())
def test_tables_add_up_to_the_room(asked: tuple[str, list[Answer]]) -> None:
    """Every answer is at one table, and a table's spread is that of a room with its people alone."""
    item_id, answers = asked
    item = sample().item(item_id)
    tables = by_table(sample(), item, answers)
    assert sum(table.people for table in tables) == tally(sample(), item, answers).people
    for table in tables:
        own = tally(sample(), item, [answer for answer in answers if answer.table == table.number])
        if table.tally is None:
            assert table.words
            continue
        assert table.people >= 3
        assert all(part.people >= 3 and part in own.parts for part in table.tally.parts)


def test_a_table_that_sees_it_otherwise_is_named() -> None:
    """A table most of which chose what most of the room did not is said to."""
    answers = [Answer({"picked": ["a"]}, 1)] * 6 + [Answer({"picked": ["d"]}, 2)] * 3
    first, second = by_table(sample(), sample().item("pick"), answers)
    assert first.differs == ()
    assert second.differs == ("picked",)
    assert "otherwise" in second.words
