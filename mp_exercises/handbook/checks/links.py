"""Links and images: what leads nowhere, and what says nothing to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

from ...exercise import Fault
from ..page import Image, Link, Page
from .book import Book, nearest


def check_links(book: Book, _today: date) -> Iterator[Fault]:
    """Yield links to files, exercises, facts and competencies that are not there."""
    for page in book.pages:
        for link in page.links:
            yield from _check_link(book, page, link)


def _check_link(book: Book, page: Page, link: Link) -> Iterator[Fault]:
    parts = urlsplit(link.href)
    if parts.scheme or parts.netloc:
        return
    path = unquote(parts.path)
    if path.startswith("/"):
        yield Fault(page.path, link.line, f"link to {link.href!r}", "a path relative to this page")
    elif path and not (page.path.parent / path).is_file():
        pages = {other.path.name for other in book.pages}
        right = nearest(path, pages, "the path of a page, relative to this one")
        yield Fault(page.path, link.line, f"there is no {path!r} to link to", right)
        return
    yield from _check_fragment(book, page, link, parts.fragment)


def _check_fragment(book: Book, page: Page, link: Link, fragment: str) -> Iterator[Fault]:
    known = {
        "exercise": book.placed,
        "evidence": set(book.facts.by_id) if book.facts else None,
        "competency": set(book.competencies),
        "source": set(book.bib_keys),
    }
    kind, dash, name = fragment.partition("-")
    anchors = _anchors_at(book, page, link)
    if not fragment or anchors is None or fragment in anchors:
        return
    names = known.get(kind) if dash else None
    if kind not in known or not dash:
        right = nearest(fragment, anchors, "a heading of that page, in small letters with hyphens")
        yield Fault(page.path, link.line, f"no heading or name there makes #{fragment}", right)
    elif names is not None and name not in names:
        right = nearest(name, names, f"the name of one that the book has, after {kind}-")
        yield Fault(page.path, link.line, f"there is no {kind} {name!r} on any page", right)


def _anchors_at(book: Book, page: Page, link: Link) -> set[str] | None:
    """Return the anchors of the page that a link leads to; None if it is no page.

    A name given by an author, as ``(name)=``, can be linked from any page.
    """
    path = unquote(urlsplit(link.href).path)
    if not path:
        return page.anchors | {name for other in book.pages for name in other.named}
    target = (page.path.parent / path).resolve()
    return next((other.anchors for other in book.pages if other.path.resolve() == target), None)


def check_images(book: Book, _today: date) -> Iterator[Fault]:
    """Yield images without a text alternative, or without a file."""
    for page in book.pages:
        for image in page.images:
            yield from _check_image(page, image)


def _check_image(page: Page, image: Image) -> Iterator[Fault]:
    if not image.alt.strip():
        yield Fault(
            page.path, image.line, f"image {image.src!r} has no text alternative", "what it shows, in words"
        )
    parts = urlsplit(image.src)
    if parts.scheme or parts.netloc:
        yield Fault(page.path, image.line, f"image {image.src!r} is on another host", "a file in the book")
    elif not (page.path.parent / unquote(parts.path)).is_file():
        yield Fault(
            page.path,
            image.line,
            f"there is no file {image.src!r}",
            "the path of an image, relative to the page",
        )
