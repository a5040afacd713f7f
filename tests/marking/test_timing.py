"""Time on each item, as far as a record tells; no clock is read here."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.answers import Line
from mp_exercises.marking.timing import LONGEST_PAUSE, seconds_on_items

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
ITEMS = ("a", "b", "c")


def at(seconds):
    """Return a moment as a record has it."""
    moment = START + timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def lines(*answers):
    """Return lines from items and seconds after the start."""
    return [Line("e", item, "choice", "r1", {"picked": []}, at=at(seconds)) for item, seconds in answers]


def spent(*answers):
    """Return the seconds on each item."""
    return {item: seconds for (_, item), seconds in seconds_on_items(lines(*answers)).items()}


def test_each_gap_counts_for_the_answer_that_ends_it():
    """Of answers at 0, 60, 90 and 210 s, the item that was answered again has both of its gaps."""
    assert spent(("a", 0), ("b", 60), ("c", 90), ("b", 210)) == {"b": 180, "c": 30}


def test_a_break_counts_for_nothing():
    """A gap of just the longest pause counts; a longer one does not."""
    assert spent(("a", 0), ("b", LONGEST_PAUSE)) == {"b": LONGEST_PAUSE}
    assert spent(("a", 0), ("b", LONGEST_PAUSE + 1)) == {}


def test_a_clock_that_is_set_back_counts_for_nothing():
    """A gap below zero is left out, and the next one counts again."""
    assert spent(("a", 500), ("b", 100), ("c", 130)) == {"c": 30}


def test_nothing_and_one():
    """An empty record and a single answer tell no time."""
    assert seconds_on_items([]) == {}
    assert spent(("a", 10)) == {}


@pytest.mark.parametrize("date", ["2026-02-30T10:00:00Z", "0000-01-01T00:00:00Z", "2026-11-20T09:61:00Z"])
def test_a_date_that_does_not_exist(date):
    """A date that no calendar has passes the record's form; it stops nothing, and gives no time."""
    wrong = Line.of({**vars(lines(("b", 0))[0]), "at": date})
    first, last = lines(("a", 0), ("c", 40))
    assert seconds_on_items([first, wrong, last]) == {}


@given(
    st.lists(st.tuples(st.sampled_from(ITEMS), st.integers(-9_000, 9_000)), max_size=30),
    st.integers(-100_000, 100_000),
)
def test_only_differences_count(answers, shift):
    """No time is 0, none is more than all pauses, and a clock that is wrong throughout is no matter."""
    found = spent(*answers)
    assert all(seconds > 0 for seconds in found.values())
    assert sum(found.values()) <= LONGEST_PAUSE * max(0, len(answers) - 1)
    assert spent(*[(item, seconds + shift) for item, seconds in answers]) == pytest.approx(found)
