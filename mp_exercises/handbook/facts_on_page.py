"""Roles and the table that bring facts onto a page."""

from __future__ import annotations

import difflib
from pathlib import Path

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from ..exercise import SourceError
from .evidence import TOPICS, Fact, Facts, Topic, read_facts
from .faults import warn_all
from .nodes import box, data_table
from .words import words

logger = logging.getLogger(__name__)

_NONE = Facts(())


def load_facts(app: Sphinx) -> None:
    """Read the facts once for a build; a faulty file is reported at its lines."""
    file = Path(app.srcdir) / app.config.mp_evidence
    app.mp_facts = _NONE  # type: ignore[attr-defined]
    if not file.exists():
        return
    try:
        app.mp_facts = read_facts(file)[1]  # type: ignore[attr-defined]
    except SourceError as error:
        warn_all(logger, error)


def facts_of(env: BuildEnvironment) -> Facts:
    """Return the facts of this build, and let the page depend on their file."""
    env.note_dependency(str(Path(env.srcdir) / env.config.mp_evidence))
    facts: Facts = env.app.mp_facts  # type: ignore[attr-defined]
    return facts


def sure_mark(fact: Fact, fromdoc: str) -> Node:
    """Return the small link from a figure to its row, which says how far it was checked."""
    said = f"{words()['evidence']['sure']} {words()['checked'][fact.checked]['short']}"
    link = pending_xref(
        "",
        nodes.inline("", said),
        refdomain="std",
        reftype="ref",
        reftarget=f"evidence-{fact.id}",
        refexplicit=True,
        refwarn=True,
        refdoc=fromdoc,
    )
    return nodes.inline("", "", link, classes=["mp-sure", f"mp-sure-{fact.checked.lower()}"])


class FactRole(SphinxRole):
    """What the roles on facts share: finding the fact, or saying that there is none."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the nodes of the fact that the role names."""
        facts = facts_of(self.env).by_id
        wanted = self.text.strip()
        if wanted in facts:
            return self.show(facts[wanted]), []
        near = difflib.get_close_matches(wanted, facts, n=1)
        right = f"{near[0]!r}" if near else f"the id of an entry of {self.config.mp_evidence}"
        logger.warning(
            "unknown evidence %r; right would be %s", wanted, right, location=self.get_location(), type="mp"
        )
        return [nodes.inline("", wanted)], []

    def show(self, fact: Fact) -> list[Node]:
        """Return the nodes of a fact."""
        raise NotImplementedError


class EvidenceRole(FactRole):
    """The figure, its citation, and how sure it is."""

    def show(self, fact: Fact) -> list[Node]:
        cite = self.env.get_domain("cite").role("p")
        assert cite is not None
        keys = ",".join(fact.sources)
        cited, _ = cite("cite:p", keys, keys, self.lineno, self.inliner)
        number = any(character.isdigit() for character in fact.figure)
        shown = nodes.inline("", fact.figure, classes=["mp-figure", "mp-number"] if number else ["mp-figure"])
        return [
            nodes.inline(
                "", "", shown, nodes.Text(" "), *cited, sure_mark(fact, self.env.docname), classes=["mp-fact"]
            )
        ]


class MeansRole(FactRole):
    """What a figure means, as a sentence."""

    def show(self, fact: Fact) -> list[Node]:
        said = nodes.inline("", fact.means, classes=["mp-means"])
        return [nodes.inline("", "", said, sure_mark(fact, self.env.docname), classes=["mp-fact"])]


class PlainRole(SphinxRole):
    """A number that is no study's figure, printed as it is."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the text."""
        return [nodes.Text(self.text)], []


class EvidenceTable(SphinxDirective):
    """Every fact, by topic."""

    has_content = False

    def run(self) -> list[Node]:
        """Return a heading and a table for each topic that has facts."""
        facts = facts_of(self.env)
        return [self._topic(topic, facts) for topic in TOPICS if facts.of(topic)]

    def _topic(self, topic: Topic, facts: Facts) -> Node:
        name = words()["evidence"]["topics"][topic]
        rows = [(self._anchor(fact), self._cells(fact)) for fact in facts.of(topic)]
        caption = words()["evidence"]["caption"].format(topic=name)
        table = data_table(words()["evidence"]["columns"], rows, caption, classes=("mp-evidence-table",))
        holder, anchor = box("div", table, classes=("mp-table-box",)), f"evidence-about-{topic}"
        section = nodes.section("", nodes.title("", name), holder, ids=[anchor], names=[anchor])
        self.state.document.note_explicit_target(section, section)
        return section

    def _anchor(self, fact: Fact) -> str:
        """Make the row a target for links from every page."""
        anchor = f"evidence-{fact.id}"
        domain: StandardDomain = self.env.get_domain("std")  # type: ignore[assignment]
        domain.anonlabels[anchor] = (self.env.docname, anchor)
        domain.labels[anchor] = (self.env.docname, anchor, fact.figure)
        return anchor

    def _cells(self, fact: Fact) -> list[list[Node]]:
        cite = self.env.get_domain("cite").role("t")
        assert cite is not None
        keys = ",".join(fact.sources)
        cited, _ = cite("cite:t", keys, keys, self.lineno, self.state.inliner)
        checked = nodes.inline("", "", classes=["mp-checked", f"mp-checked-{fact.checked.lower()}"])
        checked += nodes.Text(words()["checked"][fact.checked]["short"])
        return [
            [nodes.paragraph("", fact.figure)],
            [nodes.paragraph("", fact.means)],
            [nodes.paragraph("", fact.limits)],
            [nodes.paragraph("", "", *cited)],
            [nodes.paragraph("", "", checked)],
        ]


def setup_facts(app: Sphinx) -> None:
    """Register what this module brings."""
    app.add_config_value("mp_evidence", "evidence.yaml", "env")
    app.add_role("evidence", EvidenceRole())
    app.add_role("evidence-means", MeansRole())
    app.add_role("plain", PlainRole())
    app.add_directive("evidence-table", EvidenceTable)
    app.connect("builder-inited", load_facts)
