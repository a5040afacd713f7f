"""Our own tables, in the gradebook's database: details of marks, and the history of each change."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

OURS = MetaData()

RESULT = Table(
    "mp_result",
    OURS,
    Column("assessment", String(128), primary_key=True),
    Column("trainee", String(128), primary_key=True),
    Column("record", String(64), nullable=False),
    Column("marking", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("damaged", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("most", Float, nullable=False),
    Column("detail", Text, nullable=False),
)
"""One row for each marked submission. ``record`` and ``marking`` are digests of what the marks came from;
``points`` of ``most`` are those that no person gives; ``detail`` is JSON as `detail.pack` makes it."""

HISTORY = Table(
    "mp_history",
    OURS,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("assessment", String(128), nullable=False),
    Column("trainee", String(128), nullable=False),
    Column("cell", String(128), nullable=False),
    Column("at", String(32), nullable=False),
    Column("who", String(128), nullable=False),
    Column("why", Text, nullable=False),
    Column("old", Float),
    Column("new", Float),
    Column("old_decision", String(32)),
    Column("new_decision", String(32)),
    Column("old_marking", String(64)),
    Column("new_marking", String(64)),
    Index("mp_history_by_trainee", "assessment", "trainee"),
)
"""Append-only: one row for each mark that was changed after it had been given."""
