"""How the book is found, linked and kept up with: pictures for links, moved pages, what changed."""

from __future__ import annotations

from sphinx.application import Sphinx

from .changes import Changes
from .moved import moved_pages
from .preview import add_preview, name_site


def setup_sharing(app: Sphinx) -> None:
    """Register what this package brings."""
    app.connect("config-inited", name_site)
    app.connect("html-page-context", add_preview)
    app.connect("html-collect-pages", moved_pages)
    app.add_directive("changes", Changes)
