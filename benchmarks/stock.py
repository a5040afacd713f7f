"""A stock Jupyter Book of the same pages: its own theme, scripts and styles, and our directives alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.watch import ROOT

COMMAND = "from jupyter_book.cli.main import main; main()"

OURS = ("sphinxcontrib.bibtex", "mp_exercises.handbook.extension")
"""Without these the pages have no content; the look is not among them."""


def build_stock(folder: Path) -> Path:
    """Build the book's pages with the settings that Jupyter Book gives a new book.

    Parameters
    ----------
    folder
        Where to work, empty.

    Returns
    -------
    Path
        The folder of ``index.html``.

    Raises
    ------
    RuntimeError
        If it cannot be built.
    """
    skip = shutil.ignore_patterns("handbook-*.css", "STYLE.md")
    shutil.copytree(ROOT / "book", folder / "book", ignore=skip)
    shutil.copy(ROOT / "_toc.yml", folder)
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    (folder / "_config.yml").write_text(yaml.safe_dump(stock_settings(settings)), encoding="utf-8")
    words = ["build", "book", "--config", "_config.yml", "--toc", "_toc.yml", "--path-output", "out"]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    html = folder / "out" / "_build" / "html"
    if not (html / "index.html").is_file():
        raise RuntimeError(f"the stock book was not built:\n{(done.stdout + done.stderr)[-2000:]}")
    return html


def stock_settings(ours: dict[str, Any]) -> dict[str, Any]:
    """Return settings with our content and nothing of our look.

    Parameters
    ----------
    ours
        What ``_config.yml`` holds.
    """
    kept = {key: ours[key] for key in ("title", "author", "copyright", "execute", "parse")}
    own = {key: value for key, value in ours["sphinx"]["config"].items() if key.startswith("bibtex_")}
    return {**kept, "sphinx": {"extra_extensions": list(OURS), "config": own}}
