"""The whole document: cover, contents, chapters, and the annex of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup

from ... import __version__
from .chapter import Answer, Chapter, anchor_of, read_chapter
from .toc import Part

TEMPLATES = Path(__file__).parent / "templates"
LOGO = "//svg[contains(@class, 'mp-logo')]"
SHEETS = ("handbook.css", "mp-exercise.css")


@cache
def words() -> dict[str, Any]:
    """Return what stands in the document and on none of its pages."""
    found: dict[str, Any] = yaml.safe_load(
        files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    )
    return found


@dataclass(frozen=True)
class Bound:
    """A part of the book with its chapters."""

    part: Part
    chapters: tuple[Chapter, ...]

    @property
    def anchor(self) -> str:
        """The place of its title."""
        return f"part-{self.part.number}"


class Document:
    """The book, or some of its parts, as one HTML document for the printer.

    Parameters
    ----------
    folder
        The folder of built pages.
    parts
        What is in it, in order.
    site
        Where the published book is; links to pages that are not in it lead there.
    """

    def __init__(self, folder: Path, parts: Sequence[Part], *, site: str = "") -> None:
        within = frozenset(page for part in parts for page in part.pages)
        self._folder = folder
        self._bound = [
            Bound(part, tuple(read_chapter(folder, page, within, site) for page in part.pages))
            for part in parts
        ]
        self.title = words()["title"] if len(parts) > 1 else f"{words()['title']}: {parts[0].title}"

    @property
    def anchors(self) -> list[str]:
        """The places whose page numbers the document names."""
        chapters = [chapter for bound in self._bound for chapter in bound.chapters]
        places = [place for one in chapters for answer in one.answers for place in _both(answer)]
        return [
            *(bound.anchor for bound in self._bound),
            *(one.anchor for one in chapters),
            "answers",
            *places,
        ]

    def html(self, pages: Mapping[str, int]) -> str:
        """Return the document.

        Parameters
        ----------
        pages
            The page on which each of the anchors stands, as far as they are known.
        """
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        answers = [answer for bound in self._bound for one in bound.chapters for answer in one.answers]
        for answer in answers:
            self._point(answer, pages)
        single = self._bound[0].part.title if len(self._bound) == 1 else ""
        return environment.get_template("book.html.jinja").render(
            title=self.title,
            words=words(),
            single=single,
            made=_made(date.today()),
            logo=Markup(self._logo()),
            style=Markup(self._style()),
            pages=pages,
            parts=[self._part(bound) for bound in self._bound],
            answers=[_shown(answer, pages) for answer in answers],
        )

    def _part(self, bound: Bound) -> dict[str, Any]:
        chapters = [
            {"anchor": one.anchor, "title": one.title, "html": _markup(one.content)} for one in bound.chapters
        ]
        label = words()["part"].format(number=bound.part.number)
        return {"anchor": bound.anchor, "label": label, "title": bound.part.title, "chapters": chapters}

    def _point(self, answer: Answer, pages: Mapping[str, int]) -> None:
        """Say beside an exercise where its answers are."""
        chapters = [one.content for bound in self._bound for one in bound.chapters]
        for content in chapters:
            for link in content.xpath(".//a[@href=$there]", there=f"#answers--{answer.anchor}"):
                page = pages.get(f"answers--{answer.anchor}")
                link.text = words()["to_answers"].format(page=page) if page else words()["to_answers_plain"]

    def _logo(self) -> str:
        page = html.document_fromstring((self._folder / "index.html").read_text(encoding="utf-8"))
        found = page.xpath(LOGO)
        return str(html.tostring(found[0], encoding="unicode", with_tail=False)) if found else ""

    def _style(self) -> str:
        static = self._folder / "_static"
        sheets = [(static / name).read_text(encoding="utf-8") for name in SHEETS if (static / name).is_file()]
        own = (TEMPLATES / "book.css").read_text(encoding="utf-8")
        # A style element ends at its end tag wherever that stands.
        return "\n".join([*sheets, own]).replace("</", "<\\/")


def _both(answer: Answer) -> tuple[str, str]:
    return answer.anchor, f"answers--{answer.anchor}"


def _shown(answer: Answer, pages: Mapping[str, int]) -> dict[str, Any]:
    page = pages.get(answer.anchor, "")
    back = words()["back"].format(page=page) if page else ""
    return {"anchor": answer.anchor, "title": answer.title, "back": back, "html": _markup(answer.view)}


def _markup(element: Any) -> Markup:
    return Markup(html.tostring(element, encoding="unicode", with_tail=False))


def _made(day: date) -> str:
    month = words()["months"][day.month - 1]
    return str(words()["made"].format(day=day.day, month=month, year=day.year, version=__version__))


__all__ = ["Document", "anchor_of", "words"]
