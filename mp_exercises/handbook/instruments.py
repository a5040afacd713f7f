"""``{instrument}``: a form with its guide on a page, and links to fill it in and to print it."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..exercise import SourceError
from ..instruments import FORMS, Instrument, Section, UnknownInstrument, files, load
from ..instruments.page import BUNDLE, TEMPLATES, fill_page, print_page
from ..instruments.translate import load_sheet
from ..instruments.wording import WORDS, words
from .nodes import PASS, add_node, box

logger = logging.getLogger(__name__)

FOLDER = Path("_static") / "forms"
"""Where the built book keeps the pages of forms: out of the search, and of the list of its pages."""

PAGES = "reference"
"""The folder of the pages on which each instrument stands."""


class FormLinks(nodes.General, nodes.Element):
    """The way to a form's own two pages; only pages on a screen have it."""


class InstrumentDirective(SphinxDirective):
    """An instrument with its guide and questions; with ``:show: card`` its name, facts and links alone."""

    required_arguments = 1
    has_content = False
    option_spec = {"show": lambda value: directives.choice(value, ("whole", "card"))}

    def run(self) -> list[Node]:
        """Return the instrument, or a warning in an author's words."""
        for file in (*FORMS.glob("*.yaml"), *TEMPLATES.iterdir(), BUNDLE, WORDS):
            self.env.note_dependency(str(file))
        form = self._load(self.arguments[0].strip())
        if form is None:
            return []
        card = self.options.get("show") == "card"
        shown = box("div", *self._head(form, card=card), classes=("mp-form",))
        if card:
            return [shown]
        said = words("guide")
        parts = ((part, getattr(form.guide, part)) for part in said if part != "title")
        guide = [self._section(form, part, said[part], [_list(texts)]) for part, texts in parts if texts]
        asks = self._section(form, "asks", words("book")["asks"], self._asked(form))
        return [shown, *guide, asks]

    def _load(self, slug: str) -> Instrument | None:
        try:
            return load(slug)
        except UnknownInstrument:
            known = [file.stem for file in files()]
            near = difflib.get_close_matches(slug, known, n=1)
            self._warn(
                f"there is no instrument {slug!r}; right would be {near[0] if near else ', '.join(known)}"
            )
        except SourceError as error:
            for fault in error.faults:
                self._warn(str(fault))
        return None

    def _warn(self, message: str) -> None:
        logger.warning("%s", message, location=self.get_location(), type="mp")

    def _head(self, form: Instrument, *, card: bool) -> list[Node]:
        said = words("book")
        facts = f"{said['by'].format(by=form.by)} {said['minutes'].format(minutes=form.minutes)}"
        name: Node = nodes.strong("", form.title)
        if card:
            name = addnodes.pending_xref(
                "",
                nodes.inline("", form.title, classes=["doc"]),
                refdomain="std",
                reftype="doc",
                reftarget=f"/{PAGES}/{form.slug}",
                refexplicit=True,
                refwarn=True,
                refdoc=self.env.docname,
            )
        links = FormLinks("", slug=form.slug, depth=self.env.docname.count("/"))
        return [
            nodes.paragraph("", "", name, classes=["mp-form-name"]),
            nodes.paragraph("", form.summary),
            nodes.paragraph("", facts, classes=["mp-form-facts"]),
            links,
        ]

    def _section(self, form: Instrument, part: str, title: str, content: list[Node]) -> nodes.section:
        anchor = f"{form.slug}-{part}"
        made = nodes.section("", nodes.title("", title), *content, ids=[anchor], names=[anchor])
        self.state.document.note_explicit_target(made, made)
        return made

    def _asked(self, form: Instrument) -> list[Node]:
        return [node for section in form.sections if not section.office for node in _questions(section)]


def _questions(section: Section) -> list[Node]:
    """Return the questions of a section; what answers several of them alike is said once."""
    said = words("book")
    items = []
    scales = {tuple(item.anchors.values()) for item in section.items if item.anchors and not item.long}
    for item in section.items:
        text = item.text if item.level is None else f"{item.text} …"
        parts: list[Node] = [nodes.paragraph("", text)]
        if item.options:
            parts.append(
                nodes.paragraph("", said["answers"].format(answers=" · ".join(item.options.values())))
            )
        items.append(nodes.list_item("", *parts))
    head = nodes.paragraph("", "", nodes.strong("", section.title), classes=["mp-led"])
    tail = [nodes.paragraph("", said["answers"].format(answers=" · ".join(scale))) for scale in scales]
    if any(item.competency for item in section.items):
        tail.append(nodes.paragraph("", said["anchors"]))
    return [head, nodes.bullet_list("", *items), *tail]


def _list(texts: tuple[str, ...]) -> nodes.bullet_list:
    return nodes.bullet_list("", *[nodes.list_item("", nodes.paragraph("", text)) for text in texts])


def _visit_links(self: Any, node: FormLinks) -> None:
    if self.builder.name == "html":
        said = words("book")
        up = "../" * node["depth"] + FOLDER.as_posix()
        fill, paper = f"{up}/{node['slug']}.html", f"{up}/{node['slug']}.print.html"
        self.body.append(self.starttag(node, "p", CLASS="mp-form-links"))
        for address, text in ((fill, said["fill"]), (paper, said["print"])):
            self.body.append(self.starttag({}, "a", text, "", HREF=address) + "</a> ")
        self.body.append("</p>\n")
    raise nodes.SkipNode


def write_forms(app: Sphinx) -> None:
    """Write each form's own pages, where a book of HTML is built."""
    if app.builder.name != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    # A file of its own, so that the book's server need let no script run that stands in a page.
    script = BUNDLE.read_bytes()
    (folder / BUNDLE.name).write_bytes(script)
    at = f"{BUNDLE.name}?v={hashlib.sha256(script).hexdigest()[:8]}"
    for file in files():
        sheet = load_sheet(file.stem)
        (folder / f"{file.stem}.html").write_text(fill_page(sheet, script_at=at), encoding="utf-8")
        (folder / f"{file.stem}.print.html").write_text(print_page(sheet), encoding="utf-8")


def setup_instruments(app: Sphinx) -> None:
    """Register what this module brings."""
    add_node(app, FormLinks, (_visit_links, None), PASS)
    app.add_directive("instrument", InstrumentDirective)
    app.connect("builder-inited", write_forms)
