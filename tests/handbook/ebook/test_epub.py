"""The EPUB of the real book: valid, in order, and with its answers at the end."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from lxml import html

from mp_exercises.exercise.catalogue import files
from mp_exercises.handbook.ebook import write_epub
from mp_exercises.handbook.ebook.xhtml import as_xhtml
from mp_exercises.handbook.onpaper.toc import parts_of
from tests.handbook.tiny import ROOT

CHECKER = Path("/usr/bin/epubcheck")
DAY = date(2026, 11, 26)
SVG = "http://www.w3.org/2000/svg"
NAMES = {"opf": "http://www.idpf.org/2007/opf", "h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def epub(handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the EPUB."""
    return write_epub(handbook, parts_of(ROOT), tmp_path_factory.mktemp("epub"), made=DAY)


@pytest.fixture(scope="module")
def pages(epub: Path) -> dict[str, str]:
    """Return every page, by its name."""
    with zipfile.ZipFile(epub) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("OEBPS/"): archive.read(name).decode("utf-8") for name in names}


def test_epubcheck_finds_nothing(epub: Path) -> None:
    """The checker finds no error, no warning, and nothing to remark."""
    # Debian's command is the jar itself, which a shell runs only where the system knows jars.
    done = subprocess.run(
        ["java", "-jar", str(CHECKER), str(epub)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout


def test_the_order_is_the_book_s(epub: Path) -> None:
    """Chapters follow each other as the contents have them; cover and contents first, answers last."""
    with zipfile.ZipFile(epub) as archive:
        package = ElementTree.fromstring(archive.read("OEBPS/content.opf"))
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    names = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", NAMES)}
    order = [names[item.get("idref")] for item in package.iterfind(".//opf:itemref", NAMES)]
    chapters = [f"{page.replace('/', '.')}.xhtml" for part in parts_of(ROOT) for page in part.pages]
    assert [name for name in order if name in chapters] == chapters
    assert order[:2] == ["cover.xhtml", "nav.xhtml"]
    assert order[-1] == "answers.xhtml"


def test_it_says_how_it_can_be_read(epub: Path) -> None:
    """The book tells e-readers and shops what it offers to whoever cannot see it."""
    text = zipfile.ZipFile(epub).read("OEBPS/content.opf").decode("utf-8")
    for name in ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
        assert f'property="schema:{name}"' in text


def stem(name: str) -> str:
    """Return a file's name without its ending."""
    return name.removesuffix(".xhtml")


def test_answers_are_in_the_annex_alone(pages: dict[str, str]) -> None:
    """Each exercise is a worksheet, and its answers are in the annex, with a way there and back."""
    exercises = {file.stem for file in files()}
    annex = pages["answers.xhtml"]
    for slug in exercises:
        (page,) = (name for name, text in pages.items() if f'id="{stem(name)}--exercise-{slug}"' in text)
        place = f"{stem(page)}--exercise-{slug}"
        assert f'id="answers--{place}"' in annex
        assert f'href="answers.xhtml#answers--{place}"' in pages[page]
        assert f'href="{page}#{place}"' in annex
    assert not [name for name, text in pages.items() if "mp-x-view" in text and name != "answers.xhtml"]


def test_nothing_runs_and_nothing_is_far_away(pages: dict[str, str]) -> None:
    """No page has a script, a frame, or a picture or style from elsewhere."""
    for name, text in pages.items():
        tree = ElementTree.fromstring(text)
        assert tree.find(".//h:script", NAMES) is None, name
        assert tree.find(".//h:iframe", NAMES) is None, name
        assert not [link for link in tree.iterfind(".//h:link", NAMES) if link.get("href") != "book.css"]


def test_titles(pages: dict[str, str], epub: Path) -> None:
    """Every page has its chapter's title, and the contents name all of them in the order of the book."""
    with zipfile.ZipFile(epub) as archive:
        nav = ElementTree.fromstring(archive.read("OEBPS/nav.xhtml"))
    named = {link.get("href"): "".join(link.itertext()) for link in nav.iterfind(".//h:a", NAMES)}
    order = [name for name in pages if name not in ("cover.xhtml", "nav.xhtml")]
    assert list(named) == order
    for name in order:
        tree = ElementTree.fromstring(pages[name])
        title = tree.findtext(".//h:title", namespaces=NAMES)
        assert title
        assert named[name].endswith(title)
        heads = [
            element
            for element in tree.iter()
            if element.tag in (f"{{{NAMES['h']}}}h1", f"{{{NAMES['h']}}}h2")
        ]
        assert " ".join("".join(heads[0].itertext()).split()) == title


def test_pictures_have_words(pages: dict[str, str]) -> None:
    """Every drawing has a title and a description in words, and every picture an alternative text."""
    drawings = 0
    for name, text in pages.items():
        tree = ElementTree.fromstring(text)
        places = {element.get("id"): "".join(element.itertext()).strip() for element in tree.iter()}
        for drawing in tree.iter(f"{{{SVG}}}svg"):
            if drawing.get("aria-hidden") == "true":
                continue
            drawings += 1
            told = [places[place] for place in (drawing.get("aria-labelledby") or "").split()]
            # A chart has both in its label: what it is of, and then what it shows.
            told = told or (drawing.get("aria-label") or "").split(". ", 1)
            assert len(told) == 2, name
            assert all(told), name
        for picture in tree.iterfind(".//h:img", NAMES):
            assert picture.get("alt"), name
    assert drawings >= len(list((ROOT / "book" / "pictures").glob("*.svg")))


def test_drawings_keep_their_colours(pages: dict[str, str]) -> None:
    """What is drawn is in the book's light colours, as numbers: a wash stays pale, and words on it dark."""
    spirit = pages["part2.spirit.xhtml"]
    tokens = (ROOT / "book" / "_static" / "handbook-tokens.css").read_text(encoding="utf-8")
    for name in ("mp-ink", "mp-teal-wash"):
        colour = tokens.partition(f"--{name}: ")[2].partition(";")[0]
        assert f'fill="{colour}"' in spirit
    assert not [name for name, text in pages.items() if "var(--" in text]


def test_the_cover(epub: Path) -> None:
    """The list of files names a cover for the shelf, which is a picture."""
    with zipfile.ZipFile(epub) as archive:
        package = ElementTree.fromstring(archive.read("OEBPS/content.opf"))
        (cover,) = package.findall(".//opf:item[@properties='cover-image']", NAMES)
        assert archive.read(f"OEBPS/{cover.get('href')}").startswith(b"\x89PNG")


def test_no_key_of_graded_work(pages: dict[str, str]) -> None:
    """No rationale of a graded assessment's key is in any page."""
    keys = [
        yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / "course" / "keys").glob("*.yaml")
    ]
    said = {text for key in keys for text in texts(key) if len(text) > 40}
    assert said
    whole = " ".join(
        " ".join(html.fromstring(text.encode()).text_content().split()) for text in pages.values()
    )
    assert not [text for text in said if text in whole]


def texts(node: object) -> Iterator[str]:
    """Yield every text in what a YAML file holds, each on one line."""
    if isinstance(node, str):
        yield " ".join(node.split())
    elif isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def test_the_same_book_gives_the_same_bytes(handbook: Path, epub: Path, tmp_path: Path) -> None:
    """Made twice for one day, the file is the same byte for byte."""
    again = write_epub(handbook, parts_of(ROOT), tmp_path, made=DAY)
    assert again.read_bytes() == epub.read_bytes()


def test_drawings_have_their_capitals_back() -> None:
    """What a parser of HTML made small is as XML has it, and what the format does not know is gone."""
    element = html.fragment_fromstring(
        '<div><svg viewBox="0 0 1 1" focusable="false"><linearGradient id="g"/></svg>'
        '<p onclick="x()">A&amp;B</p></div>'
    )
    assert as_xhtml(element) == (
        '<div><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><linearGradient id="g"/></svg>'
        "<p>A&amp;B</p></div>"
    )
