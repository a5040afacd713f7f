"""An assessment in the gradebook: the ids of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..folder import CourseError
from .asks import Asks, asks_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

_FOUND = """
    select assignment.id, notebook.id
    from assignment join notebook on notebook.assignment_id = assignment.id
    where assignment.name = :assessment and notebook.name = :assessment
"""
_CELLS = "select id, name, type from base_cell where notebook_id = :notebook"


@dataclass(frozen=True)
class Cells:
    """The gradebook's ids of an assessment's cells.

    Attributes
    ----------
    graded, tasks
        Ids by ``grade_id``: cells that are marked by the record, and those that a person marks.
    commented
        Ids of the cells that take a comment.
    """

    assignment: str
    notebook: str
    graded: Mapping[str, str]
    tasks: Mapping[str, str]
    commented: tuple[str, ...]


def cells_of(gradebook: Asks | Engine, assessment: str) -> Cells:
    """Find an assessment in the gradebook.

    Raises
    ------
    CourseError
        If it has not been generated.
    """
    asks = asks_of(gradebook)
    found = asks.rows(_FOUND, assessment=assessment)
    if not found:
        raise CourseError(
            f"the gradebook does not know {assessment!r}; run: nbgrader generate_assignment {assessment}"
        )
    assignment, notebook = found[0]
    rows = asks.rows(_CELLS, notebook=notebook)
    return Cells(
        assignment=assignment,
        notebook=notebook,
        graded={name: key for key, name, kind in rows if kind == "GradeCell"},
        tasks={name: key for key, name, kind in rows if kind == "TaskCell"},
        commented=tuple(key for key, _, kind in rows if kind in ("SolutionCell", "TaskCell")),
    )
