"""Pages that are worked out when the book is built: kept as long as neither they nor this package changed."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..place import PACKAGE
from .ahead import work_out_ahead
from .nodes import box
from .settings import KEPT
from .words import words

USED = (".py", ".yaml", ".csv", ".json")
"""What of the package a page's result may come from."""

TOOLS = ("numpy", "pandas", "scipy", "statsmodels")
LENGTH = 16

_DATE = re.compile(r"^(\w+): (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_QUOTED = r'\1: "\2"'


class CodeBelow(SphinxPostTransform):
    """Puts the code of a cell that hides it below what it worked out, folded away under our own words."""

    default_priority = 190  # before myst-nb folds it, above and under its words

    def run(self, **_options: Any) -> None:
        """Move the code of each such cell."""
        for cell in list(self.document.findall(nodes.container)):
            if cell.get("nb_element") == "cell_code" and cell.get("hide_mode") == "input":
                cell["hide_mode"] = ""
                self._fold(cell)

    def _fold(self, cell: nodes.container) -> None:
        source = cell.children[0]
        cell.remove(source)
        summary = box("summary", nodes.Text(words()["executed"]["made"]))
        cell += box("details", summary, source, classes=("mp-made",))


def setup_executed(app: Sphinx) -> None:
    """Register what pages need that are worked out at the build."""
    app.connect("config-inited", keep_results)
    app.connect("source-read", quote_dates)
    app.connect("env-before-read-docs", work_out)
    app.add_post_transform(CodeBelow)


def keep_results(app: Sphinx, config: Config) -> None:
    """Let results be kept below a name that changes with the package and its data.

    The stock cache compares a page's own cells alone, so that a chart would stay as it was when the
    function that draws it was mended.
    """
    place = Path(os.environ.get(KEPT) or Path(app.doctreedir).parent / "executed")
    folder = place / package_key()
    folder.mkdir(parents=True, exist_ok=True)
    config.nb_execution_cache_path = str(folder)
    config.nb_execution_raise_on_error = True


def work_out(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Work out, side by side, the pages that will be read."""
    work_out_ahead(env, docnames, quoted)


def quote_dates(_app: Sphinx, _docname: str, source: list[str]) -> None:
    """Make the dates of a page's front matter text, where the page is worked out."""
    source[0] = quoted(source[0])


def quoted(source: str) -> str:
    """Return a page's source with the dates of its front matter as text, where the page is worked out.

    Results are kept as JSON with the front matter in it, and JSON has no dates.
    """
    matter, fence, rest = source.removeprefix("---\n").partition("\n---\n")
    if source.startswith("---\n") and fence and "kernelspec:" in matter:
        return f"---\n{_DATE.sub(_QUOTED, matter)}{fence}{rest}"
    return source


@cache
def package_key() -> str:
    """Return what changes with any of this package's code or data, or with a library that pages use."""
    found = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in USED and not {"__pycache__", "_site", "static"} & set(file.parts):
            found.update(f"{file.relative_to(PACKAGE).as_posix()} ".encode())
            found.update(hashlib.sha256(file.read_bytes()).digest())
    for tool in TOOLS:
        found.update(f"{tool} {_version(tool)}".encode())
    return found.hexdigest()[:LENGTH]


def _version(tool: str) -> str:
    try:
        return version(tool)
    except ImportError:
        return "none"
