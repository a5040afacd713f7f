"""Two forms of an assessment: what holds them alike, and what they may not share."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from mp_exercises.checking.inventory import inventory
from mp_exercises.checking.report import Report
from mp_exercises.course.check import check_course
from mp_exercises.course.folder import TEMPLATES, Course, checkout_course

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
PARTS = {"assessments": "assessment", "keys": "key"}


@pytest.fixture
def folder(tmp_path):
    """Return a course folder with two forms that are parallel."""
    for kind, part in PARTS.items():
        (tmp_path / kind).mkdir()
        shutil.copyfile(TEMPLATES / f"example.{part}.yaml", tmp_path / kind / "example.yaml")
        shutil.copyfile(DATA / f"example-b.{part}.yaml", tmp_path / kind / "example-b.yaml")
    return tmp_path


def edit(folder, *changes, name="example-b.yaml"):
    """Replace text in a form."""
    file = folder / "assessments" / name
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def checked(folder, only=None):
    """Return the report of a course's check."""
    report = Report()
    check_course(report, folder, TODAY, False, only)
    return report


def told(folder, only=None):
    """Return the faults of a course's check as text, without what guessing earns on so short an example."""
    return [str(fault) for fault in checked(folder, only).faults if "answering" not in fault.wrong]


def test_parallel_forms_pass_and_are_counted(folder):
    """Two forms that are alike and share nothing pass, and count as one assessment with two forms."""
    report = checked(folder)
    assert told(folder) == []
    assert report.counts == {"assessments": 1, "second forms": 1}
    lines = list(inventory([], report.assessments, *report.counts.values()).lines())
    assert "forms of assessments whose blueprint is verified: 2 of 2" in lines
    assert "assessments with two parallel forms: 1 of 1" in lines


@pytest.mark.parametrize(
    ("changes", "says", "at"),
    [
        (
            [("minutes: 5\n    aud", "minutes: 6\n    aud"), ("minutes: 5\nowner", "minutes: 6\nowner")],
            "6 minutes; right would be 5, as in example",
            "minutes: 6",
        ),
        ([("value: 0.6", "value: 0.7")], "a proposed cut of 0.7; right would be 0.6", "value: 0.7"),
        (
            [("title: An example assessment (form B)", "title: Another")],
            "'An example assessment (form B)'",
            "title: Another",
        ),
        ([("points: 3", "points: 4")], "for 'empathy' 6 points; right would be 5 points", "blueprint:"),
        (
            [
                ("[empathy, listening]\n        options", "[listening]\n        options"),
                ("{empathy: 2,", "{empathy: 1,"),
            ],
            "for 'empathy' 1 ranking; right would be 1 choice (many), 1 ranking",
            "blueprint:",
        ),
        (
            [
                (
                    '{id: d, text: "Is it',
                    '{id: e, text: Hm}\n          - {id: f, text: Oh}\n          - {id: d, text: "Is it',
                )
            ],
            "6 options to judge in items of kind 'choice'",
            "sections:",
        ),
        (
            [("There has been shouting", "There has been shouting " + "and more of it " * 20)],
            "words to read",
            "sections:",
        ),
        (
            [("name: Bertie", "name: Wayne")],
            "'Wayne' is in example too; right would be other people",
            "name: Wayne",
        ),
        (
            [("title: On the landing", "title: On the doorstep")],
            "stands in example.yaml:17 as well",
            "title: On the doorstep",
        ),
        (
            [
                (
                    "Mind the step. It goes. Everything here goes.",
                    "I said ten! It's five to; he's only just gone off",
                )
            ],
            "stands in example.yaml:29 as well",
            "I said ten!",
        ),
        (
            [("Is it number four or number six?", "Is he on the bottle, or the breast?")],
            "as well; right would be",
            "bottle, or the breast",
        ),
        (
            [("parallel_to: example", "parallel_to: sample")],
            "the second form of 'sample' is called 'example-b'",
            "parallel_to: sample",
        ),
        (
            [("parallel_to: example\n", "")],
            "'example-b' is named as a second form and is none",
            "slug: example-b",
        ),
    ],
)
def test_what_is_unlike_or_shared_is_a_fault(folder, changes, says, at):
    """Whatever makes two forms unlike, or stands in both, is a fault at its line in the second form."""
    edit(folder, *changes)
    file = folder / "assessments" / "example-b.yaml"
    found = [fault for fault in told(folder) if says in fault]
    assert len(found) == 1, told(folder)
    where = re.match(rf"{re.escape(str(file))}:(\d+): ", found[0])
    assert at in file.read_text(encoding="utf-8").splitlines()[int(where[1]) - 1]


def test_a_first_form_that_is_not_there(folder):
    """A second form whose first one is missing is a fault that names what there is."""
    for kind in PARTS:
        (folder / kind / "example.yaml").unlink()
    assert "there is no assessment 'example'; right would be one of example-b" in told(folder)[0]


def test_short_words_may_stand_in_both(folder):
    """What two people could say alike, in under five words, is let go."""
    edit(folder, ("Through the wall.", "That's not much sleep."))
    assert told(folder) == []


@pytest.mark.parametrize("only", ["example", "example-b"])
def test_checking_one_form_compares_both(folder, only):
    """The check of one form alone still compares it with the other, whichever was named."""
    edit(folder, ("value: 0.6", "value: 0.7"))
    assert ["a proposed cut of 0.7" in fault for fault in told(folder, {only})] == [True]


def test_forms_that_cannot_be_compared_are_a_fault(folder):
    """Where the other form is faulty, the check of one says that nothing was compared."""
    edit(folder, ("schema: 1", "schema: 9"), name="example.yaml")
    assert (
        "cannot be compared, since example.yaml or its keys cannot be read" in told(folder, {"example-b"})[0]
    )


def test_a_panels_cut_belongs_to_one_form(folder):
    """A cut that a panel set for one form need not be that of the other."""
    edit(folder, ("value: 0.6", "value: 0.7"), ("method: author", "method: angoff"))
    assert told(folder) == []


def test_other_form(folder):
    """A course knows the other of two forms from either, and none where there is one form."""
    course = Course(folder)
    assert course.other_form("example") == "example-b"
    assert course.other_form("example-b") == "example"
    assert Course(checkout_course()).other_form("nothing") is None
