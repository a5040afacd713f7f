"""Printing the book and its parts, twice each: the first time tells on which pages things are."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pypdf import PdfReader

from ...paper import NoPdf, Printer
from .bookmarks import with_headings
from .document import Document
from .toc import Part

WHOLE = "motivational-practice"
"""The name of the file with everything in it."""

Progress = Callable[[int, int], None]


def write_pdfs(
    html: Path,
    parts: Sequence[Part],
    out: Path,
    printer: Printer,
    *,
    only: Sequence[int] = (),
    site: str = "",
    progress: Progress = lambda _done, _total: None,
) -> list[Path]:
    """Print the whole book and each of its parts.

    Parameters
    ----------
    html
        The folder of built pages.
    out
        Where the PDFs are written.
    only
        Numbers of the parts to print; all of them and the whole book where it is empty.
    site
        Where the published book is, for links that lead out of a part.

    Raises
    ------
    NoPdf
        If the browser cannot do it.
    """
    jobs = list(_jobs(parts, only))
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for done, (name, some) in enumerate(jobs, 1):
        file = out / f"{name}.pdf"
        pdf = _printed(Document(html, some, site=site), printer)
        fresh = file.with_suffix(".new")
        fresh.write_bytes(pdf)
        fresh.replace(file)
        made.append(file)
        progress(done, len(jobs))
    return made


def _jobs(parts: Sequence[Part], only: Sequence[int]) -> Iterator[tuple[str, Sequence[Part]]]:
    unknown = sorted(set(only) - {part.number for part in parts})
    if unknown:
        raise NoPdf(f"there is no part {unknown[0]}; the book has parts 1 to {len(parts)}")
    if not only:
        yield WHOLE, parts
    yield from ((part.name, [part]) for part in parts if not only or part.number in only)


def _printed(document: Document, printer: Printer) -> bytes:
    first = printer.print(document.html({}))
    whole = document.html(_places(first, document.anchors))
    return with_headings(printer.print(whole), whole)


def _places(pdf: bytes, anchors: Sequence[str]) -> dict[str, int]:
    """Return the page of each anchor that the PDF has a named destination for."""
    reader = PdfReader(io.BytesIO(pdf))
    found = {name.removeprefix("/"): place for name, place in reader.named_destinations.items()}
    places = {}
    for anchor in anchors:
        if anchor in found:
            page = reader.get_destination_page_number(found[anchor])
            if page is not None:
                places[anchor] = page + 1
    return places
