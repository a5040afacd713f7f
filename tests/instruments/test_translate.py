"""A form in another language: whole, or refused."""

import re
from pathlib import Path

import pytest
import yaml

from mp_exercises.exercise import SourceError, parse_yaml
from mp_exercises.instruments import load
from mp_exercises.instruments.page import fill_page, print_page
from mp_exercises.instruments.translate import sheet, strings, translation_from

FORM = load("child-experience")


def turned(text: str) -> str:
    """Return a text in a language of the test's own: each word backwards, fields in braces as they are."""
    return "".join(
        part if part.startswith("{") else part[::-1] for part in re.split(r"(\{[a-z]+\})", text)[::1]
    )


def source(**changes):
    """Return a whole translation, changed where the test says, as the reader has it."""
    given = {name: turned(text) for name, text in strings(FORM).items()}
    data = {
        "instrument": FORM.slug,
        "language": "qaa",
        "translates": FORM.version,
        "by": "the test",
        "checked_by": "the test",
        "checked": "2026-11-26",
        "strings": given,
    }
    data |= {name: value for name, value in changes.items() if name != "strings"}
    given.update(changes.get("strings", {}))
    data["strings"] = {name: text for name, text in given.items() if text is not None}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return parse_yaml(text, Path(f"{FORM.slug}.qaa.yaml"))


def faults(**changes):
    """Return the faults of a translation as lines."""
    with pytest.raises(SourceError) as found:
        translation_from(source(**changes))
    return [str(fault) for fault in found.value.faults]


def test_every_string_is_laid_over():
    """A page in another language holds every string of it, and none of the English ones."""
    made = sheet(FORM, translation_from(source()))
    assert made.instrument.language == "qaa"
    assert made.instrument.items["q1"].text == turned("I know why they come.")
    assert made.instrument.items["q1"].anchors == {1: "oN", 3: "tib A", 5: "seY"}
    page, paper = fill_page(made), print_page(made)
    assert '<html lang="qaa"' in page
    for text in ("I know why they come.", "Who sees this?", "Download the record", "A bit"):
        assert text not in page
        assert text not in paper
    assert turned("They listen to me.") in paper


def test_a_string_that_is_missed_is_a_fault():
    """A translation without one string, be it a question or a button, is refused with its name."""
    found = faults(strings={"items.q3.text": None, "words.form.print": None})
    assert len(found) == 2
    assert "items.q3.text is not translated; right would be words for 'They ask what I think.'" in found[0]
    assert all(one.startswith("child-experience.qaa.yaml:7:") for one in found)


def test_a_string_that_the_form_does_not_have_is_a_fault():
    """A name with a slip is told the name that was meant."""
    found = faults(strings={"items.q1.txt": "x"})
    assert len(found) == 1
    assert "the form has no items.q1.txt; right would be items.q1.text" in found[0]


def test_a_translation_of_an_older_form_is_refused():
    """Once the form has a new version, its translations must be looked at again."""
    assert any("which is at version 1" in one for one in faults(translates=2))


def test_fields_in_braces_stay():
    """A translation that loses the place of a value is refused."""
    assert any("other fields in braces" in one for one in faults(strings={"words.form.downloaded": "x"}))
