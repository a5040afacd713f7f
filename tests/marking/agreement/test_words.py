"""Words for coefficients."""

from dataclasses import replace

import pytest

from mp_exercises.marking.agreement import band, icc, krippendorff_alpha, said
from mp_exercises.marking.estimate import Estimate

from .tables import KRIPPENDORFF, SHROUT_FLEISS

BASE = Estimate("icc", 0.8, 0.8, 0.8, 0.95, n=30, raters=3, form="2,1")


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [
        (0.1, 0.4, ("poor",)),
        (0.49, 0.51, ("poor", "moderate")),
        (0.76, 0.89, ("good",)),
        (0.60, 0.93, ("moderate", "excellent")),
        (-0.3, 0.99, ("poor", "excellent")),
    ],
)
def test_the_intraclass_correlation_is_judged_on_its_interval(low, high, bands):
    """Both ends are named, as Koo and Li judge it, whatever the value between them is."""
    assert band(replace(BASE, value=(low + high) / 2, low=low, high=high)) == bands


@pytest.mark.parametrize(
    ("value", "key"), [(0.80, "reliable"), (0.799, "tentative"), (0.667, "tentative"), (0.666, "unreliable")]
)
def test_krippendorffs_rule(value, key):
    """Alpha from .80 is reliable, from .667 tentative, below it neither."""
    assert band(Estimate("krippendorff-alpha", value, value, value, 0.95, n=30)) == (key,)


def test_no_bands_where_none_are_agreed():
    """Gwet's coefficient has no band of its own."""
    assert band(Estimate("gwet-ac", 0.9, 0.8, 0.95, 0.95, n=30)) == ()


def test_a_sentence_gives_form_interval_and_size():
    """The sentence says the form, the interval and on how many cases it rests."""
    assert said(icc(SHROUT_FLEISS)) == (
        "Reliability is poor to good: ICC(2,1) 0.29 (95% interval 0.02 to 0.76; 6 cases, 4 raters)."
    )


def test_a_wide_interval_is_doubted_aloud():
    """An alpha above .80 whose interval reaches below .667 says so."""
    sentence = said(krippendorff_alpha(KRIPPENDORFF, "interval"))
    assert "0.85" in sentence
    assert sentence.endswith("may be too low.")
