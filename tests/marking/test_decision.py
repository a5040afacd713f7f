"""Decisions: bands against examples worked out by hand, and item errors against an analysis of variance."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mp_exercises.marking.decision import Cut, Piece, Rules, decide, item_error, rules

ORDER = ("not-yet", "borderline", "secure")
RULES = Rules(version=1, width=1.0, least_items=3, assumed_item_error=0.5, least_trainees=30)

marks = st.floats(-1, 1, allow_nan=False)
weights = st.floats(0.1, 100, allow_nan=False)
pieces = st.lists(st.builds(Piece, marks, weights), min_size=3, max_size=20)
cuts = st.builds(Cut, st.floats(0.1, 0.9), st.none() | st.floats(0, 0.2))


def equal(value, count=16):
    """Return items of one mark and one weight."""
    return [Piece(value, 1.0)] * count


def band(found, cut=0.6, error=0.4, **how):
    """Return the band of a decision by rules that are set here."""
    return decide(found, Cut(cut), error, known=how.pop("known", RULES), **how).band


def test_bands_by_hand():
    """Sixteen equal items with an item error of 0.4 have a standard error of 0.1 about a cut of 0.6."""
    found = decide(equal(0.75), Cut(0.6), 0.4, known=RULES)
    assert (found.band, found.items) == ("secure", 16)
    assert (found.value, found.error) == (pytest.approx(0.75), pytest.approx(0.1))
    expected = {0.701: "secure", 0.7: "secure", 0.699: "borderline", 0.6: "borderline", 0.5: "borderline"}
    expected |= {0.499: "not-yet", 0.2: "not-yet"}
    assert {value: band(equal(value)) for value in expected} == expected


def test_weights_by_hand():
    """Items of 6, 3 and 1 points: mean 0.69, and an error of 0.3 times the root of 46, by 10."""
    found = decide([Piece(0.8, 6), Piece(0.4, 3), Piece(0.9, 1)], Cut(0.5), 0.3, known=RULES)
    assert found.value == pytest.approx(0.69)
    assert found.error == pytest.approx(0.3 * math.sqrt(46) / 10)
    assert found.band == "borderline"


def test_the_error_of_the_cut_counts():
    """With an own error of 0.1 and a cut's of 0.075, the margin is 0.125 by Pythagoras."""
    found = decide(equal(0.72), Cut(0.6, 0.075), 0.4, known=RULES)
    assert found.error == pytest.approx(0.125)
    assert found.band == "borderline"
    assert decide(equal(0.72), Cut(0.6), 0.4, known=RULES).band == "secure"


def test_the_width_is_that_of_the_rules():
    """Twice the width makes borderline what was secure, and half the width decides what was borderline."""
    wide, narrow = RULES.model_copy(update={"width": 2.0}), RULES.model_copy(update={"width": 0.5})
    assert [band(equal(0.75), known=known) for known in (wide, RULES, narrow)] == [
        "borderline",
        "secure",
        "secure",
    ]
    assert [band(equal(0.54), known=known) for known in (wide, RULES, narrow)] == [
        "borderline",
        "borderline",
        "not-yet",
    ]


def test_too_little():
    """Two items say too little at any mark, as does nothing; three say something."""
    for value in (-1.0, 0.0, 1.0):
        assert decide(equal(value, 2), Cut(0.6), 0.1, known=RULES).value is None
        assert band(equal(value, 2), error=0.1) == "too-little"
    assert band([]) == "too-little"
    assert band(equal(1.0, 3), error=0.1) == "secure"


def test_nobody_is_told_what_nobody_could_escape():
    """Where one item outweighs the rest so far that full marks lie within the margin, it says too little."""
    heavy = [Piece(1.0, 20), Piece(1.0, 1), Piece(1.0, 1)]
    assert band(heavy, error=0.5) == "too-little"
    assert band([Piece(0.0, 20), Piece(0.0, 1), Piece(0.0, 1)], error=0.5) == "too-little"
    assert band(heavy, error=0.3) == "secure"


def test_waiting():
    """One item that waits for a person holds up the decision, and only that."""
    found = decide([*equal(1.0), Piece(None, 9.0)], Cut(0.6), 0.4, known=RULES)
    assert (found.band, found.value, found.error, found.items) == ("waiting", None, None, 16)
    assert band([Piece(None, 1.0)]) == "waiting"


def test_what_was_earned_in_all():
    """The gradebook's share counts in place of the items' mean, and a mark is never above 1 or below 0."""
    assert decide(equal(0.2), Cut(0.6), 0.4, share=0.8, known=RULES).band == "secure"
    assert decide(equal(0.9), Cut(0.6), 0.4, share=1.25, known=RULES).value == 1.0
    assert decide(equal(-0.9), Cut(0.6), 0.4, known=RULES).value == 0.0


@given(pieces, cuts, st.floats(0.01, 0.5), st.floats(0, 1), st.floats(0, 1))
def test_more_is_never_worse(found, cut, error, one, other):
    """Of two shares, the greater never has the lower band."""
    low, high = sorted((one, other))
    first, second = (decide(found, cut, error, share=share, known=RULES).band for share in (low, high))
    assume(first != "too-little")
    assert ORDER.index(first) <= ORDER.index(second)


@given(pieces, cuts, st.floats(0.01, 0.5), st.floats(0.01, 100))
def test_points_are_only_weights(found, cut, error, factor):
    """All points times the same factor change nothing."""
    scaled = [Piece(piece.value, piece.weight * factor) for piece in found]
    first, second = (decide(entry, cut, error, known=RULES) for entry in (found, scaled))
    if first.value is None or second.value is None:
        return
    assert second.value == pytest.approx(first.value)
    assert second.error == pytest.approx(first.error)


@given(pieces, st.floats(0.1, 0.9), st.floats(0.01, 0.5), st.floats(0.001, 0.3))
def test_less_sure_is_never_more_decided(found, cut, error, own):
    """A cut that is less sure never turns borderline into a decision."""
    sure, unsure = (decide(found, Cut(cut, se), error, known=RULES).band for se in (None, own))
    if sure in ("borderline", "too-little"):
        assert unsure in ("borderline", "too-little")


def two_way(table):
    """Return the mean squares of persons, items and residue of a table, from its sums of squares."""
    persons, items = table.shape
    grand = table.mean()
    rows, columns = table.mean(axis=1, keepdims=True), table.mean(axis=0, keepdims=True)
    of_rows = items * ((rows - grand) ** 2).sum() / (persons - 1)
    of_columns = persons * ((columns - grand) ** 2).sum() / (items - 1)
    residue = ((table - rows - columns + grand) ** 2).sum() / ((persons - 1) * (items - 1))
    return of_rows, of_columns, residue


@pytest.mark.parametrize(("persons", "items", "seed"), [(30, 4, 1), (200, 18, 2), (45, 7, 3)])
def test_the_item_error_is_the_absolute_error_of_a_g_study(persons, items, seed):
    """It is the root of the variance components of items and of residue in a two-way analysis of variance."""
    rng = np.random.default_rng(seed)
    table = (
        0.5
        + 0.2 * rng.normal(size=(persons, 1))
        + 0.3 * rng.normal(size=(1, items))
        + 0.25 * rng.normal(size=(persons, items))
    )
    _, of_items, residue = two_way(table)
    variance = (of_items - residue) / persons + residue
    assert item_error(table.tolist()) == pytest.approx(math.sqrt(variance), rel=1e-9)


def test_the_item_error_recovers_what_made_the_marks():
    """With many trainees and items, it comes near the errors that the marks were drawn with."""
    rng = np.random.default_rng(7)
    table = 0.6 + 0.3 * rng.normal(size=(1, 400)) + 0.4 * rng.normal(size=(600, 400))
    assert item_error(table.tolist()) == pytest.approx(0.5, abs=0.03)


def test_a_small_cohort_says_nothing():
    """Below the least number of trainees with two marks there is no figure; from it on there is."""
    some = [[0.0, 1.0]] * (rules().least_trainees - 1)
    assert item_error(some) is None
    assert item_error([*some, [0.5]]) is None
    assert item_error([*some, [0.0, 1.0]]) == pytest.approx(math.sqrt(0.5))


def test_the_rules_of_the_package_are_within_reason():
    """The rules come from their file, and the margin of ten items by them is no more than a quarter."""
    known = rules()
    assert known.least_items >= 2
    found = decide(equal(1.0, 10), Cut(0.6), known.assumed_item_error)
    assert known.width * found.error < 0.25
    assert found.band == "secure"
