"""The pages of a workshop, and the scripts that they load: read once, packed once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ...serve.packed import Made, built, made
from ...serve.policy import page_policy
from .base import Base, Fault

PAGES = Path(__file__).parent / "pages"
STATIC = "/room/static/"

_NAMED = re.compile(rb'(/room/static/)(mp-[a-z]+\.(?:js|css))(?=")')


class Start(Base):
    """``/``: whoever types the bare address wants to join."""

    SUPPORTED_METHODS = ("GET", "HEAD")
    LINKED = True

    def get(self) -> None:
        self.redirect("/join")

    head = get


class Page(Base):
    """A page of ``pages/``; whatever follows its address is for its script."""

    SUPPORTED_METHODS = ("GET", "HEAD")
    LINKED = True

    def initialize(self, name: str, **kwargs: object) -> None:  # type: ignore[override]
        super().initialize(**kwargs)  # type: ignore[arg-type]
        self._name = name

    def get(self, *_rest: str) -> None:
        self.set_header("Cache-Control", "no-cache")
        self.give(page(self._name), "text/html; charset=utf-8")

    head = get


class Static(Base):
    """A script or style of the participant's or the projector's page; no other file of the player's."""

    SUPPORTED_METHODS = ("GET", "HEAD")
    LINKED = True

    def get(self, name: str) -> None:
        file = built(name)
        if file is None:
            raise Fault(404, "missing")
        self.give_built(file, name)

    head = get


@cache
def page(name: str) -> Made:
    """Return a page, each script in it named with its version, so that a browser may keep it for ever."""
    body = _NAMED.sub(_with_version, (PAGES / f"{name}.html").read_bytes())
    return made(body, page_policy(body))


def _with_version(found: re.Match[bytes]) -> bytes:
    file = built(found[2].decode())
    return found[0] if file is None else b"%s%s?v=%s" % (found[1], found[2], file.tag.encode())
