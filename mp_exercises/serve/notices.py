"""The friendly pages: not found, everyone is in, something went wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

PAGES = Path(__file__).parent / "pages"


@cache
def notice(name: str, folder: Path = PAGES) -> str:
    """Return the page ``NAME.html`` of a folder, whole, with nothing loaded from anywhere."""
    return _pages(folder).get_template(f"{name}.html").render()


def notice_for(status: int) -> str:
    """Return the page for an HTTP status."""
    return notice({404: "missing", 403: "missing", 503: "full"}.get(status, "broken"))


@cache
def _pages(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader([folder, PAGES]), autoescape=True)
