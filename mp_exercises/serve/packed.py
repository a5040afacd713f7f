"""Bytes that many ask for: packed once, and known by a tag to whoever has them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tornado.web import RequestHandler

from ..place import PACKAGE
from .policy import NOTHING

BUILT = PACKAGE / "player" / "static"
YEAR = 365 * 24 * 3600

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(frozen=True)
class Made:
    """Something as it is sent."""

    body: bytes
    packed: bytes
    tag: str
    policy: str = NOTHING


def made(body: bytes, policy: str = NOTHING) -> Made:
    """Return bytes ready to be sent."""
    tag = hashlib.sha256(body).hexdigest()[:16]
    return Made(body, gzip.compress(body, 9, mtime=0), tag, policy)


@cache
def built(name: str) -> Made | None:
    """Return a built file of the player's; None where there is none."""
    file = BUILT / name
    return made(file.read_bytes()) if file.is_file() else None


class Giving(RequestHandler):
    """A handler that sends what was made beforehand."""

    def give(self, sent: Made, kind: str) -> None:
        """Send something packed where the other side takes that, and not at all where they have it."""
        self.set_header("Content-Type", kind)
        self.set_header("Content-Security-Policy", sent.policy)
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("Etag", f'"{sent.tag}"')
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
        elif "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(sent.packed)
        else:
            self.finish(sent.body)

    def give_built(self, file: Made, name: str) -> None:
        """Send a built file, to be kept for ever where it is asked for by its tag: another has another."""
        fresh = self.get_query_argument("v", "") == file.tag
        self.set_header("Cache-Control", f"max-age={YEAR}, immutable" if fresh else "no-cache")
        self.give(file, TYPES[Path(name).suffix])

    def compute_etag(self) -> None:
        """Leave the tag as ``give`` set it: of what is each one's own, nobody has a copy."""
