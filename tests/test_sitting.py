"""Answers become lines only if they fit their exercise."""

from dataclasses import replace

import pytest

from mp_exercises.answers import Line, RecordError
from mp_exercises.marking import mark_record
from mp_exercises.sitting import IDENTITY, MOST_SITTER, SITTER, accept, accept_sitter, line_for, sitter
from tests.samples import full_answers, sample


def test_full_answers_become_lines():
    """Each kind's answer becomes a line of this exercise and revision."""
    for item, answer in full_answers(sample()).items():
        line = line_for(sample(), item, answer)
        assert (line.exercise, line.item, line.rev) == ("sample-all-kinds", item, sample().revision)
        assert accept(sample(), line) == line


@pytest.mark.parametrize(
    "change",
    [{"exercise": "other"}, {"item": "ghost"}, {"kind": "ranking"}, {"answer": {"picked": ["zzz"]}}],
)
def test_foreign_lines_are_refused(change):
    """A line of another exercise, item or kind, or with a foreign answer, is refused."""
    line = line_for(sample(), "pick", {"picked": ["a"]})
    with pytest.raises(RecordError):
        accept(sample(), replace(line, **change))


def test_unknown_item_names_the_known_ones():
    """Answering an item that does not exist says which do."""
    with pytest.raises(RecordError, match="pick"):
        line_for(sample(), "ghost", {})


def test_answers_are_written_in_one_form():
    """Picks given in another order, or twice, become the same line."""
    one = line_for(sample(), "picks", {"picked": ["c", "b", "c"]})
    other = line_for(sample(), "picks", {"picked": ["b", "c"]})
    assert one.answer == other.answer


def test_who_sits_is_one_line_of_text():
    """A name is kept on one line, without what cannot be seen, at most 120 characters long."""
    line = Line("exam", SITTER, IDENTITY, "r1", {"id": " Jo\n\u202e Bloggs\u0000 \ud800" + "x" * 200})
    name = accept_sitter("exam", line).answer["id"]
    assert name.startswith("Jo Bloggs x")
    assert len(name) == MOST_SITTER


def test_last_name_counts():
    """Who sits is what the last line about it says; other assessments' lines say nothing."""
    lines = [
        Line(slug, SITTER, IDENTITY, "r1", {"id": name})
        for slug, name in (("exam", "Jo"), ("exam", "Jo Bloggs"), ("other", "Sam"))
    ]
    assert sitter(lines, "exam") == "Jo Bloggs"
    assert sitter(lines, "none") is None
    assert sitter([*lines, Line("exam", SITTER, "choice", "r1", {"id": "X"})], "exam") is None


@pytest.mark.parametrize("answer", [{}, {"id": ""}, {"id": 1}, {"id": "Jo", "more": 1}])
def test_line_that_names_nobody_is_refused(answer):
    """A line that should say who sits and does not is refused, and read as nobody."""
    line = Line("exam", SITTER, IDENTITY, "r1", answer)
    with pytest.raises(RecordError):
        accept_sitter("exam", line)


def test_marking_passes_over_who_sits():
    """The line that says who sits changes no mark."""
    lines = [line_for(sample(), item, answer) for item, answer in full_answers(sample()).items()]
    who = Line(sample().slug, SITTER, IDENTITY, "r1", {"id": "Jo"})
    assert mark_record(sample(), [who, *lines, who]) == mark_record(sample(), lines)
