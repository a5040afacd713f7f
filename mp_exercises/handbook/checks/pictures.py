"""Pictures: names that lead nowhere, drawings without words, colours and sizes that some readers lose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

from ...exercise import Fault, SourceError
from ..drawing import FOLDER, NARROW, Drawing, file_of, names_in, read_drawing
from .book import Book, nearest

SHORTEST_DESC = 80
SMALLEST_TEXT = 11.0
"""In pixels of the screen."""

PHONE, DESK = 340.0, 560.0
"""How wide the column of text is at least: on a phone, and where a first drawing replaces a second."""

BROWSER_TEXT = 16.0

_PAINTS = ("fill", "stroke", "color", "stop-color", "flood-color")
_THEMED = re.compile(r"none|currentColor|var\(--[\w-]+\)|url\(#[^)]+\)", re.IGNORECASE)
_SIZE = re.compile(r"(?P<size>\d+(?:\.\d+)?)(?:px)?")


def check_pictures(book: Book, _today: date) -> Iterator[Fault]:
    """Yield pictures that do not exist, and the faults of those that do."""
    names = names_in(book.folder)
    yield from _unknown(book, names)
    yield from _unused(book, names)
    yield from _stray(book, names)
    for file in sorted((book.folder / FOLDER).glob("*.svg")):
        try:
            drawing = read_drawing(file)
        except SourceError as error:
            yield from error.faults
        else:
            yield from _words(drawing)
            yield from _colours(drawing)
            yield from _sizes(drawing)


def _unknown(book: Book, names: list[str]) -> Iterator[Fault]:
    for page in book.pages:
        for directive in page.directives:
            if directive.name == "picture" and directive.argument not in names:
                wrong = f"there is no picture {directive.argument!r}"
                right = nearest(directive.argument, names, "the name of a file in pictures/, without .svg")
                yield Fault(page.path, directive.line, wrong, right)


def _unused(book: Book, names: list[str]) -> Iterator[Fault]:
    shown = {entry.argument for page in book.pages for entry in page.directives if entry.name == "picture"}
    for name in names:
        if name not in shown:
            wrong = f"no page shows picture {name!r}"
            yield Fault(file_of(book.folder, name), 1, wrong, f"a page with it as {{picture}} {name}")


def _stray(book: Book, names: list[str]) -> Iterator[Fault]:
    """Yield second drawings that have no first."""
    for file in sorted((book.folder / FOLDER).glob(f"*{NARROW}.svg")):
        name = file.stem.removesuffix(NARROW)
        if name not in names:
            yield Fault(file, 1, f"a narrow drawing of no picture, {name!r}", f"{name}.svg beside it")


def _words(drawing: Drawing) -> Iterator[Fault]:
    if drawing.narrow:
        return
    if not drawing.words("title"):
        yield drawing.fault(drawing.root, "no <title>", "the picture's name, as the first element")
    length = len(drawing.words("desc"))
    if not length:
        yield drawing.fault(drawing.root, "no <desc>", "all that the picture shows, in words")
    elif length < SHORTEST_DESC:
        right = f"{SHORTEST_DESC} or more: all that the picture shows, in words"
        yield drawing.fault(drawing.root, f"a <desc> of {length} characters", right)


def _colours(drawing: Drawing) -> Iterator[Fault]:
    for element in drawing.root.iter():
        for name in _PAINTS:
            value = element.get(name, "none").strip()
            if not _THEMED.fullmatch(value):
                wrong = f"{name} {value!r} is the same in light and dark"
                yield drawing.fault(element, wrong, "var(--mp-…), currentColor or none")
    if not drawing.root.get("fill"):
        yield drawing.fault(drawing.root, "no fill of its own, so it is black", 'fill="var(--mp-ink)"')


def _sizes(drawing: Drawing) -> Iterator[Fault]:
    """Yield text that is too small where the drawing is shown at its smallest."""
    alone = not drawing.narrow and not drawing.path.with_suffix(f"{NARROW}.svg").is_file()
    column = PHONE if alone or drawing.narrow else DESK
    scale = column / float(drawing.root.get("viewBox", "").split()[2])
    for element, size in _texts(drawing.root, BROWSER_TEXT):
        if size * scale < SMALLEST_TEXT:
            wrong = f"text of {size * scale:.1f} px where the column is {column:.0f} px wide"
            right = f"{SMALLEST_TEXT:.0f} px or more, or a drawing for narrow screens ({NARROW}.svg)"
            yield drawing.fault(element, wrong, right)


def _texts(element: ET.Element, size: float) -> Iterator[tuple[ET.Element, float]]:
    """Yield what holds text, with its size, which an element has from those around it."""
    given = _SIZE.fullmatch(element.get("font-size", ""))
    size = float(given["size"]) if given else size
    if element.tag in ("text", "tspan", "textPath") and (element.text or "").strip():
        yield element, size
    for child in element:
        yield from _texts(child, size)
