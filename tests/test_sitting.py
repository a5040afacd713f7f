"""Answers become lines only if they fit their exercise."""

from dataclasses import replace

import pytest

from mp_exercises.answers import RecordError
from mp_exercises.sitting import accept, line_for
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
