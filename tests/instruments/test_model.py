"""An author's mistakes in an instrument, each at its line."""

from datetime import date
from pathlib import Path

import pytest

from mp_exercises.checking.instruments import instrument_faults
from mp_exercises.exercise import SourceError, parse_yaml
from mp_exercises.instruments import FORMS, UnknownInstrument, instrument_from, load

FORM = (FORMS / "practice-observation.yaml").read_text(encoding="utf-8")
GOAL = (FORMS / "goal-record.yaml").read_text(encoding="utf-8")


def faults(text: str) -> list[str]:
    """Return the faults of an instrument's text."""
    with pytest.raises(SourceError) as found:
        instrument_from(parse_yaml(text, Path("x.yaml")))
    return [str(fault) for fault in found.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("competency: evocation", "competency: evokation", "unknown competency 'evokation'"),
        ("id: observed-on", "id: observation", "id 'observation' stands twice"),
        ("column: rater}", "column: worker}", "column 'worker' is filled twice"),
        ("kind: date", "kind: dates", "'dates'"),
        ("audience: staff", "audience: family", ""),
        ("summary: Seven", "sumary: Seven", "unknown field 'sumary'; right would be 'summary'"),
        ("unseen: No chance to show it", "least: 1", "least on an item of kind 'scale'"),
    ],
)
def test_a_mistake_is_named_with_its_line(old, new, says):
    """Each mistake gives a fault with file and line, or none where the form stays sound."""
    changed = FORM.replace(old, new, 1)
    if not says:
        assert instrument_from(parse_yaml(changed, Path("x.yaml"))).audience == "family"
        return
    line = next(n for n, text in enumerate(changed.splitlines(), 1) if new in text)
    found = faults(changed)
    assert any(says in one for one in found)
    assert all(one.startswith("x.yaml:") for one in found)
    assert any(abs(int(one.split(":")[1]) - line) <= 3 for one in found)


def test_a_scale_that_is_not_there():
    """A scale that the form does not have is named, with those it has."""
    found = faults(GOAL.replace("scale: levels, column: level}", "scale: steps, column: level}", 1))
    assert any("unknown scale 'steps'; right would be one of levels" in one for one in found)


def test_families_forms_need_consent():
    """A form for families whose guide says nothing of consent is refused."""
    assert any("nothing is said of consent" in one for one in faults(GOAL[: GOAL.index("  consent:")]))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("column: level_start", "column: level_begun", "goals have no column 'level_begun'"),
        ("kind: date, text: Written on", "kind: text, text: Written on", "set_on cannot be filled by a text"),
        ("required: true, column: family", "column: family", "nothing fills family"),
        ("          own: From me", "          mine: From me", "an option that owner cannot be"),
        ("table: goals", "table: aims", "no kind of data is called 'aims'"),
    ],
)
def test_a_form_must_fit_its_table(tmp_path, old, new, says):
    """A field that the measures' table cannot hold, or lacks, is a fault at its line."""
    file = tmp_path / "goal-record.yaml"
    file.write_text(GOAL.replace(old, new, 1), encoding="utf-8")
    found = list(map(str, instrument_faults([file], date(2026, 11, 26), None)))
    assert any(says in one and one.startswith(f"{file}:") for one in found), found


def test_an_unknown_instrument_is_named_with_those_there_are():
    """A slug that nothing has is refused with the slugs that exist."""
    with pytest.raises(UnknownInstrument, match="right would be one of candidate-scoring, child-experience"):
        load("candidate")
