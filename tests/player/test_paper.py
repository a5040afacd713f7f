"""An assessment as trainees are given it: what is taken for one, and whose answers it keeps."""

import json

import pytest

from mp_exercises.answers import Line, Record
from mp_exercises.player.assessment import Assessment, sitting_folder
from mp_exercises.player.desk import Desk, plain
from mp_exercises.player.paper import NoPaper, Paper, read_paper
from mp_exercises.player.visitors import record_of
from mp_exercises.sitting import IDENTITY, SITTER, line_for
from tests.samples import sample

TOKEN = "0" * 32


def public():
    """Return an assessment of one section, as ``mp course build`` writes it for trainees."""
    sections = [sample().without_keys().data()]
    return {"schema": 1, "slug": "exam", "title": "Exam", "minutes": 9, "sections": sections}


def who(name, **changes):
    """Return the line that says who sits."""
    return Line("exam", SITTER, IDENTITY, "r1", {"id": name}, **changes)


@pytest.fixture
def desk(tmp_path):
    """Return the desk of an assessment with an empty record."""
    return Desk(Paper.of(public()), Record(tmp_path / "answers.jsonl"))


def test_file_or_folder(tmp_path):
    """The released file is found by its name, and in its folder."""
    file = tmp_path / "exam.json"
    file.write_text(json.dumps(public()), encoding="utf-8")
    (tmp_path / "exam.ipynb").write_text("{}", encoding="utf-8")
    assert read_paper(file) == read_paper(tmp_path)
    assert read_paper(file).payload()["sections"][0]["rev"] == sample().revision


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "no assessment"),
        ({}, "no assessment"),
        ({**public(), "sections": []}, "without a section"),
        ({**public(), "sections": [{}]}, "no assessment"),
        ({**public(), "sections": [sample().data()]}, "carries keys"),
    ],
)
def test_what_is_no_paper(data, said, tmp_path):
    """A file that is no assessment, or carries keys, is refused with its name and what would do."""
    file = tmp_path / "exam.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(NoPaper, match=said) as error:
        read_paper(file)
    assert str(file) in str(error.value)


def test_folder_must_have_one(tmp_path):
    """A folder with no definition, or with two, is refused."""
    with pytest.raises(NoPaper, match="0 JSON files"):
        read_paper(tmp_path)


def test_takes_answers_and_who_sits(desk):
    """Answers to its sections and the sitter's name go to the record, and nothing else does."""
    answer = line_for(sample(), "pick", {"picked": ["d"]})
    other = Line("elsewhere", "pick", "choice", "r1", {"picked": ["d"]})
    replies = [desk.take(plain(line))["type"] for line in (who("Jo"), answer, other)]
    assert replies == ["saved", "saved", "refused"]
    assert [line["item"] for line in desk.lines()] == [SITTER, "pick"]


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u0000", 7, None, ["Jo"]])
def test_nobody_sits(desk, name):
    """A name that names nobody is refused."""
    assert desk.take(plain(who(name)))["type"] == "refused"


def test_each_token_has_a_record_of_its_own(tmp_path):
    """Nothing is shown before the browser says whose record it is, and then that one alone."""
    folder = sitting_folder("exam", tmp_path)
    record_of(TOKEN, folder).append(who("Jo"))
    widget = Assessment(Paper.of(public()), folder)
    widget._receive(None, {"type": "look"}, None)
    assert (widget.payload, widget.lines) == (None, [])
    widget._receive(None, {"type": "sitter", "token": "../" * 11}, None)
    assert widget.payload is None
    widget._receive(None, {"type": "sitter", "token": TOKEN}, None)
    assert widget.payload["slug"] == widget.assessment == "exam"
    assert [line["answer"]["id"] for line in widget.lines] == ["Jo"]
    other = Assessment(Paper.of(public()), folder)
    other._receive(None, {"type": "sitter", "token": "f" * 32}, None)
    assert other.lines == []


def test_another_page_of_the_same_person(tmp_path):
    """What one page has saved, another page of the same person shows once it looks."""
    one, two = (Assessment(Paper.of(public()), tmp_path) for _ in range(2))
    for widget in (one, two):
        widget._receive(None, {"type": "sitter", "token": TOKEN}, None)
    one._receive(None, {"type": "answer", "line": plain(who("Jo"))}, None)
    assert two.lines == []
    two._receive(None, {"type": "look"}, None)
    assert len(two.lines) == 1
