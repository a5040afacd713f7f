"""What a page weighs on a first visit: itself and every file that it asks for, as they are sent."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

CEILING = 180_000
"""The most that a first visit to a page may weigh, in bytes."""

_RESOURCE_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})


@dataclass(frozen=True)
class Load:
    """A first visit to a page.

    Attributes
    ----------
    files
        The page and what it asks for.
    weight
        Their bytes, each compressed by gzip at its usual level where that is smaller.
    foreign
        Addresses elsewhere that it asks.
    """

    files: tuple[Path, ...]
    weight: int
    foreign: tuple[str, ...]


class _Asked(HTMLParser):
    """Collects the addresses that a browser fetches of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag loads."""
        given = dict(attrs)
        if tag == "link" and not _RESOURCE_LINKS.isdisjoint((given.get("rel") or "").split()):
            self.found.append(given.get("href") or "")
        elif tag in ("script", "img", "iframe", "source", "audio", "video") and given.get("src"):
            self.found.append(given["src"] or "")


def first_load(page: Path) -> Load:
    """Return what a browser with an empty cache loads for a page.

    Parameters
    ----------
    page
        A built page among the files that it asks for.

    Raises
    ------
    OSError
        If a file that it asks for is not there.
    """
    asked = _Asked()
    asked.feed(page.read_text(encoding="utf-8"))
    addresses = list(dict.fromkeys(asked.found))
    foreign = tuple(address for address in addresses if urlsplit(address).netloc)
    local = [unquote(urlsplit(address).path) for address in addresses if address not in foreign]
    files = (page, *dict.fromkeys((page.parent / path).resolve() for path in local if path))
    return Load(files, sum(map(sent, files)), foreign)


def sent(file: Path) -> int:
    """Return how many bytes a server that compresses sends for a file."""
    content = file.read_bytes()
    return min(len(content), len(gzip.compress(content, 6, mtime=0)))
