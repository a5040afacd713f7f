"""One built page as a chapter of a longer document: its own names, its own links, no answers."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

ARTICLE = "//article[contains(@class, 'bd-article')]"
LEAVE_OUT = ("headerlink", "mp-payload", "mp-player", "mp-path-nav", "mp-js-only", "mp-made", "mp-form-links")
"""Classes of what has no use on paper."""

REFERRING = ("aria-labelledby", "aria-describedby", "for", "headers")
HEADINGS = ("h5", "h4", "h3", "h2", "h1")
"""The lowest first, since each becomes the one below it."""


@dataclass(frozen=True)
class Answer:
    """What an exercise's author or panel thinks, for the annex.

    Attributes
    ----------
    anchor
        Where the exercise stands in the document.
    view
        The element that holds it.
    """

    anchor: str
    title: str
    view: HtmlElement


@dataclass(frozen=True)
class Chapter:
    """A page as a chapter.

    Attributes
    ----------
    anchor
        Its place in the document.
    content
        The elements of its article, headings one level lower, since a part's title stands above them.
    """

    anchor: str
    title: str
    content: HtmlElement
    answers: tuple[Answer, ...]


def anchor_of(address: str, fragment: str = "") -> str:
    """Return the name of a place in the whole document.

    Parameters
    ----------
    address
        A page's address without its ending.
    fragment
        A place on that page; the page's beginning without.
    """
    page = address.replace("/", ".")
    return f"{page}--{fragment}" if fragment else page


def read_chapter(folder: Path, address: str, within: Container[str], site: str) -> Chapter:
    """Read a built page.

    Parameters
    ----------
    folder
        The folder of built pages.
    address
        The page's address without its ending.
    within
        The addresses of all pages of the document. Links to these stay inside it.
    site
        Where the published book is, with a slash at its end, for links that lead out of the document.
        Where it is empty, such links become plain text.
    """
    source = (folder / f"{address}.html").read_text(encoding="utf-8")
    article = deepcopy(html.document_fromstring(source).xpath(ARTICLE)[0])
    article.tag = "div"
    article.set("class", "chapter")
    _without(article)
    title = " ".join(article.xpath("string(.//h1)").split())
    _rename(article, address)
    _lead(article, address, within, site)
    answers = tuple(_take_answers(article))
    for heading in HEADINGS:
        for element in article.iter(heading):
            element.tag = f"h{min(6, int(heading[1]) + 1)}"
    article.set("id", anchor_of(address))
    return Chapter(anchor_of(address), title, article, answers)


def _without(article: HtmlElement) -> None:
    for name in LEAVE_OUT:
        for element in article.find_class(name):
            element.drop_tree()
    for element in list(article.iter("script", "style", "noscript", "button")):
        element.drop_tree()


def _rename(article: HtmlElement, address: str) -> None:
    """Give every name on the page the page's own beginning: two pages may use the same."""
    for element in article.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("id"):
            element.set("id", anchor_of(address, element.get("id")))
        for attribute in REFERRING:
            if element.get(attribute):
                names = element.get(attribute).split()
                element.set(attribute, " ".join(anchor_of(address, name) for name in names))
        for attribute in ("href", "{http://www.w3.org/1999/xlink}href"):
            value = element.get(attribute, "")
            if element.tag == "use" and value.startswith("#"):
                element.set(attribute, f"#{anchor_of(address, value[1:])}")
        _rename_in_style(element, address)


def _rename_in_style(element: HtmlElement, address: str) -> None:
    for attribute in ("fill", "stroke", "clip-path", "mask", "marker-end", "marker-start", "filter"):
        value = element.get(attribute, "")
        if value.startswith("url(#"):
            element.set(attribute, value.replace("url(#", f"url(#{anchor_of(address)}--"))


def _lead(article: HtmlElement, address: str, within: Container[str], site: str) -> None:
    for link in article.iter("a"):
        there = urlsplit(link.get("href", ""))
        if there.scheme or there.netloc or not link.get("href"):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(there.path)))
        page = address if not there.path else path.removesuffix(".html")
        if page in within:
            link.set("href", f"#{anchor_of(page, there.fragment)}")
        elif site:
            link.set("href", f"{site}{page}.html" + (f"#{there.fragment}" if there.fragment else ""))
        else:
            del link.attrib["href"]


def _take_answers(article: HtmlElement) -> Iterator[Answer]:
    """Take the author's view out of each exercise, and leave a line that says where it is."""
    for exercise in article.find_class("mp-exercise"):
        views = exercise.find_class("mp-x-view")
        titles = exercise.find_class("mp-x-title")
        if not views or not titles:
            continue
        for kicker in titles[0].find_class("mp-x-kicker"):
            # In the bookmarks of a PDF the heading is one line.
            kicker.text = f"{(kicker.text or '').strip()}: "
        title = " ".join(titles[0].text_content().split()).partition(": ")[2]
        view = views[0]
        anchor = exercise.get("id")
        pointer = html.fragment_fromstring(f'<p class="to-answers"><a href="#answers--{anchor}"></a></p>')
        view.getparent().replace(view, pointer)
        view.tag = "div"
        for summary in view.findall("summary"):
            summary.drop_tree()
        yield Answer(anchor, title, view)
