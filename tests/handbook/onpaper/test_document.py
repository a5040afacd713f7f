"""The book as one document: its names, its links, and where the answers are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from mp_exercises.exercise.catalogue import files
from mp_exercises.handbook.onpaper import parts_of
from mp_exercises.handbook.onpaper.chapter import anchor_of, read_chapter
from mp_exercises.handbook.onpaper.document import Document
from mp_exercises.place import source_root

PAGE = """<html><body><article class="bd-article"><section id="top">
<h1>One<a class="headerlink" href="#top">#</a></h1>
<p><a href="../two.html#there">two</a> <a href="three.html">three</a> <a href="#top">up</a>
<a href="https://example.org/">out</a></p>
<svg aria-labelledby="t"><title id="t">A drawing</title><path fill="url(#g)"/></svg><script>x</script>
<section class="mp-exercise" id="exercise-x"><div class="mp-exercise-text">
<h4 class="mp-x-title"><span class="mp-x-kicker">Exercise</span> Which?</h4><p>Ask.</p>
<details class="mp-x-view"><summary>The view</summary><p>Because.</p></details></div></section>
</section></article></body></html>"""


@pytest.fixture(scope="module")
def whole(handbook: Path) -> HtmlElement:
    """Return the whole book as a tree."""
    return html.document_fromstring(Document(handbook, parts_of(source_root())).html({}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one page in a folder of its own."""
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "one.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_a_page_becomes_a_chapter(folder: Path) -> None:
    """Names begin with the page's own, links stay inside, headings move down, scripts are gone."""
    chapter = read_chapter(folder, "part/one", {"part/one", "two"}, "")
    assert (chapter.anchor, chapter.title) == ("part.one", "One")
    links = [link.get("href") for link in chapter.content.iter("a")]
    assert links == [
        "#two--there",
        None,
        "#part.one--top",
        "https://example.org/",
        "#answers--part.one--exercise-x",
    ]
    assert chapter.content.find(".//svg").get("aria-labelledby") == "part.one--t"
    assert chapter.content.find(".//path").get("fill") == "url(#part.one--g)"
    assert [element.tag for element in chapter.content.iter("h1", "h2", "h5", "script")] == ["h2", "h5"]


def test_links_out_lead_to_the_site(folder: Path) -> None:
    """A link to a page that is not in the document leads to the published book, where one is named."""
    chapter = read_chapter(folder, "part/one", {"part/one"}, "https://book.example/")
    links = [link.get("href") for link in chapter.content.iter("a")]
    assert links[:2] == ["https://book.example/two.html#there", "https://book.example/part/three.html"]


def test_answers_are_taken_out(folder: Path) -> None:
    """What the author thinks is no longer on the worksheet, and is kept for the annex with its title."""
    chapter = read_chapter(folder, "part/one", {"part/one"}, "")
    (answer,) = chapter.answers
    assert (answer.title, answer.anchor) == ("Which?", "part.one--exercise-x")
    assert "Because." in answer.view.text_content()
    assert "Because." not in chapter.content.text_content()


def test_no_name_stands_twice(whole: HtmlElement) -> None:
    """In the whole book every name is there once."""
    assert [name for name, count in Counter(whole.xpath("//@id")).items() if count > 1] == []


def test_every_link_inside_leads_somewhere(whole: HtmlElement) -> None:
    """In the whole book every link to a place in it has that place, and none leads to a file beside it."""
    names = set(whole.xpath("//@id"))
    inside = [link[1:] for link in whole.xpath("//a/@href") if link.startswith("#")]
    assert len(inside) > 500
    assert [link for link in inside if link not in names] == []
    assert [link for link in whole.xpath("//a/@href") if ".html" in link and "://" not in link] == []


def test_every_exercise_has_its_answers_in_the_annex(whole: HtmlElement) -> None:
    """Each exercise of the catalogue is a worksheet once, and its answers stand once, in the annex."""
    exercises = whole.xpath("//*[contains(@class, 'mp-exercise ') or @class='mp-exercise']/@id")
    answers = whole.xpath("//section[@class='answer']/h2/@id")
    assert [f"answers--{name}" for name in exercises] == answers
    assert {name.split("--exercise-")[1] for name in exercises} == {file.stem for file in files()}
    assert (
        whole.xpath("//*[contains(@class, 'mp-x-view')]/ancestor::*[contains(@class, 'mp-exercise')]") == []
    )


def test_nothing_runs_and_nothing_is_fetched(whole: HtmlElement) -> None:
    """The document has no script, no frame, and nothing that a browser would fetch."""
    assert whole.xpath("//script | //iframe | //link | //img[not(starts-with(@src, 'data:'))]") == []


def test_parts_are_those_of_the_contents() -> None:
    """Parts have numbers, names for files, and every page once."""
    parts = parts_of(source_root())
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    pages = [page for part in parts for page in part.pages]
    assert len(pages) == len(set(pages)) > 50
    assert all(part.name.isascii() and " " not in part.name for part in parts)


def test_places_have_names() -> None:
    """A page's beginning and a place on it have names that no page could have itself."""
    assert (anchor_of("part/one"), anchor_of("part/one", "x")) == ("part.one", "part.one--x")
