"""What makes the book an app that reads offline: its manifest, its icons, and its service worker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

APP = Path(__file__).parent / "app"
MANIFEST = "manifest.json"
WORKER = "sw.js"

PLACE = "/* EDITION */"
"""Where the service worker's source has room for the list of files."""

LEFT_OUT = frozenset({WORKER, "searchindex.js", "objects.inv", "sitemap.xml", "robots.txt"})
"""What other programs ask for, and no reader."""

SHARED = Path("_static") / "share"
"""Pictures that other sites show beside links to the book."""

_DIGITS = 32
"""Hexadecimal digits of a SHA-256 that are compared: 128 bits, against mishaps and not against the host."""


def write_offline(html: Path) -> None:
    """Write the manifest, the icons and the service worker; last, since the worker lists every file.

    Parameters
    ----------
    html
        The folder of ``index.html``. A file is written only when it differs, and the worker differs
        exactly if a file of the book does, or the worker itself.
    """
    for icon in sorted(APP.glob("*.png")):
        _write(html / "_static" / icon.name, icon.read_bytes())
    _write(html / MANIFEST, (APP / MANIFEST).read_bytes())
    source = (APP / WORKER).read_text(encoding="utf-8")
    listed = {quote(file.relative_to(html).as_posix()): _digest(file.read_bytes()) for file in _files(html)}
    edition = {"id": _digest(json.dumps([source, listed]).encode())[:16], "files": listed}
    script = source.replace(PLACE, f"const EDITION = {json.dumps(edition, indent=0)};")
    _write(html / WORKER, script.encode())


def _files(html: Path) -> Iterator[Path]:
    for file in sorted(html.rglob("*")):
        within = file.relative_to(html)
        hidden = any(part.startswith(".") for part in within.parts)
        if file.is_file() and not hidden and within.name not in LEFT_OUT and SHARED not in within.parents:
            yield file


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_bytes() != content:
        file.write_bytes(content)
