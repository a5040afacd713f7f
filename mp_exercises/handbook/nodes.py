"""Document nodes that carry real HTML elements, and pass through other builders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]

TEXT_WIDTH = 96

OTHER_BUILDERS = ("latex", "text", "man", "texinfo")


class Box(nodes.General, nodes.Element):
    """A block element: ``tag`` says which, ``attrs`` holds its further attributes."""


class DataTable(nodes.table):
    """A table that a narrow screen shows as cards."""


class DataRow(nodes.row):
    """A row of a ``DataTable``."""


class DataCell(nodes.entry):
    """A cell of a ``DataTable``: ``scope`` makes it a header, ``label`` names it on a card."""


def box(tag: str, *children: nodes.Node, classes: tuple[str, ...] = (), **attrs: str) -> Box:
    """Return a box with its class names and attributes."""
    made = Box("", *children, classes=list(classes))
    made["tag"], made["attrs"] = tag, {name.replace("_", "-"): value for name, value in attrs.items()}
    return made


def _open_box(self: Any, node: Box) -> None:
    self.body.append(self.starttag(node, node["tag"], **node["attrs"]))


def _close_box(self: Any, node: Box) -> None:
    self.body.append(f"</{node['tag']}>\n")


def _nothing(_self: Any, _node: nodes.Node) -> None:
    """Let the children speak for themselves."""


PASS: Visitors = (_nothing, _nothing)


def _open_table(self: Any, node: DataTable) -> None:
    self.body.append(self.starttag(node, "table", CLASS="mp-table"))


def _close_table(self: Any, _node: DataTable) -> None:
    self.body.append("</table>\n")


def _open_row(self: Any, node: DataRow) -> None:
    self.body.append(self.starttag(node, "tr", ""))


def _close_row(self: Any, _node: DataRow) -> None:
    self.body.append("</tr>\n")


def _cell_tag(node: DataCell) -> str:
    return "th" if node.get("scope") else "td"


def _open_cell(self: Any, node: DataCell) -> None:
    attrs: dict[str, str] = {}
    if node.get("scope"):
        attrs["scope"] = node["scope"]
    if node.get("label"):
        attrs["data-label"] = node["label"]
    self.body.append(self.starttag(node, _cell_tag(node), "", **attrs))


def _close_cell(self: Any, node: DataCell) -> None:
    self.body.append(f"</{_cell_tag(node)}>\n")


def _like(name: str) -> tuple[Any, Any]:
    """Return visitors that treat a node as docutils treats ``name``."""

    def visit(self: Any, node: nodes.Node) -> None:
        getattr(self, f"visit_{name}")(node)

    def depart(self: Any, node: nodes.Node) -> None:
        getattr(self, f"depart_{name}")(node)

    return visit, depart


def data_table(
    columns: dict[str, str],
    rows: list[tuple[str, list[list[nodes.Node]]]],
    caption: str,
    classes: tuple[str, ...] = (),
) -> DataTable:
    """Return a table with a caption, a header for each column and one for each row.

    Parameters
    ----------
    columns
        Their names, by a key that becomes a class name of the cells.
    rows
        The id of each row, or an empty string, and the content of its cells.
    """
    group = nodes.tgroup("", cols=len(columns))
    # In characters, for builders that draw tables from them.
    group += [nodes.colspec("", colwidth=TEXT_WIDTH // len(columns)) for _ in columns]
    heads = [DataCell("", nodes.paragraph("", name), scope="col") for name in columns.values()]
    group += nodes.thead("", DataRow("", *heads))
    body = nodes.tbody()
    for row_id, cells in rows:
        row = DataRow("", ids=[row_id] if row_id else [])
        for place, ((key, name), content) in enumerate(zip(columns.items(), cells, strict=True)):
            cell = DataCell("", *content, label=name, classes=[f"mp-col-{key}"])
            if place == 0:
                cell["scope"] = "row"
            row += cell
        body += row
    group += body
    return DataTable("", nodes.title("", caption), group, classes=list(classes))


def add_node(app: Sphinx, node: type[nodes.Element], html: Visitors, others: Visitors) -> None:
    """Register a node: how HTML writes it, and how every other builder does."""
    # Typed for keywords of its own, of which it has one besides the builders' names.
    visitors: dict[str, Any] = {"html": html, **dict.fromkeys(OTHER_BUILDERS, others)}
    app.add_node(node, **visitors)


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes and how each builder writes them."""
    add_node(app, Box, (_open_box, _close_box), PASS)
    for node, name, html in (
        (DataTable, "table", (_open_table, _close_table)),
        (DataRow, "row", (_open_row, _close_row)),
        (DataCell, "entry", (_open_cell, _close_cell)),
    ):
        add_node(app, node, html, _like(name))
