"""The folder that is published: what is in it, what is not, and where its links lead."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.serving import ROOT

ENDINGS = {
    ".css", ".html", ".ico", ".inv", ".js", ".json", ".png", ".svg", ".txt", ".webmanifest", ".woff2", ".xml",
}  # fmt: skip
"""What a host may be given. A source, a notebook, a record or a key has another ending."""

LONG = 60
"""Characters from which a line of a key is no accident."""


@pytest.fixture(scope="module")
def pages(handbook: Path) -> dict[str, HtmlElement]:
    """Return every page as a tree, by its address."""
    found = [file for file in sorted(handbook.rglob("*.html")) if "_static" not in file.parts]
    return {
        file.relative_to(handbook).as_posix(): html.document_fromstring(file.read_text(encoding="utf-8"))
        for file in found
    }


def test_nothing_but_what_is_published(handbook: Path) -> None:
    """No source, no notebook, no record and no key is in the folder."""
    files = [file.relative_to(handbook) for file in handbook.rglob("*") if file.is_file()]
    odd = [file for file in files if file.suffix not in ENDINGS and file.name != ".buildinfo"]
    assert odd == []
    assert not [file for file in files if {"_sources", "keys", "assessments"} & set(file.parts)]


def test_no_graded_key(handbook: Path) -> None:
    """No file of the folder has a line of a graded key, or of the question that it answers."""
    texts = "\n".join(
        file.read_text(encoding="utf-8")
        for file in handbook.rglob("*")
        if file.is_file() and file.suffix in {".html", ".js", ".json", ".xml", ".txt"}
    )
    lines = [
        line.strip()
        for folder in ("keys", "assessments")
        for file in (ROOT / "course" / folder).glob("*.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if len(line.strip()) > LONG and not line.lstrip().startswith("#")
    ]
    assert len(lines) > 200
    assert [line for line in lines if line in texts] == []


def test_every_link_inside_leads_somewhere(handbook: Path, pages: dict[str, HtmlElement]) -> None:
    """Each link to a page, a file or a place in a page finds it."""
    names = {address: set(tree.xpath("//@id")) for address, tree in pages.items()}
    lost = []
    for address, tree in pages.items():
        for link in tree.xpath("//a/@href | //link/@href | //img/@src | //script/@src"):
            there = urlsplit(link)
            if there.scheme or there.netloc:
                continue
            target = address if not there.path else joined(address, there.path)
            place = unquote(there.fragment)
            if target in names and (not place or place in names[target]):
                continue
            if target in names or not (handbook / target).is_file():
                lost.append((address, link))
    assert lost == []


def joined(address: str, path: str) -> str:
    """Return the address that a link on a page leads to; a folder's own page for a folder."""
    parts: list[str] = []
    for part in PurePosixPath(address).parent.joinpath(unquote(path)).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    target = "/".join(parts)
    return target if PurePosixPath(target).suffix else f"{target}/index.html".lstrip("/")


def test_every_picture_says_what_it_shows(pages: dict[str, HtmlElement]) -> None:
    """Each image has a text, and each drawing is either named or left out for whoever cannot see it."""
    for address, tree in pages.items():
        assert not tree.xpath("//img[not(@alt)]"), address
        for drawing in tree.xpath("//*[local-name()='svg']"):
            hidden = drawing.get("aria-hidden") == "true" or drawing.xpath("ancestor::*[@aria-hidden='true']")
            named = (
                drawing.get("aria-label")
                or drawing.get("aria-labelledby")
                or drawing.xpath("./*[local-name()='title']")
            )
            assert hidden or named, address


def test_the_check_of_links_sees_a_lost_one(tmp_path: Path) -> None:
    """A link to a place that is not there is found."""
    (tmp_path / "part").mkdir()
    page = '<html><body><h1 id="a">A</h1><a href="../index.html#b">x</a></body></html>'
    (tmp_path / "part" / "one.html").write_text(page, encoding="utf-8")
    (tmp_path / "index.html").write_text("<html><body><p id='a'></p></body></html>", encoding="utf-8")
    trees = {
        name: html.document_fromstring((tmp_path / name).read_text(encoding="utf-8"))
        for name in ("index.html", "part/one.html")
    }
    with pytest.raises(AssertionError, match=r"part/one\.html"):
        test_every_link_inside_leads_somewhere(tmp_path, trees)


def test_sphinx_s_own_index_is_empty(handbook: Path) -> None:
    """Sphinx lists no word, since the handbook's search has an index of its own."""
    assert '"terms":{}' in (handbook / "searchindex.js").read_text("utf-8").replace(" ", "")
