"""Writing the EPUB: the same built pages give the same bytes."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from ... import __version__
from ..onpaper.chapter import Answer, Chapter, read_chapter
from ..onpaper.document import words
from ..onpaper.toc import Part
from .colours import in_numbers, palette
from .xhtml import as_xhtml, has_drawing, rules

TEMPLATES = Path(__file__).parent / "templates"
NAME = "motivational-practice.epub"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What every file in the archive is dated; a format without a zone cannot say more."""

COVER = "cover.png"


@dataclass(frozen=True)
class File:
    """A page of the EPUB."""

    name: str
    title: str
    body: str
    properties: str = ""

    @property
    def id(self) -> str:
        """Its name in the list of files."""
        return re.sub(r"[^a-z0-9-]", "-", self.name.removesuffix(".xhtml"))


def write_epub(html: Path, parts: Sequence[Part], out: Path, *, made: date, site: str = "") -> Path:
    """Write the EPUB, whole or not at all.

    Parameters
    ----------
    html
        The folder of built pages.
    out
        The folder that it goes to.
    made
        The day that the book says it was made on.
    site
        Where the published book is, with a slash at its end, for links that lead out of the EPUB.
    """
    pages, colours = list(_files(html, parts, site)), palette(html)
    out.mkdir(parents=True, exist_ok=True)
    fresh, file = out / f"{NAME}.new", out / NAME
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", (TEMPLATES / "container.xml").read_text(encoding="utf-8"))
        _put(archive, "OEBPS/content.opf", _opf(pages, made))
        _put(archive, "OEBPS/book.css", (TEMPLATES / "book.css").read_text(encoding="utf-8"))
        _put(archive, f"OEBPS/{COVER}", Path(__file__).with_name(COVER).read_bytes(), zipfile.ZIP_STORED)
        for page in pages:
            _put(archive, f"OEBPS/{page.name}", in_numbers(_page(page), colours))
    fresh.replace(file)
    return file


def _files(html: Path, parts: Sequence[Part], site: str) -> Iterator[File]:
    within = frozenset(page for part in parts for page in part.pages)
    bound = [(part, [read_chapter(html, page, within, site) for page in part.pages]) for part in parts]
    chapters = [chapter for _, found in bound for chapter in found]
    answers = [answer for chapter in chapters for answer in chapter.answers]
    where = {chapter.anchor: f"{chapter.anchor}.xhtml" for chapter in chapters}
    where |= {f"answers--{answer.anchor}": "answers.xhtml" for answer in answers}
    yield File("cover.xhtml", words()["title"], _cover())
    yield File("nav.xhtml", words()["contents"], _nav(bound), "nav")
    for part, found in bound:
        yield _part(part)
        for chapter in found:
            yield _chapter(chapter, where)
    yield _annex(answers, where)


def _cover() -> str:
    said = words()
    return (
        f'<p class="cover"><img src="{COVER}" alt="{escape(said["cover"])}"/></p>'
        f'<section class="part-title"><h1>{escape(said["title"])}</h1><p>{escape(said["subtitle"])}</p>'
        f"<p>{escape(said['newest'])}</p><p>{escape(said['licence'])}</p></section>"
    )


def _nav(bound: Sequence[tuple[Part, list[Chapter]]]) -> str:
    parts = [
        {
            "file": f"part-{part.number}.xhtml",
            "label": words()["part"].format(number=part.number),
            "title": part.title,
            "chapters": [{"file": f"{one.anchor}.xhtml", "title": one.title} for one in found],
        }
        for part, found in bound
    ]
    return _environment().get_template("nav.xhtml.jinja").render(words=words(), parts=parts)


def _part(part: Part) -> File:
    label = words()["part"].format(number=part.number)
    body = f'<section class="part-title"><p>{escape(label)}</p><h1>{escape(part.title)}</h1></section>'
    return File(f"part-{part.number}.xhtml", part.title, body)


def _chapter(chapter: Chapter, where: Mapping[str, str]) -> File:
    for link in chapter.content.find_class("to-answers"):
        link[0].text = words()["to_answers_plain"]
    _lead(chapter.content, f"{chapter.anchor}.xhtml", where)
    properties = "svg" if has_drawing(chapter.content) else ""
    return File(f"{chapter.anchor}.xhtml", chapter.title, _body(chapter.content), properties)


def _annex(answers: Sequence[Answer], where: Mapping[str, str]) -> File:
    said, pieces, drawing = words(), [], False
    for answer in answers:
        _lead(answer.view, "answers.xhtml", where)
        drawing = drawing or has_drawing(answer.view)
        back = f"{_file_of(answer.anchor, where)}#{answer.anchor}"
        pieces.append(
            f'<section class="answer"><h2 id="answers--{answer.anchor}">{escape(answer.title)}</h2>'
            f'<p><a href="{back}">{escape(said["to_exercise"])}</a></p>{_body(answer.view)}</section>'
        )
    head = f'<h1 id="answers">{escape(said["answers"])}</h1><p>{escape(said["answers_intro"])}</p>'
    return File("answers.xhtml", said["answers"], head + "\n".join(pieces), "svg" if drawing else "")


def _lead(element: HtmlElement, here: str, where: Mapping[str, str]) -> None:
    """Let links that stay in the book name the file that their place is in."""
    for link in element.iter("a"):
        target = link.get("href", "")
        if target.startswith("#"):
            file = _file_of(target[1:], where)
            link.set("href", target if file == here else _whole(file, target[1:], where))


def _whole(file: str, anchor: str, where: Mapping[str, str]) -> str:
    return file if anchor in where and not anchor.startswith("answers--") else f"{file}#{anchor}"


def _file_of(anchor: str, where: Mapping[str, str]) -> str:
    return where.get(anchor) or where[anchor.split("--")[0]]


def _body(element: HtmlElement) -> str:
    return as_xhtml(element)


def _page(page: File) -> str:
    template = _environment().get_template("page.xhtml.jinja")
    return template.render(title=page.title, body=Markup(page.body))


def _opf(pages: Sequence[File], made: date) -> str:
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"motivational-practice/{__version__}")
    return (
        _environment()
        .get_template("content.opf.jinja")
        .render(
            words=words(),
            identifier=name,
            creator=words()["creator"],
            modified=f"{made.isoformat()}T00:00:00Z",
            accessibility=rules()["accessibility"],
            files=pages,
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _put(archive: zipfile.ZipFile, name: str, content: str | bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type = how
    archive.writestr(info, content)


__all__: list[Any] = ["NAME", "write_epub"]
