"""``{path}``: a reading path, made from the front matter of the pages that are for one kind of reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..exercise.model import Audience
from .nodes import PASS, add_node, box
from .path_entries import Entry, entries, setup_entries
from .words import words

logger = logging.getLogger(__name__)

AUDIENCES: tuple[str, ...] = get_args(Audience)
SHOWN = ("first", "rest")

Listed = tuple[str, Entry]


class PathNode(nodes.General, nodes.Element):
    """Where a path will stand, once every page has been read."""


class PathDirective(SphinxDirective):
    """The pages for one reader: ``:show: first`` for those to begin with, ``rest`` for the others by part."""

    required_arguments = 1
    has_content = False
    option_spec = {"show": lambda value: directives.choice(value, SHOWN)}

    def run(self) -> list[Node]:
        """Return the place, or a warning that there is no such reader."""
        audience = self.arguments[0].strip()
        if audience not in AUDIENCES:
            logger.warning(
                "no path is for %r; right would be one of %s",
                audience,
                ", ".join(AUDIENCES),
                location=self.get_location(),
                type="mp",
            )
            return []
        node = PathNode("", audience=audience, show=self.options.get("show", SHOWN[0]))
        self.set_source_info(node)
        path_pages(self.env).add(self.env.docname)
        return [node]


def path_pages(env: BuildEnvironment) -> set[str]:
    """Return the names of the pages that show a path."""
    if not hasattr(env, "mp_path_pages"):
        env.mp_path_pages = set()  # type: ignore[attr-defined]
    found: set[str] = env.mp_path_pages  # type: ignore[attr-defined]
    return found


def parts_of(env: BuildEnvironment) -> Iterator[tuple[str, list[str]]]:
    """Yield each part of the contents: its name, and its pages in order."""
    site_map = getattr(env, "external_site_map", None)
    for tree in site_map.root.subtrees if site_map is not None else ():
        yield tree.caption or "", [str(name).removesuffix(".md") for name in tree.files()]


def pages_for(env: BuildEnvironment, audience: str, show: str) -> Iterator[tuple[str, list[Listed]]]:
    """Yield each part that has pages for a reader, with those pages."""
    known, paths = entries(env), path_pages(env)
    for caption, names in parts_of(env):
        listed = [
            (name, known[name])
            for name in names
            if name in known
            and name not in paths
            and audience in known[name].audience
            and (audience in known[name].first_for) == (show == SHOWN[0])
        ]
        if listed:
            yield caption, listed


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the lists where their places are."""
    for place in list(doctree.findall(PathNode)):
        parts = list(pages_for(app.env, place["audience"], place["show"]))
        if place["show"] == SHOWN[0]:
            shown = [_list(app, docname, [page for _, pages in parts for page in pages], True)]
        else:
            shown = [
                _part(caption, _list(app, docname, pages, False), f"path-{place['audience']}-{number}")
                for number, (caption, pages) in enumerate(parts, 1)
            ]
        place.replace_self([_cost(parts), *shown] if parts else [])


def _part(caption: str, listed: Node, anchor: str) -> Node:
    """Return a part of the book under a heading of its own."""
    return nodes.section("", nodes.title("", caption), listed, ids=[anchor], names=[anchor])


def _cost(parts: list[tuple[str, list[Listed]]]) -> Node:
    listed = [entry for _, pages in parts for _, entry in pages]
    return nodes.paragraph("", _time(listed, words()["path"]["whole"]), classes=["mp-path-cost"])


def _time(listed: list[Entry], form: str) -> str:
    """Return what pages cost, in words: reading, and exercises where there are any."""
    said: dict[str, Any] = words()["path"]
    exercises = sum(entry.exercises for entry in listed)
    reading = said["reading"].format(time=_span(sum(entry.minutes for entry in listed)))
    played = ""
    if exercises:
        name = said["one"] if exercises == 1 else said["many"].format(count=exercises)
        played = said["playing"].format(
            exercises=name, time=_span(sum(entry.exercise_minutes for entry in listed))
        )
    return form.format(count=len(listed), reading=reading, playing=played)


def _span(minutes: int) -> str:
    """Return minutes as people say them: under an hour and a half exactly, and then in half hours."""
    said: dict[str, str] = words()["path"]
    if minutes == 1:
        return said["minute"]
    if minutes <= 90:
        return said["minutes"].format(minutes=minutes)
    halves = round(minutes / 30)
    return said["hours"].format(hours=halves // 2, half=said["half"] if halves % 2 else "")


def _list(app: Sphinx, docname: str, pages: list[Listed], numbered: bool) -> Node:
    kind = nodes.enumerated_list if numbered else nodes.bullet_list
    items = [nodes.list_item("", *_page(app, docname, name, entry)) for name, entry in pages]
    return box("div", kind("", *items, classes=["mp-path"]), classes=("mp-path-box",))


def _page(app: Sphinx, docname: str, name: str, entry: Entry) -> list[Node]:
    uri = app.builder.get_relative_uri(docname, name)
    title = app.env.titles[name].astext()
    link = nodes.reference("", "", nodes.inline("", title), internal=True, refuri=uri)
    return [
        nodes.paragraph("", "", link, classes=["mp-path-title"]),
        nodes.paragraph("", entry.description, classes=["mp-path-description"]),
        nodes.paragraph("", _time([entry], words()["path"]["page"]), classes=["mp-path-time"]),
    ]


def _write_again(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write every path anew when anything has changed: it may list what changed."""
    return sorted(path_pages(env))


def _purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    path_pages(env).discard(docname)


def _merge(_app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    path_pages(env).update(path_pages(other) & docnames)


def setup_paths(app: Sphinx) -> None:
    """Register what this module brings."""
    setup_entries(app)
    add_node(app, PathNode, PASS, PASS)
    app.add_directive("path", PathDirective)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _write_again)
    app.connect("doctree-resolved", resolve)
