"""Authors' files: faults at their lines, and never a traceback."""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.exercise import SourceError, exercise_from, load_file, parse_yaml
from tests.samples import SAMPLE

TEXT = SAMPLE.read_text(encoding="utf-8")


def faults(text):
    """Return the faults of an exercise's text."""
    with pytest.raises(SourceError) as caught:
        exercise_from(parse_yaml(text, Path("x.yaml")))
    return caught.value.faults


def line_of(text, part):
    """Return the line on which ``part`` first stands."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("minutes: 10", "minuts: 10", "unknown field 'minuts'"),
        ("    kind: choice\n    prompt: What", "    kind: chioce\n    prompt: What", "'chioce'"),
        ("competencies: [empathy]", "competencies: [sympathy]", "unknown competency 'sympathy'"),
        ("credit: {d: 1, b: 0.4}", "credit: {z: 1}", "option 'z'"),
        ("cites: [t4]", "cites: [t99]", "transcript line 't99' is cited and does not exist"),
        ("skills: [empathy, clarity", "skills: [empathie, clarity", "unknown competency 'empathie'"),
        ("code_set: listening", "code_set: hearing", "unknown code set 'hearing'"),
        ("id: order", "id: pick", "id 'pick' stands twice"),
        ("who: kemi, says", "who: kim, says", "'kim' is not among the people"),
        ("to: s2}", "to: s9}", "scene 's9' does not exist"),
        ("order: [b, [a, c], d]", "order: [b, [a, c]]", "does not hold each response once"),
        ("bins: {c1: dean,", "bins: {c9: dean,", "card 'c9'"),
        ("autonomy: 3, child-focus: 1}", "autonomy: 6, child-focus: 1}", "less than or equal to 5"),
        ("l1: 2}", "l1: 1}", "five levels"),
        ("title: A sample", "title: Twice\ntitle: A sample", "'title' stands twice"),
        ("reviewed: 2026-11-20", "reviewed: soon", "a day such as"),
        ("reviewed: 2026-11-20", "reviewed: 2026-13-45", "a day that exists"),
        ('{id: b, text: "What would help', '{id: a, text: "What would help', "id 'a' stands twice"),
        ("{id: c2, text", "{id: c1, text", "id 'c1' stands twice"),
        ("{id: g2, text", "{id: g1, text", "id 'g1' stands twice"),
        ("skills: [empathy, clarity", "skills: [empathy, empathy, clarity", "id 'empathy' stands twice"),
        ("{id: r2, text: \"It's", "{id: r1, text: \"It's", "id 'r1' stands twice"),
        ('{id: b2, text: "Bad"}', "{id: b2, text: 5}", "items.7.baseline.options.1.text is '5'"),
        ("competencies: [empathy]", "competencies: empathy", "a list, for example"),
        ("minutes: 10", 'minutes: !!timestamp "x"', "cannot be read"),
    ],
)
def test_each_mistake_is_named_at_its_line(old, new, wrong):
    """An author's mistake is reported with its line, what is wrong and what would be right."""
    assert old in TEXT
    changed = TEXT.replace(old, new, 1)
    found = [fault for fault in faults(changed) if wrong in str(fault)]
    assert found, faults(changed)
    near = line_of(TEXT, old)
    assert any(abs(fault.line - near) <= 4 for fault in found), (found, near)
    assert all(re.match(r"x\.yaml:\d+: .+; right would be .+", str(fault)) for fault in found)


@pytest.mark.parametrize("value", ["5", "true", "{a: 1}", "[5, null]", "text"])
@pytest.mark.parametrize("field", ["transcript", "items", "people", "provenance"])
def test_a_value_of_another_shape_is_a_fault(field, value):
    """A number, word or list where fields belong is a fault in a sentence, and nothing else."""
    cut = re.sub(rf"(?ms)^{field}:.*?(?=^\w)", "", TEXT + "\nzz: 1\n").replace("zz: 1\n", "")
    assert faults(cut + f"\n{field}: {value}\n")


def test_near_name_is_suggested():
    """A misspelt field comes with the name that was meant."""
    assert "'minutes'" in str(faults(TEXT.replace("minutes: 10", "minuts: 10"))[-1])


@pytest.mark.parametrize(
    "text", ["", "just words", "- a list", "a: [1", "a: *b", "? {a: b}\n: c", "\x00", "a: 1\n\tb: 2"]
)
def test_what_is_no_exercise_is_a_fault(text):
    """Text that is no exercise, or no YAML, is a fault with a line and no other exception."""
    assert all(fault.line >= 1 for fault in faults(text))


@settings(max_examples=200)
@given(st.integers(0, len(TEXT)), st.integers(0, 30), st.text(max_size=12))
def test_damaged_files_never_raise_anything_else(start, length, junk):
    """Whatever is cut from or typed into a file, the reader gives an exercise or faults."""
    text = TEXT[:start] + junk + TEXT[start + length :]
    with contextlib.suppress(SourceError):
        exercise_from(parse_yaml(text, Path("x.yaml")))


def test_deep_nesting_is_a_fault():
    """A file nested a thousand levels deep is refused in a sentence."""
    assert "nested" in str(faults("a: " + "[" * 300 + "]" * 300)[0])


def test_unreadable_files_are_faults(tmp_path):
    """A missing file, a file that is not UTF-8 and one that is too large are faults."""
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"title: \xe9\xff")
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 1_000_001)
    for file in (tmp_path / "missing.yaml", latin, large):
        with pytest.raises(SourceError):
            load_file(file)


def test_circle_in_a_visit_is_a_fault():
    """A visit that leads back to an earlier scene is refused, so that marking always ends."""
    changed = TEXT.replace("engagement: -1}", "engagement: -1, to: s1}").replace("to: s4}", "to: s1}", 1)
    assert any("leads back to itself" in fault.wrong for fault in faults(changed))
