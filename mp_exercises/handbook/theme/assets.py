"""What a page loads: one style sheet of ours, three small scripts, and what an exercise adds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

STATIC = Path(__file__).parent / "static"

SHEET = "handbook.css"
FIRST, BOOK, OFFLINE = "mp-first.js", "mp-book.js", "mp-offline.js"

OURS = ("handbook", "mp-")
"""How the names of our own files begin."""

LAST = 900
"""After every extension has said what it would load."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def name_assets(app: Sphinx, config: Config) -> None:
    """Say what every page loads, and where Sphinx finds it."""
    beside = Path(app.srcdir) / "_static"
    config.html_static_path = [str(folder) for folder in (beside, STATIC) if folder.is_dir()]
    config.html_css_files = [SHEET]
    # The first is read before anything is painted, the others once the page is there.
    later = [(name, {"defer": "defer"}) for name in (BOOK, OFFLINE)]
    config.html_js_files = [(FIRST, {"priority": 1}), *later]
    if (beside / "favicon.svg").is_file():
        config.html_favicon = str(beside / "favicon.svg")


def write_sheet(app: Sphinx) -> None:
    """Write the styles beside the pages as one file, in the order of their names.

    Each file that a page waits for is a round trip, which on a slow line is longer than its bytes take.
    """
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    files = sorted((Path(app.srcdir) / "_static").glob("handbook-*.css"))
    (static / SHEET).write_text(
        joined([file.read_text(encoding="utf-8") for file in files]), encoding="utf-8"
    )


def joined(styles: list[str]) -> str:
    """Return style sheets as one, without comments and without space at the ends of lines."""
    return "\n".join(_SPACE.sub("\n", _COMMENT.sub("", style)).strip() for style in styles) + "\n"


def load_ours_alone(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Leave out what the theme and the extensions load on every page, used or not.

    The search page asks for what it needs in its template; an e-book loads no script anyway.
    """
    if app.builder.name == "epub":
        return
    for kind in ("css_files", "script_files"):
        context[kind] = [file for file in context[kind] if _is_ours(file)]


def _is_ours(file: object) -> bool:
    # An inline script of Sphinx's has no name.
    name = getattr(file, "filename", None) or ""
    return Path(str(name)).name.startswith(OURS)
