"""What trainees are called: from the list of trainees into the gradebook, where it has no name yet.

Pages, reports and formgrader take names from there, and so does what hides a writer's name from a second
marker.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Engine, bindparam, func, select, update

from ...plain import has_unseen
from ..folder import Course
from ..gradebook.theirs import STUDENT

if TYPE_CHECKING:
    from ..collecting.people import Trainee

MOST = 128
"""Characters that nbgrader's columns take."""


def call_by_name(engine: Engine, course: Course) -> None:
    """Put names and addresses from ``trainees.csv`` where the gradebook has neither first nor last name.

    A list that is faulty gives no names: `mp collect` says what is wrong with it, and no mark waits for it.
    """
    if not course.roster.is_file():
        return
    # It takes time to load, and most runs of marking have no use for it.
    from ..collecting.clock import Clock
    from ..collecting.roster import RosterError, read_roster

    with contextlib.suppress(RosterError, OSError):
        give_names(engine, read_roster(course.roster, Clock("UTC")))


def give_names(engine: Engine, trainees: Iterable[Trainee]) -> int:
    """Give names to those in the gradebook who have none, and return to how many."""
    nameless = select(STUDENT.c.id).where(
        func.coalesce(STUDENT.c.first_name, "") == "", func.coalesce(STUDENT.c.last_name, "") == ""
    )
    with engine.begin() as connection:
        there = set(connection.scalars(nameless))
        rows = [row for one in trainees if one.id in there and (row := _row(one)) is not None]
        if rows:
            change = update(STUDENT).where(STUDENT.c.id == bindparam("who"))
            # An address that is there stays.
            email = func.coalesce(func.nullif(STUDENT.c.email, ""), bindparam("address"))
            names = {"first_name": bindparam("first"), "last_name": bindparam("last"), "email": email}
            connection.execute(change.values(names), rows)
    return len(rows)


def _row(one: Trainee) -> dict[str, str] | None:
    """Return a full name as nbgrader's two, which joined give it again."""
    name = " ".join(one.names[0].split()) if one.names else ""
    if not name or len(name) > MOST or has_unseen(name):
        return None
    first, _, last = name.rpartition(" ")
    address = "" if len(one.email) > MOST or has_unseen(one.email) else one.email
    return {"who": one.id, "first": first, "last": last, "address": address}
