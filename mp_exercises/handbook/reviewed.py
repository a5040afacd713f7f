"""Front matter on the page: a quiet line below the title, and the description for search."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from ..exercise import SourceError
from .faults import warn_all
from .frontmatter import MARKING_FIELDS, FrontMatter, front_matter_source, read_front_matter
from .nodes import box
from .words import words

logger = logging.getLogger(__name__)


def in_words(day: date) -> str:
    """Return a day as British English writes it."""
    return f"{day.day} {day:%B %Y}"


def add_line(app: Sphinx, doctree: nodes.document) -> None:
    """Put the line below the title of a page that has such front matter."""
    docname = app.env.docname
    if not MARKING_FIELDS & set(app.env.metadata[docname]):
        return
    file = Path(app.env.doc2path(docname))
    try:
        source = front_matter_source(file.read_text(encoding="utf-8"), file)
        if source is None:
            return
        matter = read_front_matter(source)
    except SourceError as error:
        warn_all(logger, error)
        return
    title = next(doctree.findall(nodes.title), None)
    if title is not None and title.parent is not None:
        title.parent.insert(title.parent.index(title) + 1, _line(matter))


def _line(matter: FrontMatter) -> nodes.Node:
    page, names = words()["page"], words()["audience"]
    people = [names[entry] for entry in matter.audience]
    said = {
        "for": f"{page['for']} {_listed(people)}",
        "owner": f"{page['owner']} {matter.owner}",
        "reviewed": f"{page['reviewed']} {in_words(matter.reviewed)}, {page['due']} {in_words(matter.due)}",
    }
    return box(
        "div",
        *(nodes.paragraph("", text, classes=[f"mp-page-{name}"]) for name, text in said.items()),
        classes=("mp-page-facts",),
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def add_description(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Emit the page's description for search engines and previews."""
    said = app.env.metadata.get(pagename, {}).get("description")
    if said:
        context["metatags"] = (
            f'{context.get("metatags", "")}\n<meta name="description" content="{escape(said)}">'
        )


def setup_reviewed(app: Sphinx) -> None:
    """Register what this module brings."""
    app.connect("doctree-read", add_line)
    app.connect("html-page-context", add_description)
