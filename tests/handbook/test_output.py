"""The folder that is published: what is in it, what is not, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from lxml import html
from lxml.html import HtmlElement

from mp_exercises.place import PACKAGE
from tests.serving import ROOT

ENDINGS = {
    ".css", ".html", ".ico", ".inv", ".js", ".json", ".png", ".svg", ".txt", ".webmanifest", ".woff2", ".xml",
}  # fmt: skip
"""What a host may be given. A source, a notebook, a record or a key has another ending."""

LONG = 60
"""Letters from which a sentence of a key is no accident."""


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
    """No file of the folder has a sentence of a graded key, or of the question that it answers."""
    lines = {
        _bare(unescape(line))
        for file in handbook.rglob("*")
        if file.is_file() and file.suffix in {".html", ".js", ".json", ".xml", ".txt"}
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    text = "\n".join(lines)
    graded = _beginnings(
        *(ROOT / "course" / "keys").glob("*.yaml"), *(ROOT / "course" / "assessments").glob("*.yaml")
    )
    # The words of the scales, and one of a study, are everybody's.
    forms = (PACKAGE / "instruments" / "forms").glob("*.yaml")
    common = _beginnings(PACKAGE / "framework.yaml", ROOT / "book" / "evidence.yaml", *forms)
    practice = _beginnings(*(PACKAGE / "catalogue").glob("*.yaml"))
    assert len(graded) > 2_000
    assert sum(said in text for said in sorted(practice)[:200]) > 150, "what is published would be found"
    assert [said for said in sorted(graded - common) if said in text] == []


def _beginnings(*files: Path) -> set[str]:
    """Return how each longer text of some files begins, as ``_bare`` has it."""
    said = (
        _bare(text) for file in files for text in _strings(yaml.safe_load(file.read_text(encoding="utf-8")))
    )
    return {text[:LONG] for text in said if len(text) >= LONG}


def _strings(data: Any) -> Iterator[str]:
    """Yield every text in a file's data, however deep."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _bare(text: str) -> str:
    """Return the letters and digits alone: marks, spaces and escapes differ between a source and a page."""
    return "".join(filter(str.isalnum, re.sub(r"\\u[0-9a-f]{4}|\\n", "", text)))


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
