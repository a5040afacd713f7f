"""``{dialogue}``: what was said in the room, line by line, with commentary."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..exercise import FRAMEWORK, framework
from .nodes import box
from .spoken import Turn, read_dialogue

logger = logging.getLogger(__name__)


def _name_of(level: int) -> str:
    """Return the framework's name of a point, so that a page calls it as its anchors do."""
    return next(entry.name for entry in framework().scale if entry.point == level)


class Dialogue(SphinxDirective):
    """A dialogue, with ``:skill:`` 1 to 5 and ``:worker:`` the worker's name."""

    has_content = True
    option_spec = {
        "skill": lambda value: directives.choice(value, ("1", "2", "3", "4", "5")),
        "worker": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return the dialogue as a figure of paragraphs."""
        reading = read_dialogue(list(self.content))
        for stray in reading.strays:
            logger.warning(
                "a line that nobody says; right would be 'Name: words', '[what is seen]' or '> comment'",
                location=(self.env.docname, self._line(stray)),
                type="mp",
            )
        level = self.options.get("skill")
        self.env.note_dependency(str(FRAMEWORK))
        shown = box("div", *self._lines(reading.turns), classes=("mp-lines",))
        classes = ("mp-dialogue", f"mp-skill-{level}") if level else ("mp-dialogue",)
        return [box("div", *self._level(level), shown, classes=classes)]

    def _line(self, number: int) -> int:
        """Return the page's line of a line of the content; MyST counts the offset from the fence."""
        return self.lineno + self.content_offset + number + 1

    @staticmethod
    def _level(level: str | None) -> Iterator[Node]:
        if level:
            yield nodes.paragraph("", _name_of(int(level)), classes=["mp-level"])

    def _lines(self, turns: list[Turn]) -> Iterator[Node]:
        for turn in turns:
            said, messages = self.parse_inline(turn.text, lineno=self._line(turn.line))
            paragraph = nodes.paragraph("", "", *said, *messages, classes=[f"mp-{turn.form}"])
            if turn.form == "spoken":
                paragraph.insert(0, [nodes.strong("", f"{turn.who}:", classes=["mp-who"]), nodes.Text(" ")])
                if turn.who == self.options.get("worker"):
                    paragraph["classes"].append("mp-worker")
            yield paragraph


def setup_dialogue(app: Sphinx) -> None:
    """Register what this module brings."""
    app.add_directive("dialogue", Dialogue)
