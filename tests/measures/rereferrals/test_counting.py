"""The twelve-month rate, counted by hand and by the functions."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.rereferrals import looking_back, looking_forward, referred

from .lists import listed, many

YEAR = date(2024, 1, 1), date(2024, 12, 31)
UNTIL = date(2025, 10, 31)


def later(day):
    """Return the same day a year on, as calendars have it."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


def by_hand(rows, unit, start, end, until):
    """Return both rates, counted one referral at a time: again and counted, back and forward."""
    days = {}
    for child, family, day in rows:
        days.setdefault(child if unit == "child" else family, set()).add(day)
    back, forward = [], []
    for of in days.values():
        inside = sorted(day for day in of if start <= day <= end)
        back += [any(e < day <= later(e) for e in of) for day in inside]
        if inside and later(inside[0]) <= until:
            forward.append(any(inside[0] < day <= later(inside[0]) for day in of))
    return (sum(back), len(back)), (sum(forward), len(forward))


@pytest.mark.parametrize("unit", ["child", "family"])
@pytest.mark.parametrize("seed", range(3))
def test_both_rates_by_hand(unit, seed):
    """In an invented list of 400 families both rates are those of counting one referral at a time."""
    rows = many(400, seed)
    found = referred(listed(rows), unit)
    back, forward = by_hand(rows, unit, *YEAR, UNTIL)
    one = looking_back(found, *YEAR)
    two = looking_forward(found, *YEAR, UNTIL)
    assert (one.again, one.counted) == back
    assert (two.again, two.counted) == forward


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 1), st.dates(date(2023, 1, 1), date(2025, 10, 31))),
        min_size=60,
        max_size=150,
    )
)
def test_any_list_by_hand(drawn):
    """Whatever the list, also with double entries, both rates are those of counting by hand."""
    rows = [(f"C{family}{child}", f"F{family}", day) for family, child, day in drawn]
    rows.append(("C0", "F", date(2022, 12, 1)))
    for unit in ("child", "family"):
        found = referred(listed(rows), unit)
        back, forward = by_hand(rows, unit, *YEAR, UNTIL)
        try:
            one, two = looking_back(found, *YEAR), looking_forward(found, *YEAR, UNTIL)
        except Refused:
            continue
        assert (one.again, one.counted) == back
        assert (two.again, two.counted) == forward


def test_open_follow_up_is_left_out():
    """Of 60 children referred within a year of the list's end, none counts, also of those already back."""
    early = [(f"C{n}", f"F{n}", date(2024, 1, 10)) for n in range(40)]
    early += [(f"C{n}", f"F{n}", date(2024, 6, 10)) for n in range(10)]
    late = [(f"D{n}", f"G{n}", date(2024, 12, 1)) for n in range(60)]
    late += [(f"D{n}", f"G{n}", date(2025, 2, 1)) for n in range(6)]
    found = looking_forward(referred(listed([*early, *late])), *YEAR, UNTIL)
    assert (found.again, found.counted, found.still_open) == (10, 40, 60)
    assert found.rate.value == 0.25
    assert found.naive == pytest.approx(16 / 100)


def test_siblings_on_one_day_are_one_family():
    """Three siblings referred together twice are three children, and one family, referred again."""
    rows = [
        (f"C{n}{c}", f"F{n}", day)
        for n in range(20)
        for c in "abc"
        for day in (date(2024, 2, 1), date(2024, 5, 1))
    ]
    children, families = (referred(listed(rows), unit) for unit in ("child", "family"))
    assert looking_forward(children, *YEAR, UNTIL).counted == 60
    assert looking_forward(families, *YEAR, UNTIL).counted == 20
    assert (children.same_day, families.same_day) == (0, 80)


def test_twelve_months_are_calendar_months():
    """A referral on the same day of the next year is within twelve months, and one a day later is not."""
    rows = []
    for n in range(40):
        rows.append((f"C{n}", f"F{n}", date(2024, 3, 5)))
        rows.append((f"C{n}", f"F{n}", date(2025, 3, 5 if n < 20 else 6)))
    assert looking_forward(referred(listed(rows)), *YEAR, date(2025, 12, 1)).again == 20


def test_a_list_that_begins_too_late():
    """Without the twelve months before, earlier referrals cannot be known, and no rate is given."""
    rows = [(f"C{n}", f"F{n}", date(2023, 6, 1)) for n in range(50)]
    found = referred(listed(rows))
    with pytest.raises(Refused, match="begins on 2023-06-01, and referrals are needed from 2023-01-01"):
        looking_back(found, *YEAR)


def test_a_list_that_goes_on_after_its_last_day():
    """A last day before the last referral is a mistake, and named."""
    with pytest.raises(Refused, match="has a referral on 2024-05-02, after its last day 2024-05-01"):
        looking_forward(referred(listed([("C", "F", date(2024, 5, 2))] * 2)), *YEAR, date(2024, 5, 1))


def test_families_that_are_not_known():
    """A child without a family is a family alone, and how many there are is said."""
    rows = [("C1", None, date(2024, 1, 1)), ("C2", None, date(2024, 1, 1)), ("C3", "F", date(2024, 1, 1))]
    found = referred(listed(rows), "family")
    assert (len(found.frame), found.without_family) == (3, 2)
    with pytest.raises(Refused, match="the table has no families"):
        referred(listed(rows[:2]), "family")
