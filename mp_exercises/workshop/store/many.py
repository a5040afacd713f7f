"""Many values in one statement, in the way that is quick for each database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Table, Text, any_, literal, text
from sqlalchemy.dialects.sqlite import insert

AT_ONCE = 500
"""How many values one statement takes where each is a parameter of its own."""


def among(connection: Connection, column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Return the condition that a column has one of some values, at most ``AT_ONCE`` of them."""
    if connection.dialect.name == "sqlite":
        return column.in_(values)
    kind = Text() if values and isinstance(values[0], str) else column.type
    return column == any_(literal(list(values), ARRAY(kind)))


def append(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Append rows with the same fields; one that breaks a unique constraint changes nothing."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table).on_conflict_do_nothing(), rows)
        return
    # One parameter: with one for each value, most of the time would go into naming them.
    names = list(rows[0])
    fields = ", ".join(f"{name} {table.c[name].type.compile(connection.dialect)}" for name in names)
    listed = ", ".join(names)
    statement = text(
        f"INSERT INTO {table.name} ({listed}) SELECT {listed} "
        f"FROM json_to_recordset(CAST(:rows AS json)) AS given({fields}) ON CONFLICT DO NOTHING"
    )
    connection.execute(statement, {"rows": json.dumps(rows)})
