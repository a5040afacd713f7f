"""``{picture}``: a drawing of the book, inline, so that it takes the page's colours and can be read out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..exercise import Fault, SourceError
from .checks.book import nearest
from .drawing import NARROW, Drawing, file_of, names_in, read_drawing
from .faults import warn, warn_all
from .nodes import PASS, add_node, box

logger = logging.getLogger(__name__)

_OWN = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")


class Inline(nodes.General, nodes.Element):
    """The drawings of a picture as markup; its child says in words what they show."""


class Picture(SphinxDirective):
    """A picture by its name, with a caption as content."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the figure, or nothing where the picture cannot be shown."""
        name = self.arguments[0]
        book = Path(self.env.srcdir)
        file = file_of(book, name)
        if name not in names_in(book):
            right = nearest(name, names_in(book), "the name of a file in pictures/, without .svg")
            page = Path(self.env.doc2path(self.env.docname))
            warn(logger, Fault(page, self.lineno, f"there is no picture {name!r}", right))
            return []
        try:
            return [self._figure(read_drawing(file), self._second(file))]
        except SourceError as error:
            warn_all(logger, error)
            return []

    def _second(self, file: Path) -> Drawing | None:
        self.env.note_dependency(str(file))
        narrow = file.with_suffix(f"{NARROW}.svg")
        if not narrow.is_file():
            return None
        self.env.note_dependency(str(narrow))
        return read_drawing(narrow)

    def _figure(self, wide: Drawing, narrow: Drawing | None) -> Node:
        prefix = f"picture-{self.env.new_serialno('picture')}"
        drawings = [inline(wide, wide, f"{prefix}-wide")]
        if narrow is not None:
            drawings.append(inline(narrow, wide, f"{prefix}-narrow"))
        shown = Inline("", nodes.paragraph("", wide.words("desc")), drawings=drawings)
        caption = [box("figcaption", *self.parse_content_to_nodes())] if self.content else []
        classes = ("mp-picture", "mp-picture-two") if narrow is not None else ("mp-picture",)
        return box("figure", shown, *caption, classes=classes)


def inline(drawing: Drawing, spoken: Drawing, prefix: str) -> str:
    """Return a drawing as markup whose ids are unique, named by the words of ``spoken``."""
    root = copy.deepcopy(drawing.root)
    for name in ("desc", "title"):
        for own in root.findall(name):
            root.remove(own)
        said = ET.Element(name, {"id": name})
        said.text = spoken.words(name)
        root.insert(0, said)
    for key in ("width", "height"):
        root.attrib.pop(key, None)
    root.attrib |= {"role": "img", "aria-labelledby": f"{prefix}-title {prefix}-desc", "focusable": "false"}
    root.set("class", f"mp-{prefix.rpartition('-')[2]}")
    for element in root.iter():
        element.attrib.update(_renamed(element, prefix))
    return ET.tostring(root, encoding="unicode")


def _renamed(element: ET.Element, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name == "id":
            yield name, f"{prefix}-{value}"
        elif name in ("href", "xlink:href"):
            yield name, f"#{prefix}-{value.removeprefix('#')}"
        elif "url(" in value:
            yield name, _OWN.sub(rf"url(#{prefix}-\1)", value)


def _open_inline(self: Any, node: Inline) -> None:
    """Write the drawings; an e-book lacks the styles that colour them, and gets the words."""
    if self.builder.name != "epub":
        self.body.extend(f"{drawing}\n" for drawing in node["drawings"])
        raise nodes.SkipNode


def _close_inline(_self: Any, _node: Inline) -> None:
    """Only after the words; the drawings skip this."""


def setup_pictures(app: Sphinx) -> None:
    """Register what this module brings."""
    add_node(app, Inline, (_open_inline, _close_inline), PASS)
    app.add_directive("picture", Picture)
