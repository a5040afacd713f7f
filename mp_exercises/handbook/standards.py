"""``{standards-map}``: the outside standards, statement by statement, with what here serves each."""

from __future__ import annotations

from functools import cache

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..exercise import CATALOGUE, FRAMEWORK, framework
from ..exercise.catalogue import files, load_file
from ..exercise.framework import Competency, OutsideFramework, Statement
from .competencies import named
from .nodes import box, data_table
from .words import words


@cache
def competencies_practised() -> list[frozenset[str]]:
    """Return, for each exercise of the catalogue, the competencies that it gives evidence for."""
    return [frozenset(load_file(file).competencies) for file in files()]


class StandardsMap(SphinxDirective):
    """A section for each outside standard: statements, our competencies, and how much to practise."""

    has_content = False

    def run(self) -> list[Node]:
        """Return the sections."""
        for file in (FRAMEWORK, *CATALOGUE.glob("*.yaml")):
            self.env.note_dependency(str(file))
        return [self._section(entry) for entry in framework().frameworks]

    def _section(self, entry: OutsideFramework) -> nodes.section:
        said = words()["standards"]
        status = said["status"].format(publisher=entry.publisher, status=entry.status)
        parts: list[Node] = [nodes.title("", entry.name), nodes.paragraph("", status)]
        rows = [self._row(entry, statement) for statement in entry.statements]
        table = data_table(said["columns"], rows, said["caption"].format(name=entry.name), ("mp-map-table",))
        parts.append(box("div", table, classes=("mp-table-box",)))
        if entry.note:
            parts.append(nodes.paragraph("", entry.note, classes=["mp-note"]))
        section = nodes.section("", *parts, ids=[f"map-{entry.id}"], names=[f"map-{entry.id}"])
        self.state.document.note_explicit_target(section, section)
        return section

    def _row(self, entry: OutsideFramework, statement: Statement) -> tuple[str, list[list[Node]]]:
        said = words()["standards"]
        ours = [each for each in framework().competencies if _serves(each, entry.id, statement.name)]
        ids = {each.id for each in ours}
        count = sum(bool(ids & practised) for practised in competencies_practised())
        practice = said["exercises"].format(count=count) if ours else said["none"]
        name = nodes.paragraph("", "", *named(statement.name, statement.number, statement.verified))
        return "", [[name], [self._links(ours)], [nodes.paragraph("", practice)]]

    def _links(self, ours: list[Competency]) -> nodes.paragraph:
        if not ours:
            return nodes.paragraph("", words()["standards"]["nothing"])
        text = ", ".join(f"[{each.name}](#competency-{each.id})" for each in ours)
        inner, messages = self.parse_inline(text)
        return nodes.paragraph("", "", *inner, *messages)


def _serves(competency: Competency, standard: str, statement: str) -> bool:
    return any(each.framework == standard and each.statement == statement for each in competency.standards)


def setup_standards(app: Sphinx) -> None:
    """Register what this module brings."""
    app.add_directive("standards-map", StandardsMap)
