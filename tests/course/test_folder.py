"""``mp course``: the folder that it makes, what it builds, and how it refuses."""

import json
import subprocess

import nbformat
import pytest

from mp_exercises.course.build import build
from mp_exercises.course.folder import CourseError, enclosing_course, new_course, open_course
from tests.course.trainees import SLUG, real_course, run


@pytest.fixture
def course(tmp_path):
    """Return a new course with the example."""
    return new_course(tmp_path / "child and family 7")


def test_new_makes_a_course(tmp_path):
    """``mp course new`` makes a folder with settings, a guide and this checkout's assessments."""
    done = run("mp_exercises", "course", "new", tmp_path / "course")
    assert (done.returncode, done.stderr) == (0, "")
    made = open_course(tmp_path / "course")
    assert SLUG in made.slugs()
    assert f"mp course build {SLUG}" in done.stdout
    assert (made.root / "source").is_dir()
    assert (made.keys / f"{SLUG}.yaml").is_file()
    assert "rubric" in (made.root / "for-markers.md").read_text(encoding="utf-8")
    settings = (made.root / "nbgrader_config.py").read_text(encoding="utf-8")
    assert 'course_id = "course"' in settings
    assert "exclude_overwriting" in settings
    assert "keys/" in (made.root / "README.md").read_text(encoding="utf-8")


def test_new_without_a_checkout_has_the_example(course):
    """Where no graded course is at hand, a new course has the example, and it builds."""
    assert course.slugs() == ["example"]
    assert len(build(course, "example")) == 3
    assert 'course_id = "child-and-family-7"' in (course.root / "nbgrader_config.py").read_text(
        encoding="utf-8"
    )


def test_git_is_told_what_is_not_for_it(tmp_path):
    """Of a course at work git takes the assessments, the settings and the guides: no key, name or mark."""
    course = new_course(tmp_path / "course")
    build(course, "example")
    left = ["trainees.csv", "gradebook.db", "gradebook.db-wal", "grades.csv", ".mp.lock", "keys/receipt.key"]
    left += [f"{folder}/jbloggs/x" for folder in ("attempts", "submitted", "autograded", "feedback")]
    left += [f"{folder}/x.csv" for folder in ("receipts", "moderation", "reports")]
    for name in left:
        (course.root / name).parent.mkdir(parents=True, exist_ok=True)
        (course.root / name).write_text("x", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=course.root, check=True)
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=course.root, check=True, capture_output=True, text=True)
    assert sorted(found.stdout.split()) == [
        ".gitignore",
        "README.md",
        "assessments/example.yaml",
        "for-markers.md",
        "keys/.gitignore",
        "nbgrader_config.py",
        "source/example/example.ipynb",
        "source/example/example.json",
    ]


def test_new_overwrites_nothing(course):
    """A folder that holds anything is refused, and left as it was."""
    before = sorted(course.root.rglob("*"))
    done = run("mp_exercises", "course", "new", course.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"mp: {course.root} is there already; give a new folder\n"
    assert sorted(course.root.rglob("*")) == before


def test_build_names_what_there_is(course):
    """An unknown assessment is one line that names those that exist, with exit code 2."""
    done = run("mp_exercises", "course", "build", "nope", "--course", course.root)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "there is no assessment 'nope'" in done.stderr
    assert "it has example" in done.stderr


def test_build_needs_a_course(tmp_path):
    """A folder that is no course is one line that says how to make one, with exit code 2."""
    done = run("mp_exercises", "course", "build", "example", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "mp: . is no course folder; make one with: mp course new DIR\n"


def test_build_reports_file_and_line(course):
    """A faulty key stops the build with its file and line, and writes nothing."""
    file = course.keys / "example.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[b, d, a, c]", "[b]"), encoding="utf-8")
    done = run("mp_exercises", "course", "build", "example", "--course", course.root)
    assert done.returncode == 2
    assert done.stderr.startswith(f"mp: {file}:")
    assert "Traceback" not in done.stderr
    assert not course.source("example").exists()


def test_build_refuses_a_record_in_source(course):
    """A record where the notebook goes would replace every trainee's, so that the build refuses it."""
    course.source("example").mkdir()
    (course.source("example") / "answers.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(CourseError, match="every trainee's answers"):
        build(course, "example")


def test_build_twice_is_the_same(course):
    """Building again gives byte for byte the same files."""
    first = [file.read_bytes() for file in build(course, "example")]
    assert [file.read_bytes() for file in build(course, "example")] == first


def test_notebook_is_valid_and_locked(tmp_path):
    """The notebook is valid, its grade ids are unique, and every code cell is locked."""
    course = real_course(tmp_path / "course")
    notebook = nbformat.read(build(course, SLUG)[0], as_version=4)
    nbformat.validate(notebook)
    ids = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert len(set(ids)) == len(ids)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.metadata.nbgrader.locked
            assert not cell.metadata.nbgrader.solution
    sits = [cell.source for cell in notebook.cells if "sit(" in cell.source]
    assert sits[0] == f'from mp_exercises import sit; sit("{SLUG}", "{SLUG}-two-oclock")'
    assert len(sits) == len(course.load(SLUG).keyed)


def test_points_are_those_of_the_items(tmp_path):
    """The notebook's points are the items', in test cells for what is marked and tasks for reflections."""
    course = real_course(tmp_path / "course")
    notebook = json.loads(build(course, SLUG)[0].read_text(encoding="utf-8"))
    graded = [cell["metadata"].get("nbgrader", {}) for cell in notebook["cells"]]
    items = [item for section in course.load(SLUG).keyed for item in section.items]
    assert sum(entry.get("points", 0) for entry in graded) == sum(item.points for item in items)
    assert sum(entry.get("task", False) for entry in graded) == sum(item.full() is None for item in items)


def test_a_submission_is_no_course(course):
    """A trainee who sends a course of their own is not marked by its keys."""
    folder = course.root / "autograded" / "trainee" / "example"
    (folder / "keys").mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text("", encoding="utf-8")
    assert enclosing_course(folder).root == course.root
