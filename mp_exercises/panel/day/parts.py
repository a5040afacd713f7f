"""The player's script and styles, the same for every member and fetched once."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache

from tornado.web import HTTPError, RequestHandler

from ...place import PACKAGE

SCRIPT = "mp-day.js"
STYLES = "mp-day.css"
FOLDER = PACKAGE / "player" / "static"
TYPES = {SCRIPT: "text/javascript; charset=utf-8", STYLES: "text/css; charset=utf-8"}


@dataclass(frozen=True)
class Made:
    """A file as it is sent."""

    body: bytes
    packed: bytes
    tag: str


@cache
def made(name: str) -> Made:
    """Return one of the two files."""
    body = (FOLDER / name).read_bytes()
    return Made(body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:16])


def address(name: str) -> str:
    """Return where it is; another build has another address."""
    return f"/parts/{name}?v={made(name).tag}"


class Part(RequestHandler):
    """One of the two files: nothing of a campaign is in it, so that it needs no link."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def get(self, name: str) -> None:
        if name not in TYPES:
            raise HTTPError(404)
        part = made(name)
        self.set_header("Server", "mp")
        self.set_header("Content-Type", TYPES[name])
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        current = self.get_query_argument("v", "") == part.tag
        self.set_header("Cache-Control", "public, max-age=31536000, immutable" if current else "no-cache")
        self.set_header("Vary", "Accept-Encoding")
        packs = "gzip" in self.request.headers.get("Accept-Encoding", "")
        if packs:
            self.set_header("Content-Encoding", "gzip")
        self.finish(part.packed if packs else part.body)
