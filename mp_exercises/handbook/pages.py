"""Pages of the handbook as the checks see them: prose, roles, directives, links and images, with lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

OPAQUE = frozenset(
    {
        "anchors",
        "bibliography",
        "code",
        "code-block",
        "code-cell",
        "dialogue",
        "evidence-table",
        "exercise",
        "framework",
        "image",
        "literalinclude",
        "mermaid",
        "raw",
        "toctree",
    }
)
"""Directives whose body is not prose of the page."""

GAP = "\ufffc"
"""Stands in prose for a role, code or image, so that no word runs across it."""


@dataclass(frozen=True)
class Prose:
    """One block of running text; each line of it is a line of the file."""

    line: int
    text: str


@dataclass(frozen=True)
class Role:
    """``{name}`content```."""

    line: int
    name: str
    content: str


@dataclass(frozen=True)
class Link:
    """A link to somewhere in or out of the book."""

    line: int
    href: str


@dataclass(frozen=True)
class Image:
    """An image, from Markdown or from a directive."""

    line: int
    src: str
    alt: str


@dataclass(frozen=True)
class Directive:
    """A directive, with the body still as text."""

    line: int
    name: str
    argument: str
    options: dict[str, str]
    body: str
    body_line: int


@dataclass
class Page:
    """A page and everything on it, directives' bodies included."""

    path: Path
    docname: str
    text: str
    prose: list[Prose] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    markup: list[int] = field(default_factory=list)
    """Lines of raw HTML, comments apart."""


@cache
def _markdown() -> MarkdownIt:
    plugins = (
        front_matter_plugin,
        myst_role_plugin,
        colon_fence_plugin,
        myst_block_plugin,
        attrs_plugin,
        deflist_plugin,
    )
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in plugins:
        parser.use(plugin)
    return parser


def read_page(path: Path, folder: Path) -> Page:
    """Read a page that stands in ``folder`` or below.

    Raises
    ------
    OSError, UnicodeDecodeError
        If it cannot be read as UTF-8 text.
    """
    page = Page(path, path.relative_to(folder).with_suffix("").as_posix(), path.read_text(encoding="utf-8"))
    _collect(page, page.text, 1)
    return page


def _collect(page: Page, text: str, first_line: int) -> None:
    for token in _markdown().parse(text):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "inline":
            _collect_inline(page, token, line)
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            page.markup.append(line)
        elif token.type in ("fence", "colon_fence") and token.info.strip().startswith("{"):
            _collect_directive(page, token, line)


def _collect_inline(page: Page, token: Token, line: int) -> None:
    text = ""
    for child in token.children or ():
        here = line + text.count("\n")
        if child.type == "text":
            text += child.content
        elif child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type == "myst_role":
            page.roles.append(Role(here, str(child.meta["name"]), child.content))
            text += GAP
        elif child.type == "link_open":
            page.links.append(Link(here, str(child.attrs.get("href", ""))))
        elif child.type == "image":
            page.images.append(Image(here, str(child.attrs.get("src", "")), child.content))
            text += GAP
        elif child.type == "html_inline":
            page.markup.append(here)
            text += GAP
        elif child.type == "code_inline":
            text += GAP
    page.prose.append(Prose(line, text))


def _collect_directive(page: Page, token: Token, line: int) -> None:
    name, _, argument = token.info.strip()[1:].partition("}")
    options, body, skipped = _split_options(token.content.splitlines())
    directive = Directive(line, name.strip(), argument.strip(), options, "\n".join(body), line + 1 + skipped)
    page.directives.append(directive)
    if directive.name in ("image", "figure"):
        page.images.append(Image(line, directive.argument, options.get("alt", "")))
    if directive.name in OPAQUE:
        return
    if directive.name != "figure" and argument.strip():
        _collect(page, argument.strip(), line)
    _collect(page, directive.body, directive.body_line)


def _split_options(lines: list[str]) -> tuple[dict[str, str], list[str], int]:
    """Return the options, the body, and how many lines come before the body."""
    options = dict(_options(lines))
    count = next((n for n, line in enumerate(lines) if not line.lstrip().startswith(":")), len(lines))
    return options, lines[count:], count


def _options(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if not line.lstrip().startswith(":"):
            return
        name, _, value = line.strip()[1:].partition(":")
        yield name.strip(), value.strip()
