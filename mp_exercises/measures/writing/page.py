"""A whole page as a file that was not there before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def write_page(file: Path, html: str, printed: Callable[[str], bytes]) -> Path:
    """Write a page.

    Parameters
    ----------
    file
        Ends in ``.html`` or ``.pdf``; is not there yet.
    printed
        Turns a page into a PDF; asked only for one.

    Raises
    ------
    FileExistsError
        If it is there: somebody's page may be in it.
    ValueError
        If it is of another kind.
    """
    kind = file.suffix.lower()
    if kind not in (".html", ".pdf"):
        raise ValueError(f"{file} is neither .html nor .pdf; give a name that ends in one of these")
    if file.exists():
        raise FileExistsError(f"{file} is there already; give another name")
    data = html.encode() if kind == ".html" else printed(html)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as target:
        target.write(data)
    return file
