"""The pages of a workshop, and the scripts that they load: read once, packed once."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...place import PACKAGE
from .base import Base, Fault
from .policy import NOTHING, page_policy

PAGES = Path(__file__).parent / "pages"
BUILT = PACKAGE / "player" / "static"
STATIC = "/room/static/"
YEAR = 365 * 24 * 3600

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

_NAMED = re.compile(rb'(/room/static/)(mp-[a-z]+\.(?:js|css))(?=")')


@dataclass(frozen=True)
class Made:
    """A file as it is sent."""

    body: bytes
    packed: bytes
    tag: str
    policy: str = NOTHING


class Sent(Base):
    """A file, packed where the browser takes that, and not at all where it has it already."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def give(self, made: Made, kind: str) -> None:
        """Send a file."""
        self.set_header("Content-Type", kind)
        self.set_header("Content-Security-Policy", made.policy)
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("Etag", f'"{made.tag}"')
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
        elif "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(made.packed)
        else:
            self.finish(made.body)

    def compute_etag(self) -> None:
        """Leave the tag as ``give`` set it."""


class Start(Base):
    """``/``: whoever types the bare address wants to join."""

    SUPPORTED_METHODS = ("GET", "HEAD")
    LINKED = True

    def get(self) -> None:
        self.redirect("/join")

    head = get


class Page(Sent):
    """A page of ``pages/``; whatever follows its address is for its script."""

    LINKED = True

    def initialize(self, name: str, **kwargs: object) -> None:  # type: ignore[override]
        super().initialize(**kwargs)  # type: ignore[arg-type]
        self._name = name

    def get(self, *_rest: str) -> None:
        self.set_header("Cache-Control", "no-cache")
        self.give(page(self._name), "text/html; charset=utf-8")

    head = get


class Static(Sent):
    """A script or style of the participant's or the projector's page; no other file of the player's."""

    LINKED = True

    def get(self, name: str) -> None:
        made = built(name)
        if made is None:
            raise Fault(404, "missing")
        fresh = self.get_query_argument("v", "") == made.tag
        self.set_header("Cache-Control", f"max-age={YEAR}, immutable" if fresh else "no-cache")
        self.give(made, TYPES[Path(name).suffix])

    head = get


@cache
def page(name: str) -> Made:
    """Return a page, each script in it named with its version, so that a browser may keep it for ever."""
    return _made(_NAMED.sub(_with_version, (PAGES / f"{name}.html").read_bytes()), of_page=True)


@cache
def built(name: str) -> Made | None:
    """Return a built file; None where there is none."""
    file = BUILT / name
    return _made(file.read_bytes()) if file.is_file() else None


def _with_version(found: re.Match[bytes]) -> bytes:
    made = built(found[2].decode())
    return found[0] if made is None else b"%s%s?v=%s" % (found[1], found[2], made.tag.encode())


def _made(body: bytes, *, of_page: bool = False) -> Made:
    tag = hashlib.sha256(body).hexdigest()[:16]
    return Made(body, gzip.compress(body, 9, mtime=0), tag, page_policy(body) if of_page else NOTHING)
