"""The attacks of `test_notebooks` are real: where nbgrader runs what trainees send, they work."""

import pytest

from mp_exercises.answers import Record
from tests.attack.notebooks import CODE, forge_outputs, hand_in
from tests.course.gradebooks import gradebook, marks, pure
from tests.course.keys import key_texts
from tests.course.made import copy_of, make_stock
from tests.course.trainees import SLUG, answer, mixed, run, submission

VICTIM = "aaa-honest"
ATTACKS = ("rewrite", "steal", "transform")


@pytest.fixture(scope="module")
def marked(released, tmp_path_factory):
    """Return a course with nbgrader's own steps, marked after three attacks."""
    course = copy_of(released, tmp_path_factory.mktemp("stock") / "course")
    make_stock(course)
    answer(Record(submission(course, VICTIM) / "answers.jsonl"), course.load(SLUG).keyed, mixed(0))
    for trainee in ATTACKS:
        submission(course, trainee)
        hand_in(course, trainee, CODE[trainee])
    done = run("nbgrader", "autograde", SLUG, cwd=course.root)
    assert done.returncode == 0, done.stderr
    return course


def test_code_runs(marked):
    """What every attack leaves behind where it runs is there."""
    assert (marked.root.parent / "outside").is_dir()


def test_full_marks_for_no_answer(marked):
    """Who turns every cell into ``pass`` has all points for no answer."""
    most = {section.slug: sum(item.points for item in section.items) for section in marked.load(SLUG).keyed}
    found = marks(marked, "transform")
    assert found
    assert found == {slug: most[slug] for slug in found}
    assert sum(pure(marked, "transform").values()) == 0


def test_others_marks_are_changed(marked):
    """Who opens the gradebook has changed somebody else's marks."""
    given = {row["manual_score"] for row in gradebook(marked)["grade"] if row["student_id"] == VICTIM}
    assert given == {0.125}


def test_a_key_is_read(marked):
    """Who opens the keys has a sentence of them in the notebook that comes back."""
    text = (marked.root / "autograded" / "steal" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8")
    assert any(key in text for key in key_texts(marked) - {"BEGIN HIDDEN"})


def test_outputs_that_were_sent_are_taken_for_marks(released, tmp_path):
    """Where nothing is run, and nothing stands in its place, who sends outputs has all points."""
    course = copy_of(released, tmp_path / "course")
    make_stock(course)
    submission(course, "forge")
    hand_in(course, "forge", forge_outputs)
    assert run("nbgrader", "autograde", SLUG, "--no-execute", cwd=course.root).returncode == 0
    most = {section.slug: sum(item.points for item in section.items) for section in course.load(SLUG).keyed}
    found = marks(course, "forge")
    assert found
    assert found == {slug: most[slug] for slug in found}
