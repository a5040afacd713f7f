"""Attacks by the notebook that is handed in: none runs, whichever way a course is marked.

The first rows are those of nbgrader's known weaknesses; `test_stock` shows that they are real.
"""

import shutil
from dataclasses import dataclass

import pytest

from mp_exercises.answers import Record
from mp_exercises.course.folder import Course
from tests.attack.notebooks import CODE, NO_NOTEBOOK, SHAPE, hand_in
from tests.course.gradebooks import gradebook, marks, pure, shown_cells
from tests.course.kernels import Kernels
from tests.course.keys import key_texts
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, run, submission

HONEST = ("aaa-honest", "zzz-honest")
RELEASED = "nothing"
"""A trainee who hands in the notebook as it was released, and no answers."""


@dataclass(frozen=True)
class Marked:
    """A course after the attacks."""

    how: str
    course: Course
    kernels: Kernels
    code: int
    told: str


@pytest.fixture(scope="module")
def attacked(released, tmp_path_factory):
    """Return a course in which some are honest and everybody else attacks, without one answer."""
    course = copy_of(released, tmp_path_factory.mktemp("attacked") / "course")
    sections = course.load(SLUG).keyed
    for number, trainee in enumerate(HONEST):
        answer(Record(submission(course, trainee) / "answers.jsonl"), sections, mixed(number))
    submission(course, RELEASED)
    for trainee, attack in {**CODE, **SHAPE}.items():
        submission(course, trainee)
        hand_in(course, trainee, attack)
    for trainee, data in NO_NOTEBOOK.items():
        (submission(course, trainee) / f"{SLUG}.ipynb").write_bytes(data())
    return course


@pytest.fixture(scope="module", params=["made", "no_execute", "by_mp"])
def marked(request, attacked, tmp_path_factory):
    """Return the course, marked by ``nbgrader autograde`` as courses are made, and by ``mp mark``.

    With ``--no-execute``, stock nbgrader takes the outputs that a trainee sends for what the cells gave.
    """
    folder = tmp_path_factory.mktemp(request.param)
    course, kernels = copy_of(attacked, folder / "course"), Kernels(folder)
    with kernels.counted():
        if request.param == "by_mp":
            done = run("mp_exercises", "mark", course.root, SLUG)
        else:
            words = ["--no-execute"] if request.param == "no_execute" else []
            done = run("nbgrader", "autograde", SLUG, *words, cwd=course.root)
    return Marked(request.param, course, kernels, done.returncode, done.stdout + done.stderr)


def test_no_code_runs(marked):
    """No kernel starts, and what every attack leaves behind where it runs is not there."""
    assert marked.kernels.started == 0
    assert not (marked.course.root.parent / "outside").exists()


@pytest.mark.parametrize("trainee", [*CODE, *SHAPE])
def test_no_attack_earns_a_mark(marked, trainee):
    """Who attacks has what their answers earn, which is nothing, and a marked notebook like anybody's."""
    assert marks(marked.course, trainee) == pure(marked.course, trainee)
    assert sum(marks(marked.course, trainee).values()) == 0
    assert shown_cells(marked.course, trainee) == shown_cells(marked.course, RELEASED)


def test_the_others_keep_their_marks(marked, attacked, tmp_path):
    """Marks, and all else that the gradebook has of the honest, are those of a course without the attacks."""
    alone = copy_of(attacked, tmp_path / "course")
    for trainee in (*CODE, *SHAPE, *NO_NOTEBOOK, RELEASED):
        shutil.rmtree(alone.root / "submitted" / trainee)
    assert run("mp_exercises", "mark", alone.root, SLUG).returncode == 0
    for table in ("grade", "submission", "comment"):
        rows = gradebook(marked.course)[table]
        assert [row for row in rows if row["student_id"] in HONEST] == gradebook(alone)[table]
    for trainee in HONEST:
        assert marks(marked.course, trainee) == pure(marked.course, trainee)
        assert sum(marks(marked.course, trainee).values()) > 0


def test_no_key_is_read(marked):
    """No sentence of a key is in what was marked."""
    texts = key_texts(marked.course) - {"BEGIN HIDDEN"}
    for file in (marked.course.root / "autograded").rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            assert not [key for key in texts if key in text], file


def test_what_is_no_notebook_stops_nothing(marked):
    """A file that only bears a notebook's name is refused by nbgrader, and not so much as read by mp mark."""
    rows = {row["student_id"] for row in gradebook(marked.course)["submission"]}
    assert {*HONEST, RELEASED, *CODE, *SHAPE, *NO_NOTEBOOK} <= rows
    for trainee in NO_NOTEBOOK:
        assert sum(value or 0 for value in marks(marked.course, trainee).values()) == 0
    if marked.how != "by_mp":
        assert marked.code == 1
        for trainee in ("broken", "zeros", "deep", "deeper", "nan"):
            assert f"error processing assignment '{SLUG}' for student '{trainee}'" in marked.told
    else:
        assert marked.code == 0
        assert f"{len(rows)} marked" in marked.told
