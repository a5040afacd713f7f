"""The file that the search page loads: every record of every page, in the order of the book."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from .rules import kind_of, rules
from .sections import Page, read_page

NAME = Path("_static") / "mp-search-index.js"
"""A script and not JSON, since a page that was opened as a file may load a script and may not fetch."""

KEPT = "search.json"
"""What was read of each page, beside the pages' folder: a page that did not change is not read again."""

ROOM = 6_000
"""Characters of one record that are looked through; none of the book's sections is nearly as long."""


def write_index(html: Path) -> None:
    """Write what the search looks through.

    Parameters
    ----------
    html
        The folder of built pages. The file is written only when it differs.
    """
    pages = [(address, file) for address, file in _pages(html) if kind_of(address)]
    kept = _kept(html.parent / KEPT)
    read = {address: _read(file, kept.get(address)) for address, file in pages}
    (html.parent / KEPT).write_text(json.dumps(read), encoding="utf-8")
    body = json.dumps(_index(read), ensure_ascii=False, separators=(",", ":"))
    # The text of a script element could not hold "</"; this is a file of its own, and safe in either place.
    script = f"window.mpSearchIndex={body.replace('</', '<' + chr(92) + '/')};\n"
    _write(html / NAME, script)


def _pages(html: Path) -> list[tuple[str, Path]]:
    found = [
        file for file in sorted(html.rglob("*.html")) if not file.relative_to(html).parts[0].startswith("_")
    ]
    return [(file.relative_to(html).with_suffix("").as_posix(), file) for file in found]


def _read(file: Path, kept: dict[str, Any] | None) -> dict[str, Any]:
    source = file.read_bytes()
    digest = hashlib.sha256(_how() + source).hexdigest()[:16]
    if kept and kept.get("digest") == digest:
        return kept
    page = read_page(source.decode("utf-8")) or Page("", "", [])
    records = [[one.kind, one.heading, one.anchor, one.text[:ROOM]] for one in page.records]
    return {"digest": digest, "title": page.title, "about": page.about, "records": records}


@cache
def _how() -> bytes:
    """Return what reads a page, so that nothing is kept of an older way of reading."""
    return files(__package__).joinpath("sections.py").read_bytes()


def _index(read: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the index.

    Its ``pages`` are [address, title, kind, about], its ``records`` [page, kind, heading, anchor, text].
    """
    pages: list[list[Any]] = []
    records: list[list[Any]] = []
    for address, page in read.items():
        if not page["records"]:
            continue
        records += [[len(pages), *record] for record in page["records"]]
        pages.append([address, page["title"], kind_of(address), page["about"]])
    own = rules()
    return {
        "pages": pages,
        "records": records,
        "weights": own["weights"],
        "stop": own["stop"].split(),
        "same": own["same"],
    }


def _kept(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
