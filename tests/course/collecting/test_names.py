"""Names: the same person however a platform writes them, and nobody else."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mp_exercises.course.collecting.names import runs_of, words_of
from mp_exercises.course.collecting.people import People, Trainee
from mp_exercises.plain import cell, has_unseen, is_id, shown

PARTS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12)


@given(st.lists(PARTS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_order_case_accents_and_spacing_do_not_matter(parts, rng):
    """A name turned round, in capitals, with its accents apart and other spaces is the same name."""
    turned = parts[:]
    rng.shuffle(turned)
    other = unicodedata.normalize("NFD", rng.choice([", ", "  ", "\u00a0", " - ", "_"]).join(turned))
    assert words_of(other) == words_of(" ".join(parts))
    upper = " ".join(parts).upper()
    assert words_of(upper) == words_of(upper.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë Ångström-O'Neill", "ANGSTROM ONEILL, ZOE"),
        ("Łukasz Wiśniewski", "wisniewski lukasz"),
        ("Søren Kjær", "Soren Kjaer"),
        ("Jo Bloggs", "Bloggs, Jo"),
        ("Ｊｏ Ｂｌｏｇｇｓ", "jo bloggs"),
        ("Jo\u200d Bloggs", "Jo Bloggs"),
        ("Jo O\u00b4Neill", "Jo O'Neill"),
    ],
)
def test_names_that_are_the_same(one, other):
    """Names as people write them, and as platforms do, are the same."""
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jo Bloggs", "Jo Blogg"), ("Jo Bloggs", "Jo"), ("Jo Bloggs", "J\u043e Bloggs")]
)
def test_names_that_are_not(one, other):
    """A letter less, half a name, or a letter of another alphabet that looks alike is another name."""
    assert words_of(one) != words_of(other)


@given(st.lists(PARTS, min_size=2, max_size=4))
@example(["A", "A\ufc5eA", "A\ufc5eB"])
@example(["A", "A\ufdfaA"])
def test_names_run_together(parts):
    """Family and given name run together, as Canvas does it, in any order, are found."""
    people = People([Trainee("one", (" ".join(parts),))], closed=True)
    assert people.find_run("".join(reversed(parts)).lower()) == {"one"}
    assert len(runs_of(" ".join(parts))) <= 24


@given(st.text(max_size=80))
def test_nothing_shown_turns_or_hides(text):
    """Whatever a name holds, what is shown of it is one line without anything unseen."""
    safe = shown(text, 1000)
    assert not has_unseen(safe)
    assert safe.isprintable() or " " in safe or "\u00a0" in safe
    assert "\n" not in safe
    assert "\u202e" not in safe


@given(st.sampled_from("=+-@\t\r"), st.text(max_size=20))
def test_no_cell_is_a_formula(sign, rest):
    """Text that a spreadsheet would run is put behind an apostrophe."""
    assert cell(sign + rest).startswith("'")
    assert cell("  " + sign.strip() + "x").startswith("'") or not sign.strip()


@given(st.text(max_size=70))
def test_an_id_is_a_safe_folder(text):
    """What is taken for an id is one folder on every system: no slash, dot-dot, device or blank."""
    if is_id(text):
        assert text.isascii()
        assert not set(text) & set('/\\:*?"<>|+ ')
        assert text.strip(".") == text
        assert text.split(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a/b", "a\\b", "CON", "nul.txt", "jo.", "-rf", "jo bloggs", "a" * 65, "é"]
)
def test_unsafe_ids_are_refused(text):
    """Ids that would harm, or fail on some system, are none."""
    assert not is_id(text)


@pytest.mark.parametrize("text", ["jbloggs", "12345", "jo.bloggs@example.org", "J-B_1", "a", "com10x"])
def test_usual_ids_do(text):
    """Logins, numbers and addresses are ids."""
    assert is_id(text)
