"""nbgrader's tables as we declare them."""

import pytest
from nbgrader.api import Base

from mp_exercises.course.gradebook.theirs import THEIRS


@pytest.mark.parametrize("name", sorted(THEIRS.tables))
def test_our_declaration_is_nbgraders(name):
    """Each table and column that we name is in nbgrader's schema, of the same type."""
    ours, theirs = THEIRS.tables[name], Base.metadata.tables[name]
    for column in ours.columns:
        assert repr(column.type) == repr(theirs.columns[column.name].type)
        assert column.primary_key == theirs.columns[column.name].primary_key


def test_what_we_leave_out_may_be_empty():
    """A row that we insert needs no column that we do not name."""
    for name in ("student", "submitted_assignment", "submitted_notebook", "grade", "comment"):
        ours = THEIRS.tables[name]
        others = [c for c in Base.metadata.tables[name].columns if c.name not in ours.columns]
        assert all(column.nullable for column in others), name
