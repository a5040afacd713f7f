"""A page's first use of a glossary term leads to the glossary, unless its word is an everyday one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from docutils import nodes
from pydantic import Field
from sphinx import addnodes
from sphinx.application import Sphinx

from ..exercise.base import Strict, Text
from ..exercise.source import read_yaml, validate
from .glossary import terms_of
from .pages import read_page

RULES = Path(__file__).with_name("linking.yaml")
GLOSSARY = "glossary"

_CLOSED = (nodes.title, nodes.reference, nodes.literal, nodes.caption, nodes.figure, addnodes.pending_xref)
"""What no link is put into: headings, other links and what is quoted to the letter."""

_SPOKEN = {"mp-dialogue", "mp-page-facts", "mp-exercise"}
"""Classes of boxes in which people speak, or which are no prose."""


class Rules(Strict):
    """Which terms are left to authors."""

    everyday: Annotated[tuple[Text, ...], Field(min_length=1)]


@cache
def everyday() -> frozenset[str]:
    """Return, in lower case, the terms that only their authors link."""
    return frozenset(term.lower() for term in validate(Rules, read_yaml(RULES)).everyday)


@cache
def pattern_of(term: str) -> re.Pattern[str]:
    """Return what finds a term in running text, in the singular or the plural."""
    return re.compile(rf"(?<![\w-]){re.escape(term)}s?(?![\w-])", re.IGNORECASE)


@cache
def _linked_terms(glossary: Path, _changed: int) -> list[str]:
    """Return the terms that are linked by themselves, the longest first, so that none hides in another."""
    page = read_page(glossary, glossary.parent)
    names = [name for part in page.directives if part.name == "glossary" for _, name in terms_of(part)]
    return sorted((name for name in names if name.lower() not in everyday()), key=len, reverse=True)


def link_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Link the first use of each term on a page."""
    glossary = Path(app.srcdir) / f"{GLOSSARY}.md"
    if app.env.docname == GLOSSARY or not glossary.is_file():
        return
    app.env.note_dependency(str(glossary))
    app.env.note_dependency(str(RULES))
    done = {
        str(link["reftarget"]).lower()
        for link in doctree.findall(addnodes.pending_xref)
        if link.get("reftype") == "term"
    }
    prose = list(_prose(doctree))
    # Few of the terms are on any one page, and to look for a word is quicker than for a pattern.
    words = "\n".join(prose).lower()
    for term in _linked_terms(glossary, glossary.stat().st_mtime_ns):
        if term.lower() in words and term.lower() not in done:
            _link_first(prose, term, app.env.docname)


def _link_first(prose: list[nodes.Text], term: str, docname: str) -> None:
    """Link the first place at which a page's prose has a term, which parts the text there."""
    for place, text in enumerate(prose):
        found = pattern_of(term).search(str(text))
        if found:
            parts = list(_split(str(text), found, term, docname))
            text.parent.replace(text, parts)
            prose[place : place + 1] = [part for part in parts if isinstance(part, nodes.Text)]
            return


def _prose(doctree: nodes.document) -> Iterator[nodes.Text]:
    for paragraph in doctree.findall(nodes.paragraph):
        if not _closed(paragraph):
            yield from (child for child in paragraph.children if isinstance(child, nodes.Text))


def _closed(node: nodes.Node | None) -> bool:
    while node is not None and not isinstance(node, nodes.document):
        if isinstance(node, _CLOSED) or _SPOKEN & set(getattr(node, "attributes", {}).get("classes", ())):
            return True
        node = node.parent
    return False


def _split(text: str, found: re.Match[str], term: str, docname: str) -> Iterator[nodes.Node]:
    """Yield the text before a term, the link, and the text after it."""
    if found.start():
        yield nodes.Text(text[: found.start()])
    shown = nodes.inline("", found[0], classes=["xref", "std", "std-term"])
    yield addnodes.pending_xref(
        "",
        shown,
        refdomain="std",
        reftype="term",
        reftarget=term,
        refexplicit=True,
        refdoc=docname,
        refwarn=True,
    )
    if found.end() < len(text):
        yield nodes.Text(text[found.end() :])


def setup_linking(app: Sphinx) -> None:
    """Register what this module brings."""
    # After what adds to a page, whose own words are no prose.
    app.connect("doctree-read", link_terms, priority=800)
