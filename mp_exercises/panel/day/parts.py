"""The player's script and styles, the same for every member and fetched once."""

from __future__ import annotations

from tornado.web import HTTPError

from ...serve.packed import Giving, built
from ...serve.policy import SECRET_HEADERS

SCRIPT = "mp-day.js"
STYLES = "mp-day.css"


def address(name: str) -> str:
    """Return where one of the two files is; another build has another address."""
    file = built(name)
    return f"/parts/{name}" if file is None else f"/parts/{name}?v={file.tag}"


class Part(Giving):
    """One of the two files: nothing of a campaign is in it, so that it needs no link."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        for name, value in SECRET_HEADERS.items():
            self.set_header(name, value)

    def get(self, name: str) -> None:
        file = built(name) if name in (SCRIPT, STYLES) else None
        if file is None:
            raise HTTPError(404)
        self.give_built(file, name)

    head = get
