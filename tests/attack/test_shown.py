"""Script in every text of a record: what formgrader and feedback pages show of it stays text."""

import json
import shutil

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from mp_exercises.course.cohort.loading import load_marking
from mp_exercises.course.cohort.worker import marked
from mp_exercises.course.gradebook.cells import cells_of
from mp_exercises.course.gradebook.connection import gradebook_of
from mp_exercises.course.gradebook.detail import unpack
from mp_exercises.course.gradebook.settings import settings_of
from tests.attack.answers import HOW, record
from tests.attack.pages import CALL, assert_text, squeezed
from tests.attack.records import PAYLOAD
from tests.course.gradebooks import change, marks
from tests.course.made import copy_of
from tests.course.trainees import SLUG, WRITING, run, submission


@pytest.fixture(scope="module")
def course(released, tmp_path_factory):
    """Return a course marked by ``mp mark``, with nbgrader's feedback, in which everybody attacks."""
    course = copy_of(released, tmp_path_factory.mktemp("shown") / "course")
    sections = course.load(SLUG).keyed
    for how in HOW:
        (submission(course, how) / "answers.jsonl").write_bytes(record(sections, how))
    done = run("mp_exercises", "mark", course.root, SLUG)
    assert (done.returncode, done.stderr) == (0, "")
    done = run("nbgrader", "generate_feedback", SLUG, cwd=course.root)
    assert done.returncode == 0, done.stderr
    return course


def formgrader_page(course, student):
    """Return the page that formgrader shows of a submission, by formgrader's own template."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    file = course.root / "autograded" / student / SLUG / f"{SLUG}.ipynb"
    about = dict.fromkeys(("base_url", "notebook_path", "first_name", "last_name"), "")
    about |= {"notebook_id": SLUG, "assignment_id": SLUG, "submission_id": "x", "student": student}
    page, _ = HTMLExporter(config=config).from_filename(
        str(file), resources={**about, "index": 0, "total": 1}
    )
    return page


def test_the_check_sees_an_attack():
    """A page into which the attack was put as it is does not pass."""
    for page in (f"<p>{PAYLOAD}</p>", f'<p title="{CALL}()">', f"<script>{CALL}()</script>"):
        with pytest.raises(AssertionError):
            assert_text(page)


@pytest.mark.parametrize("how", HOW)
def test_formgrader_shows_text(course, how):
    """On the page where a person marks, every attack is text, and what was written can be read."""
    shown = assert_text(formgrader_page(course, how))
    if how in ("text", "surrogates"):
        assert squeezed(PAYLOAD) in shown


@pytest.mark.parametrize("how", HOW)
def test_feedback_shows_text(course, how):
    """On nbgrader's page of feedback, every attack is text."""
    page = (course.root / "feedback" / how / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
    shown = assert_text(page)
    if how in ("text", "surrogates"):
        assert squeezed(PAYLOAD) in shown


@pytest.mark.parametrize("how", HOW)
def test_the_marked_notebook_is_sound(course, how):
    """The notebook is valid, and holds the attack as printed text alone, where it holds it at all."""
    file = course.root / "autograded" / how / SLUG / f"{SLUG}.ipynb"
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    source = nbformat.read(course.source(SLUG) / f"{SLUG}.ipynb", as_version=4)
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in source.cells]
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.output_type in ("stream", "execute_result")
            if output.output_type == "execute_result":
                assert set(output.data) == {"text/plain"}
                assert CALL not in output.data["text/plain"]
        if CALL in json.dumps(cell):
            assert cell.metadata.nbgrader.grade_id == f"{WRITING[0]}__text__{WRITING[1]}"


def test_what_cannot_be_read_earns_nothing(course):
    """Attacks in the place of answers have no points; those in texts leave the other answers' points."""
    for how in ("parts", "names", "everywhere"):
        assert sum(marks(course, how).values()) == 0
    for how in ("text", "surrogates"):
        assert sum(marks(course, how).values()) > 0


def test_nbgraders_run_shows_the_same(course, tmp_path):
    """By ``nbgrader autograde`` the same notebooks come about, also from text that no file can hold."""
    other = copy_of(course, tmp_path / "course")
    done = run("nbgrader", "autograde", SLUG, "--force", cwd=other.root)
    assert done.returncode == 0, done.stderr
    for how in HOW:
        files = [each.root / "autograded" / how / SLUG / f"{SLUG}.ipynb" for each in (course, other)]
        first, second = (nbformat.read(file, as_version=4) for file in files)
        assert first.cells == second.cells


@pytest.fixture(scope="module")
def ours(course, tmp_path_factory):
    """Return the course with our own pages of feedback, in which names and comments are attacks too."""
    copy = copy_of(course, tmp_path_factory.mktemp("ours") / "course")
    shutil.rmtree(copy.root / "feedback")

    def rename_all(opened):
        for student in opened.students:
            student.first_name = student.last_name = PAYLOAD[:128]
        for notebook in [each for one in opened.assignment_submissions(SLUG) for each in one.notebooks]:
            for comment in notebook.comments:
                comment.manual_comment = f"A comment. {PAYLOAD}"
            for grade in notebook.grades:
                grade.manual_score = 1.0  # a comment is shown with its mark

    change(copy, rename_all)
    done = run("mp_exercises", "feedback", copy.root, SLUG)
    assert done.returncode == 0, done.stderr
    return copy


@pytest.mark.parametrize("how", HOW)
def test_our_feedback_shows_text(ours, how):
    """On our own page of feedback, every attack is text, also in a name and in a marker's comment."""
    page = (ours.root / "feedback" / how / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
    shown = assert_text(page)
    assert squeezed(PAYLOAD)[:40] in shown
    assert squeezed(f"A comment. {PAYLOAD}") in shown


@pytest.fixture(scope="module")
def marking(released):
    """Return what the assessment is marked by."""
    with gradebook_of(settings_of(released)) as engine:
        return load_marking(released, SLUG, engine, cells_of(engine, SLUG))


@pytest.mark.parametrize("how", HOW)
def test_what_is_kept_of_an_answer_is_short(marking, how):
    """Of hostile picks, the gradebook keeps at most a few short texts."""
    outcome = marked(marking, "someone", record(marking.sections, how), None)
    assert outcome.entry is not None
    for item in unpack(outcome.entry.detail):
        assert len(item.picked) <= 20
        assert all(len(option) <= 60 for option in item.picked)
