"""What reaches nbgrader's gradebook and pages: by its own run, by our steps in it, and by ``mp mark``."""

import html
import os
import shutil
from dataclasses import dataclass
from datetime import datetime

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from mp_exercises.answers import Record
from mp_exercises.course.build import build
from mp_exercises.course.folder import Course, new_course
from mp_exercises.marking import mark_record
from tests.course.gradebooks import change, gradebook, shown_cells
from tests.course.kernels import Kernels
from tests.course.keys import key_texts
from tests.course.made import api, copy_of, make_stock, released_course, settings
from tests.course.trainees import (
    SLUG,
    WRITING,
    answer,
    hostile_lines,
    in_environment,
    mixed,
    right,
    run,
    submission,
    wrong,
)

TASK = f"{WRITING[0]}__task__{WRITING[1]}"
TRAINEES = ("right", "half", "wrong", "missing", "damaged", "hostile")
BY_STOCK = ("right", "half", "wrong", "missing", "hostile")
"""Nbgrader's own run takes seconds for each."""
DUE = datetime(2026, 11, 20, 17)
LATE = """
from nbgrader.plugins import BasePlugin

class QuarterAnHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.25 * (total_seconds_late // 3600)
"""


@dataclass(frozen=True)
class Marked:
    """A course whose trainees were marked one way, and the kernels that were started for it."""

    course: Course
    trainees: tuple[str, ...]
    kernels: Kernels


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
    for student, time in (("right", "2026-11-20 16:59:59 UTC"), ("half", "2026-11-20 19:30:00.5 UTC")):
        (folders[student] / "timestamp.txt").write_text(time, encoding="utf-8")


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """Return a course in which every trainee has handed in, one of them late."""
    course = released_course(tmp_path_factory.mktemp("nbgrader") / "course")
    (course.root / "late.py").write_text(LATE, encoding="utf-8")
    settings(course, 'c.AssignLatePenalties.plugin_class = "late.QuarterAnHour"')
    change(course, lambda opened: setattr(opened.find_assignment(SLUG), "duedate", DUE))
    sit_all(course)
    # What an assessor might leave there by mistake must not take the place of anyone's answers.
    shutil.copy(course.root / "submitted/right" / SLUG / "answers.jsonl", course.source(SLUG))
    return course


def mark(handed_in, folder, how):
    """Return a copy of a course, marked and with feedback."""
    course = copy_of(handed_in, folder / "course")
    kernels = Kernels(folder)
    trainees = BY_STOCK if how == "stock" else TRAINEES
    for student in set(TRAINEES) - set(trainees):
        shutil.rmtree(course.root / "submitted" / student)
    if how == "stock":
        make_stock(course)
    with kernels.counted():
        if how == "mp":
            done = run("mp_exercises", "mark", course.root, SLUG)
        else:
            done = run("nbgrader", "autograde", SLUG, cwd=course.root)
        assert done.returncode == 0, done.stderr
        done = run("nbgrader", "generate_feedback", SLUG, cwd=course.root)
        assert done.returncode == 0, done.stderr
    return Marked(course, trainees, kernels)


@pytest.fixture(scope="module")
def made(handed_in, tmp_path_factory):
    """Return the course as it is made, marked by ``nbgrader autograde``."""
    return mark(handed_in, tmp_path_factory.mktemp("made"), "made")


@pytest.fixture(scope="module")
def stock(handed_in, tmp_path_factory):
    """Return the course with nbgrader's own steps, marked by ``nbgrader autograde``."""
    return mark(handed_in, tmp_path_factory.mktemp("stock"), "stock")


@pytest.fixture(scope="module")
def by_mp(handed_in, tmp_path_factory):
    """Return the course marked by ``mp mark``."""
    return mark(handed_in, tmp_path_factory.mktemp("mp"), "mp")


@pytest.fixture(scope="module", params=["made", "stock", "by_mp"])
def marked(request):
    """Return the course marked in each of the three ways."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def course(marked):
    """Return the course marked in each of the three ways."""
    return marked.course


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


def test_gradebook_holds_the_marks_of_the_pure_function(marked):
    """For right, half-right, wrong, missing, damaged and hostile records, the gradebook's marks are exact."""
    for student in marked.trainees:
        rows = grades(marked.course, student)
        found = {cell: auto for cell, (auto, _, most, _) in rows.items() if cell != TASK and most}
        expected = pure(marked.course, student).items()
        assert found == {slug: entry.points for slug, entry in expected if entry.most}, student
        for cell, (auto, _, _, waiting) in rows.items():
            if cell != TASK:
                assert (type(auto), waiting) == (float, False)


def of(course, trainees, own=False):
    """Return a gradebook's rows of some trainees."""
    rows = gradebook(course)
    return {
        table: [row for row in found if row.get("student_id", row.get("trainee", row.get("id"))) in trainees]
        for table, found in rows.items()
        if own or not table.startswith("mp_")
    }


def test_three_ways_give_one_gradebook(made, stock, by_mp):
    """Marks, what waits for a person, penalties, times, comments: every row is the same all three ways."""
    expected = of(stock.course, BY_STOCK)
    assert of(made.course, BY_STOCK) == expected
    assert of(by_mp.course, BY_STOCK) == expected
    assert of(by_mp.course, TRAINEES, own=True) == of(made.course, TRAINEES, own=True)
    late = {row["student_id"]: row["late_submission_penalty"] for row in expected["submission"]}
    assert late == {**dict.fromkeys(BY_STOCK), "half": 0.5}
    assert len(of(by_mp.course, TRAINEES, own=True)["mp_result"]) == len(TRAINEES)


@pytest.mark.parametrize("student", BY_STOCK)
def test_three_ways_show_one_notebook(made, stock, by_mp, student):
    """A marked notebook shows the same cells with the same outputs, whoever or whatever ran them."""
    expected = shown_cells(stock.course, student)
    assert shown_cells(made.course, student) == expected
    assert shown_cells(by_mp.course, student) == expected
    assert sum(bool(cell.get("outputs")) for cell in expected) > 5


def test_no_kernel_starts(made, stock, by_mp):
    """Nbgrader's own run starts a kernel for every trainee; in ours, and in mp mark, none starts at all."""
    assert stock.kernels.started == len(BY_STOCK)
    assert made.kernels.started == 0
    assert by_mp.kernels.started == 0


def test_marking_in_two_ways_is_marking_once(made, by_mp, tmp_path):
    """What ``nbgrader autograde`` has marked, ``mp mark`` passes over, and the other way round."""
    first = copy_of(made.course, tmp_path / "first")
    assert f"0 marked, {len(TRAINEES)} as before" in run("mp_exercises", "mark", first.root, SLUG).stdout
    second = copy_of(by_mp.course, tmp_path / "second")
    done = run("nbgrader", "autograde", SLUG, cwd=second.root)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Skipping existing assignment") == len(TRAINEES)


def test_other_keys_are_refused_here_too(by_mp, tmp_path):
    """Nbgrader's run, as by formgrader's button, changes no mark by other keys without a history."""
    course = copy_of(by_mp.course, tmp_path / "course")
    before = of(course, TRAINEES, own=True)
    file = course.keys / f"{SLUG}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rationale: ", "rationale: Corrected. ", 1), encoding="utf-8")
    (course.source(SLUG) / "answers.jsonl").unlink()
    build(course, SLUG)
    with in_environment():
        result = api(course).autograde(SLUG, "half", force=True)
    assert not result["success"]
    assert "other keys marked half before; run: mp remark" in result["log"]
    assert of(course, TRAINEES, own=True) == before


def test_from_another_folder(handed_in, made, tmp_path):
    """Called from elsewhere with the course's folder, nbgrader's run finds keys and records all the same."""
    course = copy_of(handed_in, tmp_path / "course")
    settings(course, 'del c.AssignLatePenalties["plugin_class"]')  # nbgrader finds it only from its folder
    done = run("nbgrader", "autograde", SLUG, f"--course-dir={course.root}", "--student=half", cwd=os.sep)
    assert done.returncode == 0, done.stderr
    assert of(course, ["half"])["grade"] == of(made.course, ["half"])["grade"]


def test_the_marks_differ_as_they_should(made):
    """All for the right answers, nothing for none, and a fraction in between for the rest."""
    course = made.course
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


def test_a_reflection_waits_for_a_person(marked):
    """A reflection has its points, no automatic mark, and waits in formgrader, also where it is blank."""
    for student in marked.trainees:
        assert grades(marked.course, student)[TASK] == (None, None, 9.0, True)


def test_formgrader_shows_the_text_and_the_rubric(course):
    """The marker sees the text, as text, with the rubric and a field for the mark; a blank says so."""
    page = formgrader_page(course, "right")
    assert "He held him under the tap." in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert('marker')" not in page
    assert "From where Tariq stands" in page
    assert f'id="{TASK}"' in page
    assert "(Nothing is written yet.)" in formgrader_page(course, "missing")


def test_feedback_is_a_page_for_each(marked):
    """Each trainee has a feedback page with every item's points, and no trainee's text runs in it."""
    for student in marked.trainees:
        page = (marked.course.root / "feedback" / student / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
        assert "lino: " in page
        assert "<script>alert('marker')" not in page


def test_marking_again_keeps_a_persons_mark(course, tmp_path):
    """After a person's mark, marking again by nbgrader's API keeps it, and the total is both together."""
    course = copy_of(course, tmp_path / "course")

    def give(opened):
        grade = opened.find_grade(TASK, SLUG, SLUG, "half")
        grade.manual_score, grade.needs_manual_grade = 6.5, False

    change(course, give)
    before = grades(course, "half")
    with in_environment():
        result = api(course).autograde(SLUG, "half", force=True)
    assert result["success"], result
    assert grades(course, "half") == before
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        score = gradebook.find_submission(SLUG, "half").score
    assert score == pytest.approx(6.5 + sum(entry.points for entry in pure(course, "half").values()))


@pytest.mark.parametrize("how", ["made", "stock"])
def test_no_mark_is_recorded_without_a_key(tmp_path, how):
    """By the API, a submission is refused with the reason where no key is built, and marked once one is."""
    made = new_course(tmp_path / "course")
    if how == "stock":
        make_stock(made)
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
