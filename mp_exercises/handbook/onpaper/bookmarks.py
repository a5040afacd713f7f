"""The bookmarks of a PDF, named as its headings are.

Chromium puts a heading's lines together as it drew them: without the space at which a line ended, and
twice where it drew a heading twice.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

HEADINGS = "//h1 | //h2 | //h3 | //h4 | //h5 | //h6"


def with_headings(pdf: bytes, document: str) -> bytes:
    """Return a PDF whose bookmarks are named as the headings of the document that it was printed from.

    A bookmark that is like no heading, spaces apart, keeps its name.
    """
    names = _names(document)
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    changed = False
    for entry in _entries(writer.root_object.get("/Outlines")):
        name = _name_of(str(entry["/Title"]), names)
        if name != entry["/Title"]:
            entry[NameObject("/Title")] = TextStringObject(name)
            changed = True
    if not changed:
        return pdf
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _names(document: str) -> dict[str, str]:
    """Return the text of each heading by itself without its spaces."""
    said = (" ".join(heading.text_content().split()) for heading in html.fromstring(document).xpath(HEADINGS))
    return {_bare(text): text for text in said if text}


def _bare(text: str) -> str:
    return "".join(text.split())


def _name_of(title: str, names: Mapping[str, str]) -> str:
    bare = _bare(title)
    once = bare[: len(bare) // 2]
    return names.get(bare) or (names.get(once) if bare == once + once else None) or title


def _entries(outline: Any) -> Iterator[Any]:
    """Yield every bookmark below one, or below the root of all."""
    entry = outline.get_object().get("/First") if outline else None
    while entry is not None:
        found = entry.get_object()
        yield found
        yield from _entries(found)
        entry = found.get("/Next")
