"""Moderation's own tables, in the gradebook's database: rows are added, and none is changed or removed."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ..gradebook.tables import OURS

DRAW = Table(
    "mp_draw",
    OURS,
    Column("assessment", String(128), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", String(128), nullable=False),
    Column("why", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("share", Float),
    Column("count", Integer),
    Column("least", Integer, nullable=False),
    Column("over", Float, nullable=False),
    Column("cut", Float, nullable=False),
    Column("first_by", Text, nullable=False),
)
"""One row for each draw of an assessment. Their numbers run from 1, and the last one counts.
``share`` or ``count`` says how much was asked for; ``over`` is the difference in points above which two
marks must be settled; ``first_by`` is a JSON list of who gave the first marks, empty where nobody said."""

DRAWN = Table(
    "mp_drawn",
    OURS,
    Column("assessment", String(128), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("trainee", String(128), nullable=False),
    Column("cell", String(128), nullable=False),
    Column("section", String(60), nullable=False),
    Column("item", String(60), nullable=False),
    Column("points", Float, nullable=False),
    Column("first", Float, nullable=False),
    Column("levels", Text, nullable=False),
    Column("stratum", String(8), nullable=False),
    Column("borderline", Boolean, nullable=False),
    Column("record", String(64), nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("assessment", "number", "trainee", "cell"),
    Index("mp_drawn_by_trainee", "assessment", "trainee"),
)
"""One row for each answer that was drawn, by its code number: the first mark as it was then, the text as
the second marker is shown it, and the digest of the record that it comes from. ``levels`` is a JSON list
of the first marker's levels by criterion, with null where none is known."""

SECOND = Table(
    "mp_second",
    OURS,
    Column("assessment", String(128), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("mark", Float, nullable=False),
    Column("levels", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Column("who", String(128), nullable=False),
    Column("at", String(32), nullable=False),
    Column("sheet", String(64), nullable=False),
)
"""One row for each second mark. ``sheet`` is the SHA-256 of the file that it was read from."""

SETTLED = Table(
    "mp_settled",
    OURS,
    Column("assessment", String(128), primary_key=True),
    Column("trainee", String(128), primary_key=True),
    Column("cell", String(128), primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("code", String(16), nullable=False),
    Column("old", Float),
    Column("mark", Float, nullable=False),
    Column("record", String(64), nullable=False),
    Column("who", String(128), nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text, nullable=False),
)
"""One row for each time that an answer was settled. ``turn`` runs from 1, so that of two who settle one
answer at the same time only one can; ``record`` is the digest of the record that the mark is for."""

RENAMED = Table(
    "mp_renamed",
    OURS,
    Column("assessment", String(128), primary_key=True),
    Column("place", String(32), primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("old", String(128), nullable=False),
    Column("new", String(128), nullable=False),
    Column("who", String(128), nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text, nullable=False),
)
"""One row for each place in which a marker's name was corrected: the code number of a second mark, or a draw
for those who gave the first marks. The row that has the old name stays as it is."""
