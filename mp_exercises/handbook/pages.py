"""Reading a page of the handbook: its Markdown becomes prose, roles, directives, links and images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .page import GAP, Directive, Image, Link, Page, Prose, Role, Where

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


DEEPEST_ANCHOR = 3
"""As ``myst_heading_anchors`` of ``_config.yml``: deeper headings cannot be linked."""

_INSIDE: dict[str, Where] = {
    "list_item": "list",
    "table": "table",
    "heading": "heading",
    "dt": "term",
}
_NOT_IN_SLUG = re.compile(r"[^\w一-鿿\- ]")
"""What MyST leaves out of a heading's anchor."""


@cache
def _markdown() -> MarkdownIt:
    plugins = (
        front_matter_plugin,
        myst_role_plugin,
        colon_fence_plugin,
        myst_block_plugin,
        attrs_plugin,
        attrs_block_plugin,
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
    tokens = _markdown().parse(text)
    around: list[str] = []
    for place, token in enumerate(tokens):
        line = first_line + (token.map[0] if token.map else 0)
        _collect_anchor(page, token, tokens[place + 1 :][:1])
        if token.nesting == 1:
            around.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline":
            _collect_inline(page, token, line, _where(around))
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            page.markup.append(line)
        elif token.type in ("fence", "colon_fence") and token.info.strip().startswith("{"):
            _collect_directive(page, token, line)


def _where(around: list[str]) -> Where:
    return next((_INSIDE[name] for name in reversed(around) if name in _INSIDE), "paragraph")


def _collect_anchor(page: Page, token: Token, following: list[Token]) -> None:
    """Keep what a link can lead to: a heading, ``(name)=`` or ``{#name}``."""
    if token.type == "myst_target":
        _name(page, token.content.strip())
    if token.attrs.get("id"):
        _name(page, str(token.attrs["id"]))
    if token.type == "heading_open" and int(token.tag[1:]) <= DEEPEST_ANCHOR:
        children = following[0].children or ()
        title = "".join(child.content for child in children if child.type in ("text", "code_inline"))
        page.anchors.add(_new_slug(title, page.anchors))


def _name(page: Page, name: str) -> None:
    page.named.add(name)
    page.anchors.add(name)


def _new_slug(title: str, taken: set[str]) -> str:
    """Return a heading's anchor as MyST makes it, numbered where it stood before."""
    slug = _NOT_IN_SLUG.sub("", title.lower().replace(" ", "-"))
    number = 1
    while slug in taken:
        slug, number = f"{slug}-{number}", number + 1
    return slug


def _collect_inline(page: Page, token: Token, line: int, where: Where) -> None:
    text = ""
    gaps: list[Role | None] = []
    strong: list[tuple[int, int]] = []
    begun = 0
    for child in token.children or ():
        here = line + text.count("\n")
        if child.type == "text":
            text += child.content
        elif child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type == "strong_open":
            begun = len(text)
        elif child.type == "strong_close":
            strong.append((begun, len(text)))
        elif child.type == "link_open":
            page.links.append(Link(here, str(child.attrs.get("href", ""))))
        elif child.type in ("myst_role", "image", "html_inline", "code_inline"):
            gaps.append(_collect_gap(page, child, here))
            text += GAP
    page.prose.append(Prose(line, text, where, tuple(gaps), tuple(strong)))


def _collect_gap(page: Page, child: Token, line: int) -> Role | None:
    """Keep what has no words of its own in the prose; return it if it is a role."""
    if child.type == "image":
        page.images.append(Image(line, str(child.attrs.get("src", "")), child.content))
    elif child.type == "html_inline":
        page.markup.append(line)
    elif child.type == "myst_role":
        role = Role(line, str(child.meta["name"]), child.content)
        page.roles.append(role)
        return role
    return None


def _collect_directive(page: Page, token: Token, line: int) -> None:
    name, _, argument = token.info.strip()[1:].partition("}")
    options, body, skipped = _split_options(token.content.splitlines())
    directive = Directive(line, name.strip(), argument.strip(), options, "\n".join(body), line + 1 + skipped)
    page.directives.append(directive)
    if directive.name in ("image", "figure"):
        page.images.append(Image(line, directive.argument, options.get("alt", "")))
    if "name" in options:
        _name(page, options["name"])
    if directive.name == "dialogue":
        _collect_dialogue(page, directive)
    if directive.name in OPAQUE:
        return
    if directive.name not in ("figure", "div") and argument.strip():
        _collect_title(page, argument.strip(), line)
    _collect(page, directive.body, directive.body_line)


def _collect_title(page: Page, title: str, line: int) -> None:
    for token in _markdown().parse(title):
        if token.type == "inline":
            _collect_inline(page, token, line, "heading")


def _collect_dialogue(page: Page, directive: Directive) -> None:
    """Keep the roles and links of a dialogue, whose words are not prose of the page."""
    apart = Page(page.path, page.docname, directive.body)
    _collect(apart, directive.body, directive.body_line)
    page.roles += apart.roles
    page.links += apart.links


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
