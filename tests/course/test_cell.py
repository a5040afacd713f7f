"""The marking cell's call, in this process: one finite number, whatever the record holds."""

import json
import math
import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.answers import Line, Record
from mp_exercises.course.build import build
from mp_exercises.course.built import Unbuilt, keyed_sections
from mp_exercises.course.cell import points
from mp_exercises.course.folder import CourseError, new_course
from mp_exercises.course.hooks import keys_are_built
from mp_exercises.marking import mark_record
from mp_exercises.player.sit import NoSection, saved, sit, written
from tests.course.trainees import SLUG, TEXT, WRITING, answer, hostile_lines, mixed, real_course, right


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a built course with this checkout's assessments."""
    made = real_course(tmp_path_factory.mktemp("courses") / "course")
    build(made, SLUG)
    return made


@pytest.fixture(scope="module")
def sections(course):
    """Return the built sections with their keys."""
    return keyed_sections(course.marking_file(SLUG))


@pytest.fixture
def folder(course, monkeypatch, request):
    """Return a submission's folder, with the questions in it, as the current one."""
    found = course.root / "autograded" / request.node.name / SLUG
    found.mkdir(parents=True)
    questions = course.source(SLUG) / f"{SLUG}.json"
    (found / questions.name).write_bytes(questions.read_bytes())
    monkeypatch.chdir(found)
    return found


def marks(course):
    """Return each section's mark by the cell's call."""
    sections = course.load(SLUG).keyed
    most = {section.slug: mark_record(section, ()).most for section in sections}
    return {slug: points(SLUG, slug, value) for slug, value in most.items() if value}


@pytest.mark.parametrize("seed", range(5))
def test_marks_are_those_of_the_pure_function(course, folder, seed):
    """The cell returns exactly what the pure function gives for the same record and the author's keys."""
    sections = course.load(SLUG).keyed
    answer(Record("answers.jsonl"), sections, mixed(seed))
    lines = Record("answers.jsonl").read().lines
    assert marks(course) == {
        section.slug: mark_record(section, lines).points for section in sections if section.slug != WRITING[0]
    }


@pytest.mark.parametrize("size", [0, 1, 100, 1000, -1])
def test_a_record_cut_short_counts_as_far_as_it_goes(course, folder, size):
    """Of a record cut anywhere, the whole lines are marked; where none is whole, no mark is recorded."""
    sections = course.load(SLUG).keyed
    answer(Record("whole.jsonl"), sections, right)
    whole = (folder / "whole.jsonl").read_bytes()
    (folder / "answers.jsonl").write_bytes(whole[:size])
    kept = Record("answers.jsonl").read().lines
    if size in (1, 100):
        assert not kept
        assert_refused(course)
        return
    assert sum(marks(course).values()) == sum(mark_record(section, kept).points for section in sections)


def test_hostile_lines_change_nothing(course, folder, capsys):
    """Lines that are no answers earn nothing, cost nothing, and say nothing on stderr."""
    sections = course.load(SLUG).keyed
    answer(Record("answers.jsonl"), sections[1:], right)
    before = marks(course)
    with (folder / "answers.jsonl").open("ab") as file:
        file.write(b"\n".join(hostile_lines(sections)) + b"\n")
    assert marks(course) == before
    assert capsys.readouterr().err == ""


def assert_refused(course):
    """Each section asks for more than its points, which nbgrader takes for a fault and not for a mark."""
    most = {section.slug: mark_record(section, []).most for section in course.load(SLUG).keyed}
    assert all(value > most[slug] for slug, value in marks(course).items())


def test_a_folder_or_a_link_for_a_record(course, folder):
    """Where a folder, or a link, stands for the record, no mark is recorded and nothing is raised."""
    (folder / "answers.jsonl").mkdir()
    assert_refused(course)
    (folder / "answers.jsonl").rmdir()
    (folder / "answers.jsonl").symlink_to("nowhere")
    assert_refused(course)


def json_with(words):
    """Return a strategy for JSON in which some of the words are the item's own ids."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    return st.recursive(
        leaves | st.sampled_from(words),
        lambda inner: (
            st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(words) | st.text(max_size=4), inner)
        ),
        max_leaves=8,
    )


@settings(max_examples=200)
@given(data=st.data())
def test_any_answer_gives_a_number(sections, data):
    """Whatever JSON stands as an answer, a section's mark is finite and within its points."""
    section = sections[data.draw(st.sampled_from(sorted(sections)))]
    item = data.draw(st.sampled_from(section.items))
    words = sorted(set(re.findall(r"[a-z0-9-]+", json.dumps(item.full()))))
    parts = st.sampled_from([*(item.full() or {"text": ""}), "extra"])
    raw = data.draw(st.dictionaries(parts, json_with(words), max_size=6))
    line = Line(section.slug, item.id, item.kind, section.revision, raw)
    found = mark_record(section, [line])
    assert math.isfinite(found.points)
    assert 0 <= found.points <= found.most


def test_warnings_do_not_cost_a_mark(course, folder, capsys):
    """A library's warning, which nbgrader would take for a wrong answer, does not reach stderr."""
    warnings.simplefilter("always")
    marks(course)
    assert capsys.readouterr().err == ""


def test_no_key_is_no_mark(course, folder, tmp_path, monkeypatch, capsys):
    """Without a key the call returns more than can be earned, so that nbgrader refuses it, and says why."""
    assert points(SLUG, "empathy-and-goals-nowhere", 5.0) > 5.0
    assert points(SLUG, "empathy-and-goals-ducks", 5.0) > 5.0
    assert "build it again" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    assert points(SLUG, "empathy-and-goals-ducks", 10.0) > 10.0
    assert "mp course new" in capsys.readouterr().out


def test_hook_says_what_to_do(tmp_path, monkeypatch):
    """Before autograding, a key that has not been built is named with the command that builds it."""
    made = new_course(tmp_path / "course")
    monkeypatch.chdir(made.root)
    with pytest.raises(Unbuilt, match="mp course build example"):
        keys_are_built(assignment="example", student="*", notebooks=[])
    build(made, "example")
    keys_are_built(assignment="example", student="*", notebooks=[])
    keys_are_built(assignment="not-ours", student="*", notebooks=[])
    made.marking_file("example").write_text("{", encoding="utf-8")
    with pytest.raises(Unbuilt):
        keyed_sections(made.marking_file("example"))


def test_sit_shows_a_section_without_its_key(course, folder):
    """``sit`` opens a section for a mark, with what the record holds, and its payload has no key."""
    sections = course.load(SLUG).keyed
    answer(Record("answers.jsonl"), sections[:1], right)
    player = sit(SLUG, sections[0].slug)
    assert player.payload["mode"] == "graded"
    assert player.payload["rev"] == sections[0].revision
    assert not any("key" in item for item in player.payload["exercise"]["items"])
    assert len(player.lines) == len(sections[0].items)


def test_sit_is_quiet_where_nbgrader_runs(folder, monkeypatch, capsys):
    """Where nbgrader runs the notebook, ``sit`` makes no widget."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert sit(SLUG, "empathy-and-goals-ducks") is None
    assert "answers.jsonl" in capsys.readouterr().out


def test_sit_says_what_is_missing(folder):
    """A section that does not exist, or questions that are not there, are one clear sentence."""
    with pytest.raises(NoSection, match="has no section 'x'; it has empathy-and-goals-two-oclock"):
        sit(SLUG, "x")
    (folder / f"{SLUG}.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NoSection, match="is damaged"):
        sit(SLUG, "x")


def test_saved_counts_and_written_shows(course, folder, capsys):
    """The trainee's cells count saved answers and show the saved text, without control characters."""
    section = course.load(SLUG).keyed[-1]
    saved(SLUG, section.slug)
    written(SLUG, *WRITING)
    told = capsys.readouterr().out
    assert "Saved answers: 0 of 1" in told
    assert "(Nothing is written yet.)" in told
    line = Line(section.slug, "write", "reflection", section.revision, {"text": TEXT.replace("\ud800", "")})
    Record("answers.jsonl").append(line)
    saved(SLUG, section.slug)
    written(SLUG, *WRITING)
    told = capsys.readouterr().out
    assert "Saved answers: 1 of 1" in told
    assert "</pre><script>" in told
    assert "\u001b" not in told


def test_written_survives_what_is_no_text(course, folder, capsys):
    """A reflection that is no text is said to be unreadable, and nothing fails."""
    section = course.load(SLUG).keyed[-1]
    Record("answers.jsonl").append(Line(section.slug, "write", "reflection", "x", {"text": ["no"]}))
    written(SLUG, *WRITING)
    assert "cannot be read" in capsys.readouterr().out


def test_an_unknown_assessment_is_refused(course):
    """A course says which assessments it has when asked for another."""
    with pytest.raises(CourseError, match=SLUG):
        course.load("other")
