"""What a second marker reads: a trainee's words without the trainee's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.course.moderating.wording import (
    HIDDEN,
    Known,
    cleaned,
    names_left,
    same_words,
    without_name,
)

KNOWN = Known("trainee-00007", "Grace", "Pryce-Jones", "grace.pj@example.org")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I am Grace Pryce-Jones.", f"I am {HIDDEN}."),
        ("grace  pryce-jones, MA", f"{HIDDEN}, MA"),
        ("Pryce-Jones, Grace\nI would", f"{HIDDEN}\nI would"),
        ("id TRAINEE-00007 here", f"id {HIDDEN} here"),
        ("write to grace.pj@example.org!", f"write to {HIDDEN}!"),
        ("trainee-000071 is another", "trainee-000071 is another"),
        ("by the grace of", "by the grace of"),
    ],
)
def test_names_are_taken_out(text, shown):
    """The id, the address and the whole name are taken out, in any case; other words stay."""
    assert without_name(text, KNOWN) == shown


def test_single_names_are_left_to_a_person():
    """A first name that may be an ordinary word stays, and is named for somebody to look at."""
    text = "Yours, Grace. The grace period"
    assert without_name(text, KNOWN) == text
    assert names_left(text, KNOWN) == ["Grace"]
    assert names_left("by the grace of", KNOWN) == []


def test_a_nameless_trainee_changes_nothing():
    """Where the gradebook has no name, no empty name is looked for."""
    assert without_name("I would ask, and listen.", Known("x")) == "I would ask, and listen."


@given(st.text())
def test_cleaned_can_be_written(text):
    """Whatever was written, the text that is shown has no sign that a workbook or a page cannot hold."""
    shown = cleaned(text)
    shown.encode()
    assert len(shown) <= len(text)
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in shown)
    assert not set("\u202a\u202e\u2066\ud800\r\x85\u2028") & set(shown)
    assert cleaned(shown) == shown


@given(st.lists(st.text("abc", min_size=1), min_size=1), st.sampled_from([" ", "\n", "\r\n", " \n "]))
def test_spaces_make_no_difference(words, between):
    """Texts are the same whatever a spreadsheet does to spaces and line ends, and differ by a word."""
    assert same_words(" ".join(words), between.join(words))
    assert not same_words(" ".join(words), between.join([*words, "d"]))
