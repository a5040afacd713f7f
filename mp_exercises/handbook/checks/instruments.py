"""Instruments that a page names and nothing answers to, and those that no page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...exercise import Fault
from ...instruments import files
from .book import Book, nearest

CARD = "card"


def check_instruments(book: Book, _today: date) -> Iterator[Fault]:
    """Yield instruments that do not exist, stand whole on two pages, or stand on none."""
    known = {file.stem: file for file in files()}
    whole: dict[str, str] = {}
    for page in book.pages:
        for directive in page.directives:
            if directive.name != "instrument":
                continue
            slug = directive.argument
            if slug not in known:
                right = nearest(slug, known, "the name of a file in instruments/forms/, without .yaml")
                yield Fault(page.path, directive.line, f"there is no instrument {slug!r}", right)
            elif directive.options.get("show") != CARD and slug in whole:
                wrong = f"instrument {slug!r} already stands on {whole[slug]}"
                yield Fault(page.path, directive.line, wrong, "`:show: card` here")
            elif directive.options.get("show") != CARD:
                whole[slug] = page.docname
    if any(page.docname.startswith("reference/") for page in book.pages):
        for slug in sorted(set(known) - set(whole)):
            right = f"a page reference/{slug} with it as {{instrument}} {slug}"
            yield Fault(known[slug], 1, f"no page shows instrument {slug!r}", right)
