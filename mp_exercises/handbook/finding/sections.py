"""One built page as the records that the search looks through: its sections, exercises and what is listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

ARTICLE = "//article[contains(@class, 'bd-article')]"

APART = frozenset({"mp-exercise", "mp-page-facts", "headerlink", "glossary", "mp-sources"})
"""Classes of what is no part of a section's own text.

An exercise has a record of its own, without its key, and so has whatever stands in a list.
"""

FACT = "evidence-"
"""How the ids of the evidence table's rows begin."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SILENT = frozenset({"script", "style", "svg", "math", "template"})
INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "i", "kbd", "q", "small", "span", "strong", "sub", "sup"}
)


class Record(NamedTuple):
    """One thing that can be found.

    Attributes
    ----------
    kind
        ``"section"``, ``"exercise"``, ``"term"``, ``"fact"`` or ``"source"``.
    heading
        What it is called; of a page's first section, the page's title.
    anchor
        Its place in the page, or ``""`` for the top.
    text
        What stands in it, in one line.
    """

    kind: str
    heading: str
    anchor: str
    text: str


class Page(NamedTuple):
    """A page's title, its description, and what can be found in it, in its order."""

    title: str
    about: str
    records: list[Record]


def read_page(source: str) -> Page | None:
    """Return what can be found on a built page, or None where it has no article.

    Parameters
    ----------
    source
        The page's HTML.
    """
    tree = html.document_fromstring(source)
    found = tree.xpath(ARTICLE)
    if not found:
        return None
    article = found[0]
    title = _heading(article) or ""
    records = [*_sections(article, title), *_exercises(article), *_listed(article)]
    about = " ".join(tree.xpath("//head/meta[@name='description']/@content"))
    return Page(
        title, _line(about), [record for record in records if record.text or record.kind == "section"]
    )


def _sections(article: HtmlElement, title: str) -> Iterator[Record]:
    first = True
    for section in article.iter("section"):
        if _apart(section) or any(_apart(above) for above in section.iterancestors("section")):
            continue
        heading = _heading(section)
        if heading is None:
            continue
        own = " ".join(_text(child) for child in section if not _nested(child) and child.tag not in HEADINGS)
        yield Record("section", heading or title, "" if first else section.get("id") or "", _line(own))
        first = False


def _exercises(article: HtmlElement) -> Iterator[Record]:
    for exercise in article.find_class("mp-exercise"):
        payload = exercise.find_class("mp-payload")
        if not payload:
            continue
        given = json.loads(payload[0].text_content())["exercise"]
        prompts = [str(item.get("prompt", "")) for item in given.get("items", ())]
        said = [str(given.get("summary", "")), str(given.get("case", "")), *prompts]
        yield Record("exercise", str(given["title"]), exercise.get("id") or "", _line(" ".join(said)))


def _listed(article: HtmlElement) -> Iterator[Record]:
    """Yield each term, fact and source of a list as a record of its own."""
    for term in article.xpath(".//dl[contains(@class, 'glossary')]/dt"):
        yield Record("term", _line(_text(term)), term.get("id") or "", _line(_text(term.getnext())))
    for row in article.xpath(".//tr[starts-with(@id, 'evidence-')]"):
        cells = [_line(_text(cell)) for cell in row]
        yield Record("fact", cells[0], row.get("id"), " · ".join(cells[1:]))
    for source in article.xpath(".//ul[contains(@class, 'mp-sources')]/li"):
        text = _line(_text(source))
        yield Record("source", _shortened(text), source.get("id") or "", text)


def _shortened(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _heading(section: HtmlElement) -> str | None:
    for child in section.iter(*HEADINGS):
        return _line(_text(child))
    return None


def _nested(element: HtmlElement) -> bool:
    return bool(element.tag == "section")


def _apart(element: HtmlElement) -> bool:
    classes = (element.get("class") or "").split()
    return not APART.isdisjoint(classes) or (
        element.tag == "tr" and (element.get("id") or "").startswith(FACT)
    )


def _text(element: HtmlElement) -> str:
    """Return an element's text, with a space where a block begins or ends, and without what stands apart."""
    if not isinstance(element.tag, str) or element.tag in SILENT or _apart(element):
        return ""
    gap = "" if element.tag in INLINE else " "
    inner = (_text(child) + (child.tail or "") for child in element)
    return gap + (element.text or "") + "".join(inner) + gap


def _line(text: str) -> str:
    return " ".join(text.split())
