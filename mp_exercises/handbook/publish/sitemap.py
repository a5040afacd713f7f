"""A map for search engines, where the book knows its own address."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

NAME = "sitemap.xml"
ROBOTS = "robots.txt"

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
_HEAD = 4_000
"""Characters in which a page's own address stands; the text may quote another."""


def write_sitemap(html: Path) -> None:
    """Write the map and what points to it; without an address neither is there.

    Parameters
    ----------
    html
        The folder of ``index.html``, whose pages name their own addresses.
    """
    addresses = sorted(filter(None, (_address(page) for page in html.rglob("*.html"))))
    if not addresses:
        for name in (NAME, ROBOTS):
            (html / name).unlink(missing_ok=True)
        return
    lines = "\n".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n'
    (html / NAME).write_text(text, encoding="utf-8")
    site = min(addresses, key=len).rpartition("/")[0]
    (html / ROBOTS).write_text(f"User-agent: *\nAllow: /\nSitemap: {site}/{NAME}\n", encoding="utf-8")


def _address(page: Path) -> str | None:
    found = _CANONICAL.search(page.read_text(encoding="utf-8")[:_HEAD])
    return found[1] if found else None
