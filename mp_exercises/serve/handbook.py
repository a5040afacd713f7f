"""The handbook's pages, as plain files."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath
from typing import Any

from tornado.web import HTTPError, StaticFileHandler

from .notices import notice_for
from .policy import COMMON_HEADERS, PAGE_POLICY

# Windows reads these from a registry that other programs write to, at times to text/plain.
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


def know_types() -> None:
    """Make the types of web files the same on every system, Voila's own files included."""
    for suffix, kind in TYPES.items():
        mimetypes.add_type(kind, suffix)


class HandbookFile(StaticFileHandler):
    """A file of the built handbook; ``index.html`` for a folder."""

    def set_default_headers(self) -> None:
        for name, value in COMMON_HEADERS.items():
            self.set_header(name, value)

    def parse_url_path(self, url_path: str) -> str:
        """Refuse what is no page: hidden files, which hold the state of the build."""
        path: str = super().parse_url_path(url_path)
        if "\0" in url_path or any(part.startswith(".") for part in PurePosixPath(url_path).parts):
            raise HTTPError(404)
        return path

    def set_extra_headers(self, path: str) -> None:
        if not self.request.arguments.get("v"):
            # A page is asked for again each time; its ETag makes that cheap.
            self.set_header("Cache-Control", "no-cache")
        if str(self.absolute_path).endswith(".html"):
            self.set_header("Content-Security-Policy", PAGE_POLICY)
            # A page that reads it does not make itself an app that outlives this server at its address.
            self.set_header("Server-Timing", "mp-serve")

    def get_content_type(self) -> str:
        kind: str = super().get_content_type()
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def compute_etag(self) -> str | None:
        # Tornado's own digest is kept for ever, and would be stale after the next build.
        found = self._stat()
        return f'"{found.st_mtime_ns:x}-{found.st_size:x}"'

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(notice_for(status_code))
