"""The book's own look: templates over those of the theme, and styles and scripts of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ... import __version__
from .assets import LAST, load_ours_alone, name_assets, write_sheet

HERE = Path(__file__).parent


def find_templates(_app: Sphinx, config: Config) -> None:
    """Find our templates before the theme's."""
    config.templates_path = [str(HERE), *config.templates_path]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the look of the book."""
    app.connect("config-inited", find_templates)
    app.connect("config-inited", name_assets)
    app.connect("builder-inited", write_sheet)
    app.connect("html-page-context", load_ours_alone, priority=LAST)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
