"""Directives that print the framework: one competency's anchors, or all of it."""

from __future__ import annotations

import difflib

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..exercise import FRAMEWORK, framework
from ..exercise.framework import Competency, OutsideFramework, ScalePoint, Standard, Statement
from .nodes import box, data_table
from .words import words

logger = logging.getLogger(__name__)


def _paragraph(text: str, *classes: str) -> nodes.paragraph:
    return nodes.paragraph("", text, classes=list(classes))


def _list(entries: tuple[str, ...], *classes: str) -> nodes.bullet_list:
    items = [nodes.list_item("", _paragraph(entry)) for entry in entries]
    return nodes.bullet_list("", *items, classes=list(classes))


def _led(lead: str, text: str, *classes: str) -> nodes.paragraph:
    """Return a paragraph that opens with a few strong words."""
    return nodes.paragraph(
        "", "", nodes.strong("", f"{lead}:"), nodes.Text(f" {text}"), classes=list(classes)
    )


def named(name: str, number: int | None, verified: bool) -> list[Node]:
    """Return a statement's name, with a mark where we could not verify it."""
    said = words()["competency"]
    text = name if number is None else f"{name} ({said['number'].format(number=number)})"
    if verified:
        return [nodes.Text(text)]
    return [nodes.Text(f"{text} "), nodes.inline("", f"({said['unverified']})", classes=["mp-unverified"])]


def competency_nodes(competency: Competency, points: dict[int, str], *, standards: bool) -> list[Node]:
    """Return everything that is printed of a competency, its name apart."""
    said = words()["competency"]
    columns = {"point": said["point"], "anchor": said["anchor"]}
    rows: list[tuple[str, list[list[Node]]]] = [
        ("", [[_paragraph(f"{point} · {points[point]}")], [_paragraph(competency.anchors[point])]])
        for point in sorted(competency.anchors)
    ]
    table = data_table(columns, rows, f"{competency.name}: {said['anchors'].lower()}", ("mp-anchor-table",))
    parts: list[Node] = [
        _paragraph(competency.what, "mp-what"),
        _led(said["why"], competency.why, "mp-why"),
        _led(said["looks_like"], "", "mp-led"),
        _list(competency.looks_like, "mp-looks-like"),
        box("div", table, classes=("mp-table-box",)),
        _led(said["beware"], competency.beware, "mp-beware"),
    ]
    if standards and competency.standards:
        parts += [_led(said["standards"], "", "mp-led"), _standards(competency.standards)]
    return parts


def _standards(standards: tuple[Standard, ...]) -> Node:
    outside = {entry.id: entry.name for entry in framework().frameworks}
    listed = nodes.bullet_list("", classes=["mp-standards"])
    for standard in standards:
        name = nodes.Text(f"{outside.get(standard.framework, standard.framework)}: ")
        said = named(standard.statement, standard.number, standard.verified)
        listed += nodes.list_item("", nodes.paragraph("", "", name, *said))
    return listed


class _FrameworkDirective(SphinxDirective):
    """What both directives share."""

    has_content = False

    def points(self) -> dict[int, str]:
        """Return the names of the scale's points, and let the page depend on the file."""
        self.env.note_dependency(str(FRAMEWORK))
        return {entry.point: entry.name for entry in framework().scale}


class Anchors(_FrameworkDirective):
    """One competency: what, why, what it looks like, its five anchors, what it is mistaken for."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the competency, or a warning that there is none."""
        known, wanted = framework().by_id, self.arguments[0]
        if wanted not in known:
            near = difflib.get_close_matches(wanted, known, n=1)
            right = repr(near[0]) if near else f"one of {', '.join(known)}"
            logger.warning(
                "unknown competency %r; right would be %s",
                wanted,
                right,
                location=self.get_location(),
                type="mp",
            )
            return []
        parts = competency_nodes(known[wanted], self.points(), standards=False)
        return [box("div", *parts, classes=("mp-competency",))]


class WholeFramework(_FrameworkDirective):
    """The scale, every competency by group, and the outside standards."""

    def run(self) -> list[Node]:
        """Return sections, so that each competency has its heading."""
        points = self.points()
        known = framework()
        sections: list[Node] = [self._scale(known.scale)]
        groups = words()["competency"]["groups"]
        for group, name in groups.items():
            members = [entry for entry in known.competencies if entry.group == group]
            if members:
                sections.append(self._group(group, name, members, points))
        sections.append(self._outside(known.frameworks))
        return sections

    def _section(self, anchor: str, title: str, *content: Node) -> nodes.section:
        section = nodes.section("", nodes.title("", title), *content, ids=[anchor], names=[anchor])
        self.state.document.note_explicit_target(section, section)
        return section

    def _scale(self, scale: tuple[ScalePoint, ...]) -> Node:
        said = words()["competency"]
        columns = {"point": said["point"], "anchor": said["scale"]}
        rows: list[tuple[str, list[list[Node]]]] = [
            ("", [[_paragraph(f"{entry.point} · {entry.name}")], [_paragraph(entry.means)]])
            for entry in scale
        ]
        table = data_table(columns, rows, said["scale"], ("mp-anchor-table",))
        return self._section("scale", said["anchors"], box("div", table, classes=("mp-table-box",)))

    def _group(self, group: str, name: str, members: list[Competency], points: dict[int, str]) -> Node:
        inner = [
            self._section(
                f"competency-{entry.id}", entry.name, *competency_nodes(entry, points, standards=True)
            )
            for entry in members
        ]
        return self._section(f"group-{group}", name, *inner)

    def _outside(self, outside: tuple[OutsideFramework, ...]) -> Node:
        said = words()["competency"]
        rows = [(f"standard-{entry.id}", self._outside_cells(entry)) for entry in outside]
        table = data_table(said["columns"], rows, said["outside"], ("mp-outside-table",))
        return self._section(
            "outside-standards", said["outside"], box("div", table, classes=("mp-table-box",))
        )

    def _outside_cells(self, entry: OutsideFramework) -> list[list[Node]]:
        note: list[Node] = [_paragraph(entry.note)] if entry.note else []
        if entry.sources:
            cite = self.env.get_domain("cite").role("t")
            assert cite is not None
            keys = ",".join(entry.sources)
            cited, _ = cite("cite:t", keys, keys, self.lineno, self.state.inliner)
            note.append(nodes.paragraph("", "", *cited))
        return [
            [_paragraph(entry.name)],
            [_paragraph(entry.publisher)],
            [_paragraph(entry.status)],
            [self._statements(entry.statements)],
            note,
        ]

    @staticmethod
    def _statements(statements: tuple[Statement, ...]) -> Node:
        listed = nodes.bullet_list("", classes=["mp-standards"])
        for entry in statements:
            said = named(entry.name, entry.number, entry.verified)
            listed += nodes.list_item("", nodes.paragraph("", "", *said))
        return listed


def setup_competencies(app: Sphinx) -> None:
    """Register what this module brings."""
    app.add_directive("anchors", Anchors)
    app.add_directive("framework", WholeFramework)
