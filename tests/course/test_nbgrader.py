"""Stock nbgrader, with real kernels: what reaches its gradebook, its formgrader and its feedback."""

import contextlib
import html
import shutil

import nbformat
import pytest
import yaml
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config, PyFileConfigLoader

from mp_exercises.answers import Record
from mp_exercises.course.build import build
from mp_exercises.course.folder import new_course
from mp_exercises.marking import mark_record
from tests.course.trainees import (
    SLUG,
    WRITING,
    answer,
    environment,
    hostile_lines,
    mixed,
    real_course,
    right,
    run,
    submission,
    wrong,
)

TASK = f"{WRITING[0]}__task__{WRITING[1]}"
TRAINEES = ("right", "half", "wrong", "missing", "damaged", "hostile")


@contextlib.contextmanager
def in_environment():
    """Let kernels that this process starts find this checkout."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment().items():
            patch.setenv(name, value)
        yield


def sit_all(course):
    """Let every trainee hand in what they have."""
    sections = course.load(SLUG).keyed
    folders = {student: submission(course, student) for student in TRAINEES}
    for student, choose in (("right", right), ("half", mixed(7)), ("wrong", wrong), ("damaged", right)):
        answer(Record(folders[student] / "answers.jsonl"), sections, choose)
    damaged = folders["damaged"] / "answers.jsonl"
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:2000] + b"\x00\xff{" + whole[2100 : len(whole) // 2])
    answer(Record(folders["hostile"] / "answers.jsonl"), sections[1:3], mixed(3))
    with (folders["hostile"] / "answers.jsonl").open("ab") as file:
        file.write(b"\n".join(hostile_lines(sections)) + b"\n")
    # Someone who edits every cell that they were told not to.
    path = folders["wrong"] / f"{SLUG}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = "10.0"
    nbformat.write(notebook, path)
    (folders["wrong"] / f"{SLUG}.json").write_text("{}", encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course whose trainees nbgrader's own commands have marked, in one go."""
    made = real_course(tmp_path_factory.mktemp("nbgrader") / "course")
    build(made, SLUG)
    done = run("nbgrader", "generate_assignment", SLUG, cwd=made.root)
    assert done.returncode == 0, done.stderr
    sit_all(made)
    # What an assessor might leave there by mistake must not take the place of anyone's answers.
    shutil.copy(made.root / "submitted/right" / SLUG / "answers.jsonl", made.source(SLUG))
    for command in ("autograde", "generate_feedback"):
        done = run("nbgrader", command, SLUG, cwd=made.root)
        assert done.returncode == 0, done.stderr
    return made


def grades(course, student, slug=SLUG):
    """Return a trainee's grades by cell."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_submission_notebook(slug, slug, student)
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.max_score, grade.needs_manual_grade)
            for grade in notebook.grades
        }


def pure(course, student):
    """Return what the pure function gives for the record that a trainee handed in."""
    lines = Record(course.root / "submitted" / student / SLUG / "answers.jsonl").read().lines
    return {section.slug: mark_record(section, lines) for section in course.load(SLUG).keyed}


@pytest.mark.parametrize("student", TRAINEES)
def test_gradebook_holds_the_marks_of_the_pure_function(course, student):
    """For right, half-right, wrong, missing, damaged and hostile records, the gradebook's marks are exact."""
    found = {
        cell: auto for cell, (auto, _, most, _) in grades(course, student).items() if cell != TASK and most
    }
    expected = {slug: entry.points for slug, entry in pure(course, student).items() if entry.most}
    assert found == expected
    for cell, (auto, _, _, waiting) in grades(course, student).items():
        if cell != TASK:
            assert (type(auto), waiting) == (float, False)


def test_the_marks_differ_as_they_should(course):
    """All for the right answers, nothing for none, and a fraction in between for the rest."""
    total = {student: sum(entry.points for entry in pure(course, student).values()) for student in TRAINEES}
    most = sum(entry.most for entry in pure(course, "right").values())
    assert total["right"] == most
    assert total["missing"] == 0
    assert total["wrong"] == 0
    assert 0 < total["half"] < most
    assert total["half"] != round(total["half"], 1)
    assert 0 < total["damaged"] < most
    assert 0 < total["hostile"] < most


def test_no_widget_state_is_needed(course):
    """Full marks come from a notebook that was never run, and marking leaves no widget in it."""
    sent = nbformat.read(course.root / "submitted/right" / SLUG / f"{SLUG}.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in sent.cells)
    marked = (course.root / "autograded/right" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8")
    assert "widget" not in marked


def test_what_was_edited_is_restored(course):
    """Cells and questions that a trainee changed are put back before anything is marked."""
    marked = nbformat.read(course.root / "autograded/wrong" / SLUG / f"{SLUG}.ipynb", as_version=4)
    source = nbformat.read(course.source(SLUG) / f"{SLUG}.ipynb", as_version=4)
    assert [cell.source for cell in marked.cells] == [cell.source for cell in source.cells]


def key_texts(course):
    """Return every sentence of the keys, and every line that says what earns what."""
    text = (course.keys / f"{SLUG}.yaml").read_text(encoding="utf-8")

    def strings(data):
        if isinstance(data, dict):
            for key, value in data.items():
                yield str(key)
                yield from strings(value)
        elif isinstance(data, list):
            for entry in data:
                yield from strings(entry)
        elif isinstance(data, str):
            yield data.strip()

    sentences = {text for text in strings(yaml.safe_load(text)["keys"]) if text.count(" ") > 4}
    assert len(sentences) > 100
    return sentences | {'"credit"', '"rationale"', '"key"', "BEGIN HIDDEN"}


def test_no_key_reaches_a_trainee(course):
    """Neither the release, nor the gradebook, nor what was marked, nor any feedback holds a word of a key."""
    texts = key_texts(course)
    for folder in ("source", "release", "autograded", "feedback"):
        for file in (course.root / folder).rglob("*"):
            if file.is_file() and file.name != "answers.jsonl":
                text = file.read_text(encoding="utf-8")
                found = [key for key in texts if key in text or key in html.unescape(text)]
                allowed = {"BEGIN HIDDEN"} if folder != "release" else set()
                assert set(found) <= allowed, (file, found)
    database = (course.root / "gradebook.db").read_bytes()
    assert not [key for key in texts if key.encode() in database and key != "BEGIN HIDDEN"]


def test_release_runs_for_the_trainee(course, monkeypatch, capsys):
    """The released cells run without the key, and the visible part of a marking cell counts saved answers."""
    folder = course.root / "release" / SLUG
    assert not (folder / "answers.jsonl").exists()
    monkeypatch.chdir(folder)
    notebook = nbformat.read(folder / f"{SLUG}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, {})
    told = capsys.readouterr()
    assert "Saved answers: 0 of 3" in told.out
    assert told.err == ""
    assert "points(" not in (folder / f"{SLUG}.ipynb").read_text(encoding="utf-8")


def formgrader_page(course, student):
    """Return the page that formgrader shows of a submission, by formgrader's own template."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    file = course.root / "autograded" / student / SLUG / f"{SLUG}.ipynb"
    resources = {"base_url": "", "notebook_id": SLUG, "assignment_id": SLUG, "submission_id": "x"}
    resources |= {
        "index": 0,
        "total": 1,
        "student": student,
        "notebook_path": "",
        "first_name": "",
        "last_name": "",
    }
    page, _ = HTMLExporter(config=config).from_filename(str(file), resources=resources)
    return page


@pytest.mark.parametrize("student", TRAINEES)
def test_a_reflection_waits_for_a_person(course, student):
    """A reflection has its points, no automatic mark, and waits in formgrader, also where it is blank."""
    assert grades(course, student)[TASK] == (None, None, 9.0, True)


def test_formgrader_shows_the_text_and_the_rubric(course):
    """The marker sees the text, as text, with the rubric and a field for the mark; a blank says so."""
    page = formgrader_page(course, "right")
    assert "He held him under the tap." in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert('marker')" not in page
    assert "From where Tariq stands" in page
    assert f'id="{TASK}"' in page
    assert "(Nothing is written yet.)" in formgrader_page(course, "missing")


def test_feedback_is_a_page_for_each(course):
    """Each trainee has a feedback page with every item's points, and no trainee's text runs in it."""
    for student in TRAINEES:
        page = (course.root / "feedback" / student / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
        assert "lino: " in page
        assert "<script>alert('marker')" not in page


def test_marking_again_keeps_a_persons_mark(course):
    """After a person's mark, marking again by nbgrader's API keeps it, and the total is both together."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(TASK, SLUG, SLUG, "half")
        grade.manual_score, grade.needs_manual_grade = 6.5, False
        gradebook.db.commit()
    before = grades(course, "half")
    with in_environment():
        result = api(course).autograde(SLUG, "half", force=True)
    assert result["success"], result
    assert grades(course, "half") == before
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        score = gradebook.find_submission(SLUG, "half").score
    assert score == pytest.approx(6.5 + sum(entry.points for entry in pure(course, "half").values()))


def api(course):
    """Return nbgrader's API on a course, with its settings."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    return NbGraderAPI(config=config)


def test_no_mark_is_recorded_without_a_key(tmp_path):
    """By the API, a submission is refused with the reason where no key is built, and marked once one is."""
    made = new_course(tmp_path / "course")
    notebook, _, marking = build(made, "example")
    section = made.load("example").keyed[0]
    with in_environment():
        nbgrader = api(made)
        assert nbgrader.generate_assignment("example")["success"]
        folder = submission(made, "trainee", "example")
        answer(Record(folder / "answers.jsonl"), [section], mixed(1))
        marking.unlink()
        refused = nbgrader.autograde("example", "trainee")
        assert not refused["success"]
        assert "mp course build example" in refused["log"]
        assert grades(made, "trainee", "example")[section.slug][0] is None
        build(made, "example")
        assert nbgrader.autograde("example", "trainee")["success"]
        assert nbgrader.generate_feedback("example", "trainee")["success"]
    lines = Record(folder / "answers.jsonl").read().lines
    assert grades(made, "trainee", "example")[section.slug][0] == mark_record(section, lines).points
    assert (made.root / "feedback" / "trainee" / "example" / "example.html").is_file()
    assert notebook.is_file()
