"""A chart with its figures, as the front end has it."""

from __future__ import annotations

from typing import Any

from ...measures.drawing import Figure

Json = dict[str, Any]


def chart_card(figure: Figure) -> Json:
    """Return a chart, its words, and the table of its figures."""
    table = figure.table
    rows = [] if table is None else [list(row) for row in table.rows]
    heads = [] if table is None else list(table.heads)
    return {"chart": figure.card(), "table": {"heads": heads, "rows": rows, "more": ""}}
