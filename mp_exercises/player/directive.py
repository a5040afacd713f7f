"""``{exercise}`` and ``{exercise-ref}``: an exercise on a page of the handbook."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.fileutil import copy_asset_file

from .. import __version__
from ..exercise import CATALOGUE, FRAMEWORK, Exercise, SourceError, files, load_file
from .payload import payload, script_json
from .text_form import LABELS, TextForm, text_form
from .text_nodes import text_nodes

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
SCRIPT = HERE / "static" / "mp-page.js"
STYLE = HERE / "styles" / "mp-exercise.css"

MODES = ("practice", "graded")
DEEPEST_TITLE = 5


class ExerciseNode(nodes.General, nodes.Element):
    """An exercise: HTML is written from ``form`` and ``payload``, all else from the children."""


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, keep_trailing_newline=True)


def render(form: TextForm, data: str, anchor: str, level: int) -> str:
    """Return the HTML of an exercise.

    Parameters
    ----------
    data
        The player's payload as script-safe JSON; empty to leave the player out.
    level
        Of the heading that its title becomes.
    """
    level = min(level, DEEPEST_TITLE)
    template = _environment().get_template("exercise.html.jinja")
    return template.render(form=form, payload=Markup(data), anchor=anchor, level=level, deeper=level + 1)


def anchor_of(slug: str) -> str:
    """Return the id that links to an exercise use."""
    return f"exercise-{slug}"


class ExerciseDirective(SphinxDirective):
    """Put an exercise of the catalogue here, with ``:mode:`` practice (the default) or graded."""

    required_arguments = 1
    has_content = False
    option_spec = {"mode": lambda value: directives.choice(value, MODES)}

    def run(self) -> list[Node]:
        """Return the exercise, or a warning in an author's words."""
        slug = self.arguments[0].strip()
        exercise = self._load(slug)
        if exercise is None:
            return []
        mode = self.options.get("mode", MODES[0])
        form = text_form(exercise, mode)
        node = ExerciseNode("", *text_nodes(form), ids=[anchor_of(slug)])
        node["form"] = form
        node["minutes"] = exercise.minutes
        node["payload"] = script_json(payload(exercise, mode))
        self.set_source_info(node)
        self._register(slug, form.title)
        return [node]

    def _load(self, slug: str) -> Exercise | None:
        catalogue = Path(self.config.mp_catalogue or CATALOGUE)
        for file in (FRAMEWORK, LABELS, *TEMPLATES.iterdir()):
            self.env.note_dependency(str(file))
        known = {file.stem: file for file in files(catalogue)}
        if slug not in known:
            near = difflib.get_close_matches(slug, known, n=1)
            right = repr(near[0]) if near else f"one of {', '.join(known) or 'none: the catalogue is empty'}"
            self._warn(f"there is no exercise {slug!r}; right would be {right}")
            return None
        self.env.note_dependency(str(known[slug]))
        try:
            return load_file(known[slug])
        except SourceError as error:
            for fault in error.faults:
                self._warn(str(fault))
            return None

    def _warn(self, message: str) -> None:
        logger.warning("%s", message, location=self.get_location(), type="mp")

    def _register(self, slug: str, title: str) -> None:
        """Make the exercise a target for links from every page."""
        anchor, docname = anchor_of(slug), self.env.docname
        domain: StandardDomain = self.env.get_domain("std")  # type: ignore[assignment]
        domain.anonlabels[anchor] = (docname, anchor)
        domain.labels[anchor] = (docname, anchor, title)
        pages(self.env).setdefault(docname, []).append((slug, self.lineno))


class ExerciseRefRole(XRefRole):
    """A link to an exercise, wherever it stands: by its title, or ``words <slug>``."""

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Point the link at the exercise's anchor."""
        refnode["refdomain"], refnode["reftype"] = "std", "ref"
        refnode["refexplicit"] = has_explicit_title
        return title, anchor_of(target.strip())


def pages(env: BuildEnvironment) -> dict[str, list[tuple[str, int]]]:
    """Return the slug and line of each exercise, by page."""
    if not hasattr(env, "mp_exercises"):
        env.mp_exercises = {}  # type: ignore[attr-defined]
    found: dict[str, list[tuple[str, int]]] = env.mp_exercises  # type: ignore[attr-defined]
    return found


def _check_places(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of an exercise that stands twice, once every page is read."""
    seen: set[str] = set()
    for docname in sorted(pages(env)):
        for slug, line in pages(env)[docname]:
            if slug in seen:
                right = f"{{exercise-ref}}`{slug}` here"
                logger.warning(
                    "exercise %r stands twice; right would be %s",
                    slug,
                    right,
                    location=(docname, line),
                    type="mp",
                )
            seen.add(slug)


def _purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    pages(env).pop(docname, None)


def _merge(_app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    for docname, found in pages(other).items():
        if docname in docnames:
            pages(env)[docname] = found


def _visit_html(self: Any, node: ExerciseNode) -> None:
    plays = self.builder.name != "epub"
    level = 1 + sum(isinstance(parent, nodes.section) for parent in _parents(node))
    self.body.append(render(node["form"], node["payload"] if plays else "", node["ids"][0], level))
    raise nodes.SkipNode


def _parents(node: nodes.Node) -> list[nodes.Node]:
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _pass(_self: Any, _node: nodes.Node) -> None:
    """Let the children speak for themselves."""


def _add_assets(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Load the player on a page that has an exercise, and on no other."""
    if pages(app.env).get(pagename):
        app.add_css_file(STYLE.name)
        app.add_js_file(SCRIPT.name, loading_method="defer")


def _copy_assets(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    for file in (SCRIPT, STYLE):
        if file.is_file():
            copy_asset_file(file, static)
        else:
            logger.warning("%s is missing; right would be a front end that is built", file.name, type="mp")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, its role, and the files that its pages load."""
    app.add_config_value("mp_catalogue", "", "env")
    visitors: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (_pass, _pass))
    app.add_node(ExerciseNode, html=(_visit_html, None), **visitors)
    app.add_directive("exercise", ExerciseDirective)
    app.add_role("exercise-ref", ExerciseRefRole(innernodeclass=nodes.inline, warn_dangling=True))
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-check-consistency", _check_places)
    app.connect("builder-inited", _copy_assets)
    app.connect("html-page-context", _add_assets)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
