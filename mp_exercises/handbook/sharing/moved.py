"""Pages that were moved: whoever comes to an old address is sent on, also without a server's help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx

FILE = "moved.yaml"
TEMPLATE = "moved.html"


def read_moved(book: Path) -> dict[str, str]:
    """Return where each old page is now, by its old name; names have no ending.

    Parameters
    ----------
    book
        The folder of the pages, which may have a ``moved.yaml``.

    Raises
    ------
    ValueError
        If the file is no list of names.
    """
    file = book / FILE
    found = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else None
    moved = found or {}
    if not isinstance(moved, dict) or not all(
        isinstance(name, str) for pair in moved.items() for name in pair
    ):
        raise ValueError(f"{file}: not a list of pages; right would be lines such as old/page: new/page")
    return moved


def moved_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each old address."""
    if app.builder.name == "epub":
        return
    for old, new in read_moved(Path(app.srcdir)).items():
        yield old, {"title": app.env.titles[new].astext(), "moved_to": new}, TEMPLATE
