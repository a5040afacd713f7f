"""Tables that an author draws in Markdown: a caption, headers for columns and rows, and cards on a phone."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .nodes import DataCell, DataRow, DataTable

logger = logging.getLogger(__name__)

PRIORITY = 700
"""After directives are done, and before links are resolved."""

FIGURES = "mp-figures"
BLANK = "mp-blank"
TO_FILL = "…"
"""What a worksheet has where somebody will write; a phone shows such cells in a line."""
COLUMNS = 2
FIGURE = re.compile(r"[−–-]?[\d.,]+%?")
"""A table of so few columns of nothing but figures fits a phone, and is better read across."""


class DrawnTables(SphinxTransform):
    """Turn each drawn table into a ``DataTable``, or warn of what it lacks."""

    default_priority = PRIORITY

    def apply(self, **_given: Any) -> None:
        """Go through the tables of one page."""
        for table in list(self.document.findall(nodes.table)):
            if isinstance(table, DataTable):
                continue
            lacks = _lacks(table)
            if lacks:
                logger.warning("a table has no %s", lacks, location=table, type="mp")
            else:
                table.replace_self(data_table_of(table))


def _lacks(table: nodes.table) -> str:
    """Return what a reader who cannot see the table would miss."""
    if not any(isinstance(child, nodes.title) for child in table.children):
        return "caption; right would be a fenced {table} with its caption"
    if not any(True for _ in table.findall(nodes.thead)):
        return "header row"
    return ""


def data_table_of(table: nodes.table) -> DataTable:
    """Return a drawn table with its first column as the headers of its rows.

    Parameters
    ----------
    table
        With a caption, one header row, and no cell that spans others, as Markdown draws them.
    """
    heads = [entry.astext() for entry in next(iter(table.findall(nodes.thead))).findall(nodes.entry)]
    for row in list(table.findall(nodes.row)):
        is_head = isinstance(row.parent, nodes.thead)
        cells = [
            _cell(entry, head, is_head, place)
            for place, (entry, head) in enumerate(zip(row, heads, strict=True))
        ]
        row.replace_self(DataRow("", *cells))
    # The number that Sphinx gave it as an id would put a link into the caption, where none may stand.
    if not table["names"]:
        table["ids"] = []
    return DataTable("", *table.children, classes=["mp-drawn", *_kinds_of(table)])


def _kinds_of(table: nodes.table) -> list[str]:
    body = next(iter(table.findall(nodes.tbody)))
    rows = [[cell.astext().strip() for cell in row.children[1:]] for row in body.children]
    if all(set(row) == {TO_FILL} for row in rows):
        return [BLANK]
    return [FIGURES] if _has_figures_only(rows) else []


def _has_figures_only(rows: list[list[str]]) -> bool:
    """Whether everything beside the rows' headers is a figure, in few enough columns for a phone."""
    return all(0 < len(row) <= COLUMNS and all(FIGURE.fullmatch(text) for text in row) for row in rows)


def _cell(entry: nodes.Node, head: str, is_head: bool, place: int) -> DataCell:
    cell = DataCell("", *entry.children)
    if not is_head:
        cell["label"] = head
        if place == 0:
            cell["scope"] = "row"
    elif head:
        # The corner above the rows' headers may be empty, and heads nothing.
        cell["scope"] = "col"
    return cell


def setup_tables(app: Sphinx) -> None:
    """Register what is done to drawn tables."""
    app.add_transform(DrawnTables)
