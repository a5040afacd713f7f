"""Assessments and keys as authors write them: each fault at its file and line."""

from datetime import date

import pytest

from mp_exercises.checking.report import Report
from mp_exercises.course.assessment import evidence, read_assessment
from mp_exercises.course.check import check_course
from mp_exercises.course.folder import TEMPLATES
from mp_exercises.exercise import Exercise, SourceError

ASSESSMENT = (TEMPLATES / "example.assessment.yaml").read_text(encoding="utf-8")
KEYS = (TEMPLATES / "example.key.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the example's two files."""
    for kind, text in (("assessments", ASSESSMENT), ("keys", KEYS)):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "example.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def edit(folder, kind, old, new):
    """Replace text in one of the files and return the line on which it stood."""
    file = folder / kind / "example.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(folder):
    """Return the faults of the example as text."""
    with pytest.raises(SourceError) as error:
        read_assessment(folder / "assessments" / "example.yaml", folder / "keys" / "example.yaml")
    return [str(fault) for fault in error.value.faults]


def test_example_is_sound(folder):
    """The example loads, its sections take what the assessment sets for all, and keys come from apart."""
    loaded = read_assessment(folder / "assessments" / "example.yaml", folder / "keys" / "example.yaml")
    section = loaded.assessment.sections[0]
    assert not section.keyed
    assert loaded.keyed[0].keyed
    assert section.owner == loaded.assessment.owner
    assert section.provenance.source == "author"
    assert evidence(loaded.assessment) == loaded.assessment.blueprint


def test_public_definition_has_no_key(folder):
    """The public definition gives each section back as it was, without keys."""
    loaded = read_assessment(folder / "assessments" / "example.yaml", folder / "keys" / "example.yaml")
    again = [Exercise.model_validate(entry) for entry in loaded.assessment.public()["sections"]]
    assert again == list(loaded.assessment.sections)
    assert [entry.revision for entry in again] == [entry.revision for entry in loaded.keyed]


@pytest.mark.parametrize(
    ("kind", "old", "new", "says"),
    [
        ("assessments", "minutes: 5\nowner", "minutes: 6\nowner", "6 minutes"),
        ("assessments", "{empathy: 2, listening: 1}", "{empathy: 3, listening: 1}", "3 items for 'empathy'"),
        ("assessments", "{empathy: 2, listening: 1}", "{empathy: 2}", "0 items for 'listening'"),
        ("assessments", "listening: 1}", "listening: 1, goals: 1}", "1 items for 'goals'"),
        ("assessments", "slug: example-doorstep", "slug: doorstep", "section 'doorstep'"),
        ("assessments", "slug: example\n", "slug: sample\n", "slug 'sample' in example.yaml"),
        ("assessments", "method: author", "method: guess", "method is 'guess'"),
        ("assessments", "minutes: 5\n    audience", "duration: 5\n    audience", "unknown field 'duration'"),
        ("assessments", "        competencies: [empathy]\n", "", "gives evidence for nothing"),
        ("assessments", "who: sam", "who: sal", "'sal' is not among the people"),
        ("assessments", "    invented:", "    owner: me\n    invented:", "field 'owner' in a section"),
        ("assessments", "        points: 3\n", "        key: {order: [a]}\n", "a key in example.yaml"),
        ("keys", "order: [b, d, a, c]", "order: [b, d, a]", "does not hold each response once"),
        ("keys", "credit: {a: 1, c: 1}", "credit: {a: 1, z: 1}", "option 'z', which does not exist"),
        ("keys", "credit: {a: 1, c: 1}", "credits: {a: 1, c: 1}", "unknown field 'credits'"),
        ("keys", "    lines:\n      credit", "    rows:\n      credit", "item 'rows' does not exist"),
        ("keys", "  example-doorstep:", "  example-window:", "section 'example-window' does not exist"),
        ("keys", "assessment: example", "assessment: other", "keys of 'other'"),
        ("keys", "source: author", "source: panel", "a panel without its size"),
    ],
)  # fmt: skip
def test_each_fault_names_its_line(folder, kind, old, new, says):
    """Each fault of a definition or its keys is reported in its own file, at its line."""
    line = edit(folder, kind, old, new)
    file = folder / kind / "example.yaml"
    found = [fault for fault in faults(folder) if says in fault]
    assert found, faults(folder)
    assert found[0].startswith(f"{file}:"), found
    assert abs(int(found[0].removeprefix(f"{file}:").split(":")[0]) - line) <= 4
    assert "; right would be " in found[0]


def test_missing_keys_are_a_fault(folder):
    """An assessment without its key file is reported as one fault that names the file."""
    (folder / "keys" / "example.yaml").unlink()
    assert faults(folder)[0].startswith(f"{folder / 'keys' / 'example.yaml'}:1: cannot be read")


@pytest.mark.parametrize("text", ["", "[]", "sections: 3", "sections: [3]", "sections: [{items: 3}]", "a: ["])
@pytest.mark.parametrize("kind", ["assessments", "keys"])
def test_nonsense_is_a_fault(folder, kind, text):
    """A file that is no assessment, or no keys, is a fault and never a traceback."""
    (folder / kind / "example.yaml").write_text(text, encoding="utf-8")
    assert faults(folder)


def test_check_reports_strays_and_luck(folder):
    """The check reports keys of no assessment, and a cut that guessers reach."""
    (folder / "keys" / "old.yaml").write_text(KEYS, encoding="utf-8")
    line = edit(folder, "assessments", "value: 0.6", "value: 0.0")
    report = Report()
    check_course(report, folder, date(2026, 11, 24), False)
    told = [str(fault) for fault in report.faults]
    assert any("old.yaml:1: keys of no assessment" in fault for fault in told)
    assert any(f"example.yaml:{line}: answering random" in fault for fault in told)


def test_check_goes_on_after_a_fault(folder):
    """A faulty assessment is reported and counted, and does not end the check."""
    edit(folder, "keys", "[b, d, a, c]", "[b]")
    report = Report()
    check_course(report, folder, date(2026, 11, 24), True)
    assert report.faults
    assert report.counts["assessments"] == 1


def test_overdue_review_is_a_fault(folder):
    """An assessment whose review date has passed fails the check, at its line."""
    report = Report()
    check_course(report, folder, date(2035, 1, 1), False)
    assert any("example.yaml:8: review was due" in str(fault) for fault in report.faults)
