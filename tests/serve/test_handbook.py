"""The handbook's pages over HTTP: what is served, what is refused, what a browser may keep."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.serve.asking import ask


def test_first_page(server: str) -> None:
    """The address itself shows the handbook, as a page that a browser reads as UTF-8 HTML."""
    page = ask(server, "/")
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Motivational Practice" in page.text


def test_types_of_files(server: str, handbook: Path) -> None:
    """Scripts and styles have the types that a browser insists on."""
    for suffix, kind in {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}.items():
        file = next(handbook.rglob(f"*{suffix}")).relative_to(handbook).as_posix()
        assert ask(server, f"/{file}").headers["content-type"].startswith(kind)


def test_folder_without_slash_leads_to_the_folder(server: str) -> None:
    """A folder asked for without its slash leads to the address with one."""
    answer = ask(server, "/_static")
    assert answer.status == 301
    assert answer.headers["location"] == "/_static/"


def test_missing_page_is_friendly(server: str) -> None:
    """A wrong address gets a page that leads to the first one, and says 404 to a machine."""
    page = ask(server, "/part9/nothing.html")
    assert page.status == 404
    assert "There is no such page" in page.text
    assert 'href="/"' in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/..%2fpyproject.toml",
        "/%2e%2e/%2e%2e/pyproject.toml",
        "/..%5c..%5cpyproject.toml",
        "/_static/../../../pyproject.toml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/.buildinfo",
        "/app/voila/static/..%2f..%2f..%2fconf.json",
        "/app/voila/labextensions/..%2f..%2fetc%2fpasswd",
    ],
)
def test_nothing_outside_is_served(path: str, server: str) -> None:
    """No spelling of a path leads out of the served folders, or to hidden files."""
    answer = ask(server, path)
    assert answer.status in (403, 404)
    assert b"hatchling" not in answer.body
    assert b"root:" not in answer.body


def test_pages_are_compressed(server: str) -> None:
    """A browser that takes gzip gets it, and the same page comes out of it."""
    plain = ask(server, "/")
    packed = ask(server, "/", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert gzip.decompress(packed.body) == plain.body


def test_unchanged_page_is_not_sent_again(server: str) -> None:
    """A page that the browser has already costs an answer without a body."""
    first = ask(server, "/")
    again = ask(server, "/", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert first.headers["cache-control"] == "no-cache"


def test_pages_may_load_from_here_alone(server: str) -> None:
    """The browser itself is told to ask no other host."""
    for path in ("/", "/app/"):
        policy = ask(server, path, method="HEAD").headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy
