"""Callouts: our judgement, what research says, questions for supervision."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .nodes import box
from .words import words


class Callout(SphinxDirective):
    """A box whose kind, the directive's own name, is said in words above it."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Return the box; an argument replaces its usual heading."""
        heading = self.arguments[0] if self.arguments else words()["callouts"][self.name]
        title, messages = self.parse_inline(heading)
        body = self.parse_content_to_nodes()
        return [
            box(
                "div",
                nodes.paragraph("", "", *title, classes=["mp-callout-title"]),
                *body,
                *messages,
                classes=("mp-callout", f"mp-{self.name}"),
                role="note",
            )
        ]


def setup_callouts(app: Sphinx) -> None:
    """Register what this module brings."""
    for name in words()["callouts"]:
        app.add_directive(name, Callout)
