"""A picture's file: read with its lines, refused where it could do more than show something."""

from __future__ import annotations

import re
import xml.sax
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.handler import ContentHandler

from ..exercise import Fault, SourceError

FOLDER = "pictures"
"""Where the pictures stand, below the pages."""

NARROW = ".narrow"
"""Ends the name of a second drawing, for narrow screens; the first one's words are its words too."""

DRAWN = frozenset(
    {
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "marker",
        "path",
        "polygon",
        "polyline",
        "rect",
        "svg",
        "symbol",
        "text",
        "textPath",
        "title",
        "tspan",
        "use",
    }
)
"""The elements that a picture may have: none that runs, loads, links or styles the page around it."""

_REFERENCES = ("href", "xlink:href")
_URL = re.compile(r"url\(\s*['\"]?(?!#)")
_DECLARED = re.compile(r"<!(DOCTYPE|ENTITY)")


@dataclass
class Drawing:
    """An SVG file that can be put on a page.

    Attributes
    ----------
    lines
        The line at which each of its elements begins.
    """

    path: Path
    root: ET.Element
    lines: dict[ET.Element, int] = field(default_factory=dict)

    @property
    def narrow(self) -> bool:
        """Whether it is the second drawing of a picture."""
        return self.path.stem.endswith(NARROW)

    def words(self, name: str) -> str:
        """Return the text of its own ``title`` or ``desc``, or an empty string."""
        found = self.root.find(name)
        return " ".join((found.text or "").split()) if found is not None else ""

    def fault(self, element: ET.Element, wrong: str, right: str) -> Fault:
        """Return a fault at an element."""
        return Fault(self.path, self.lines[element], wrong, right)


def file_of(book: Path, name: str) -> Path:
    """Return where the picture of that name stands, if there is one."""
    return book / FOLDER / f"{name}.svg"


def names_in(book: Path) -> list[str]:
    """Return the names of the book's pictures."""
    stems = (file.stem for file in (book / FOLDER).glob("*.svg"))
    return sorted(stem for stem in stems if not stem.endswith(NARROW))


def read_drawing(path: Path) -> Drawing:
    """Return a picture's drawing.

    Raises
    ------
    SourceError
        If it is no SVG, or holds anything but shapes and text.
    """
    drawing = _parse(path)
    faults = [*_root_faults(drawing), *_element_faults(drawing)]
    if faults:
        raise SourceError(faults)
    return drawing


class _Reader(ContentHandler):
    """Builds the tree, and keeps the line of every element."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ET.TreeBuilder()
        self.lines: dict[ET.Element, int] = {}

    def startElement(self, name: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:  # noqa: N802
        element = self.builder.start(name, dict(attrs.items()))
        self.lines[element] = self._locator.getLineNumber() or 1  # type: ignore[attr-defined]

    def endElement(self, name: str) -> None:  # noqa: N802
        self.builder.end(name)

    def characters(self, content: str) -> None:
        self.builder.data(content)


def _parse(path: Path) -> Drawing:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError([Fault(path, 1, "cannot be read", "an SVG file in UTF-8")]) from error
    declared = _DECLARED.search(text)
    if declared:
        line = text.count("\n", 0, declared.start()) + 1
        raise SourceError([Fault(path, line, f"a {declared[1]} in a picture", "shapes and text alone")])
    reader = _Reader()
    try:
        xml.sax.parseString(text.encode(), reader)
    except xml.sax.SAXParseException as error:
        wrong = f"not XML: {error.getMessage()}"
        raise SourceError([Fault(path, error.getLineNumber() or 1, wrong, "an SVG file")]) from error
    return Drawing(path, reader.builder.close(), reader.lines)


def _root_faults(drawing: Drawing) -> Iterator[Fault]:
    root = drawing.root
    if root.tag != "svg":
        yield drawing.fault(root, f"the outermost element is {root.tag!r}", "svg, without a prefix")
    elif not re.fullmatch(r"0 0 [\d.]+ [\d.]+", root.get("viewBox", "")):
        yield drawing.fault(root, f"viewBox is {root.get('viewBox', '')!r}", "'0 0 width height'")


def _element_faults(drawing: Drawing) -> Iterator[Fault]:
    for element in drawing.root.iter():
        if element.tag not in DRAWN:
            yield drawing.fault(element, f"<{element.tag}> in a picture", "shapes and text alone")
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name == "style":
                yield drawing.fault(element, f"attribute {name!r} in a picture", "attributes of its form")
            elif name in _REFERENCES and not value.startswith("#"):
                yield drawing.fault(element, f"{name} leads to {value!r}", "an id of the same picture")
            elif _URL.search(value):
                yield drawing.fault(element, f"{name} loads {value!r}", "an id of the same picture")
