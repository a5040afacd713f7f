"""How the book is found and linked: previews, moved pages, the map, what changed, and how it is hosted."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from mp_exercises.handbook.publish.sitemap import write_sitemap
from mp_exercises.handbook.settings import SITE
from mp_exercises.handbook.sharing.changes import fragments
from mp_exercises.handbook.sharing.moved import read_moved
from mp_exercises.handbook.sharing.preview import picture_of, pictures
from tests.browser.axe import violations_in_both
from tests.handbook.tiny import MATTER, PLENTY, ROOT, build_book, write_book

IN_PAGE = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
HEADER = re.compile(r"^(Content-Security-Policy): (.+)$", re.MULTILINE)


def test_every_page_has_a_preview(handbook: Path) -> None:
    """Every page of the contents has a title and a description for links, and names no address of its own."""
    pages = list(handbook.rglob("part*/*.html"))
    assert len(pages) > 40
    for page in pages:
        head = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").head
        assert head is not None
        found = {tag["property"]: tag["content"] for tag in head.find_all("meta", property=True)}
        assert found["og:title"] in str(head.title)
        assert len(str(found["og:description"])) > 30
        assert "og:image" not in found
        assert head.find("link", rel="canonical") is None


def test_every_picture_is_there(handbook: Path) -> None:
    """Each picture that a page may name is in the book's own folder, small, and 1,200 by 630 pixels."""
    for name in pictures().values():
        data = (ROOT / "book" / "_static" / "share" / name).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (1200, 630)
        assert len(data) < 60_000
    assert picture_of("part3/session") == "part-3.png"
    assert picture_of("glossary") == "book.png"


def test_a_published_book_knows_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built for an address, pages have pictures and addresses, old pages send on, and a map lists all."""
    root = write_book(tmp_path, {"part2/new.md": MATTER + "# New & better\n\n" + PLENTY})
    (root / "book" / "moved.yaml").write_text("part2/old: part2/new\n", encoding="utf-8")
    monkeypatch.setenv(SITE, "https://www.example.org/mp")
    built = build_book(root)
    assert built.warnings == []
    write_sitemap(built.out)
    page = built.page("part2/new.html")
    assert '<link rel="canonical" href="https://www.example.org/mp/part2/new.html">' in page
    assert '<meta property="og:image" content="https://www.example.org/mp/_static/share/part-2.png">' in page
    assert '<meta property="og:title" content="New &amp; better">' in page
    old = built.page("part2/old.html")
    assert 'content="0; url=new.html"' in old
    assert "New &amp; better" in old
    map_ = ElementTree.parse(built.out / "sitemap.xml")
    listed = [str(node.text) for node in map_.iter() if node.tag.endswith("loc")]
    assert "https://www.example.org/mp/part2/new.html" in listed
    assert not [address for address in listed if "old" in address]
    assert "Sitemap: https://www.example.org/mp/sitemap.xml" in built.page("robots.txt")


def test_no_map_without_an_address(tmp_path: Path) -> None:
    """A book that does not know where it is has no map, and one that was there is taken away."""
    (tmp_path / "index.html").write_text("<html><head></head></html>", encoding="utf-8")
    (tmp_path / "sitemap.xml").write_text("x", encoding="utf-8")
    write_sitemap(tmp_path)
    assert not (tmp_path / "sitemap.xml").exists()
    assert not (tmp_path / "robots.txt").exists()


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [b]\n", "1: 2\n", "just words\n"])
def test_a_list_of_moved_pages_that_is_none(tmp_path: Path, text: str) -> None:
    """A faulty list is one sentence that says what would be right."""
    (tmp_path / "moved.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="right would be lines such as old/page: new/page"):
        read_moved(tmp_path)


def test_moved_pages_of_the_book_lead_somewhere() -> None:
    """Of the book's own moved pages each leads to a page that is there, and none of the old ones is."""
    for old, new in read_moved(ROOT / "book").items():
        assert (ROOT / "book" / f"{new}.md").is_file()
        assert not (ROOT / "book" / f"{old}.md").exists()


def letters(text: str) -> str:
    """Return a text's letters and digits alone."""
    return re.sub(r"\W+", "", text)


def test_what_changed(handbook: Path) -> None:
    """Every fragment of the changelog is a sentence on the page, under what kind of change it is."""
    page = BeautifulSoup((handbook / "changes.html").read_text(encoding="utf-8"), "html.parser")
    said = letters(page.article.get_text() if page.article else "")
    found = fragments(ROOT / "changelog.d")
    assert set(found) == {"content", "added", "changed", "fixed"}
    for sentences in found.values():
        for sentence in sentences:
            assert letters(sentence) in said, sentence


def test_fragments_that_are_none_are_passed_over(tmp_path: Path) -> None:
    """The folder's README, and a file whose name says no kind, are no change."""
    for name in ("README.md", "thing.unknown.md", "thing.md"):
        (tmp_path / name).write_text("No.", encoding="utf-8")
    (tmp_path / "thing.added.md").write_text("Yes,\nit is.\n", encoding="utf-8")
    assert fragments(tmp_path) == {"added": ["Yes, it is."]}
    assert fragments(tmp_path / "none") == {}


def test_the_citation_file() -> None:
    """The citation file has what the format asks for, and the package's version."""
    from mp_exercises import __version__

    found = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert found["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(found)
    assert found["version"] == __version__


class Quiet(SimpleHTTPRequestHandler):
    """A static host that sends the headers that the hosting page asks for."""

    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Yield the address of a plain static host below a path of its own, as the hosting page describes one."""
    page = (ROOT / "book" / "hosting.md").read_text(encoding="utf-8")
    found = HEADER.search(page)
    assert found
    Quiet.policy = found[2]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
def test_the_hosting_page_s_header(handbook: Path, browser: Browser) -> None:
    """Under the header that the page recommends all works, and nothing is blocked."""
    with hosted(handbook) as url:
        context = browser.new_context()
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: "Content Security" in message.text and said.append(message.text))
        page.goto(f"{url}/part4/interview.html")
        player = page.locator(".mp-player").first
        player.wait_for()
        player.get_by_role("button").first.click()
        player.get_by_role("radio").first.check()
        player.get_by_test_id("save").first.click()
        expect(player.get_by_test_id("view").first).to_be_visible()
        page.goto(f"{url}/search.html?q=reflecting+back")
        expect(page.locator(".mp-result").first).to_be_visible()
        page.goto(f"{url}/index.html")
        page.get_by_role("button", name="Colours").click()
        page.goto(f"{url}/_static/forms/goal-record.html")
        # Only the player draws the way to download what was filled in.
        expect(page.get_by_role("button", name="Download the record")).to_be_visible()
        assert violations_in_both(page) == []
        context.close()
    assert [text for text in said if "Content Security" in text] == []


def test_no_script_stands_in_a_page(handbook: Path) -> None:
    """No page of the book has a script of its own, so that its server need let none of them run."""
    pages = sorted(handbook.rglob("*.html"))
    assert len([page for page in pages if page.parent.name == "forms"]) > 10
    for page in pages:
        scripts = IN_PAGE.findall(page.read_text(encoding="utf-8"))
        assert [said for about, said in scripts if "src=" not in about and "json" not in about] == [], page
