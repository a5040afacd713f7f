"""The book's own look: templates over those of the theme, and styles and scripts of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ... import __version__

HERE = Path(__file__).parent
STATIC = HERE / "static"


def use_own_look(app: Sphinx, config: Config) -> None:
    """Find our templates before the theme's, and the styles beside the pages and the scripts here.

    Each command collects styles in whatever order the disk lists them; here they have one.
    """
    beside = Path(app.srcdir) / "_static"
    config.templates_path = [str(HERE), *config.templates_path]
    config.html_static_path = [str(folder) for folder in (beside, STATIC) if folder.is_dir()]
    config.html_css_files = sorted(file.name for file in beside.glob("*.css"))
    config.html_js_files = sorted(file.name for file in beside.glob("*.js"))
    if (beside / "favicon.svg").is_file():
        config.html_favicon = str(beside / "favicon.svg")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the look of the book."""
    app.connect("config-inited", use_own_look)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
