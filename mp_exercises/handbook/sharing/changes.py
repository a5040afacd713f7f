"""What changed in this edition, from the fragments that each change brings along."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from docutils.nodes import Node
from sphinx.util.docutils import SphinxDirective

from ..settings import CHANGES
from ..words import words

_NAME = re.compile(r"^(?P<subject>[a-z0-9-]+)\.(?P<kind>[a-z]+)\.md$")


def fragments(folder: Path) -> dict[str, list[str]]:
    """Return the sentences of all fragments by their kind, each kind in the order of its files' names.

    Parameters
    ----------
    folder
        The folder of the fragments; one that is not there has none.
    """
    found: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.md")):
        name = _NAME.match(file.name)
        if name and name["kind"] in words()["changes"]:
            text = " ".join(file.read_text(encoding="utf-8").split())
            found.setdefault(name["kind"], []).append(text)
    return found


class Changes(SphinxDirective):
    """A list for each kind of change; it has no content of its own."""

    def run(self) -> list[Node]:
        """Return a heading and a list for each kind that has any."""
        folder = Path(self.env.srcdir).parent / CHANGES
        found = fragments(folder)
        for file in folder.glob("*.md"):
            self.env.note_dependency(str(file))
        made: list[Node] = []
        for kind, heading in words()["changes"].items():
            if kind not in found:
                continue
            section = nodes.section(ids=[f"changes-{kind}"], names=[f"changes-{kind}"])
            section += nodes.title("", heading)
            section += nodes.bullet_list("", *(self._item(text) for text in found[kind]))
            made.append(section)
        return made

    def _item(self, text: str) -> nodes.list_item:
        said, messages = self.parse_inline(text)
        return nodes.list_item("", nodes.paragraph("", "", *said), *messages)
