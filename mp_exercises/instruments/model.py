"""An instrument: a form that people fill in about practice, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ..exercise import framework
from ..exercise.base import Problem, Slug, Strict, Text
from ..exercise.model import DAYS_IN_MONTH
from .item import Anchors, Item, Note

Audience = Literal["staff", "family", "child"]
Paragraphs = tuple[Text, ...]


class Section(Strict):
    """Items that stand together.

    Attributes
    ----------
    office
        Whether staff fill it in before the form is handed over.
    layout
        ``ladder`` draws the levels of one goal, with their words, as one table.
    """

    id: Slug
    title: Text
    intro: Paragraphs = ()
    office: bool = False
    layout: Literal["list", "ladder"] = "list"
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=40)]


class Guide(Strict):
    """The one page that goes with an instrument.

    Attributes
    ----------
    purpose, use, sees, limits
        What it is for, how it is used, who sees what was filled in, and what it cannot show.
    consent
        What the people who fill it in must know and may refuse, and what to do about safety.
    """

    purpose: Annotated[Paragraphs, Field(min_length=1)]
    use: Annotated[Paragraphs, Field(min_length=1)]
    sees: Annotated[Paragraphs, Field(min_length=1)]
    limits: Annotated[Paragraphs, Field(min_length=1)]
    consent: Paragraphs = ()


class Instrument(Strict):
    """An instrument.

    Attributes
    ----------
    version
        Goes up when a question, an anchor or an option changes its meaning.
    language
        Of its words, as a language tag.
    by
        Who fills it in, in words; ``audience`` is the same for the program.
    large
        Whether it is printed large unless somebody asks otherwise.
    table
        The kind of data of the measures that collected records become; None for a table of its own.
    fixed
        Columns of that table with the same value in each record.
    closing
        What happens with the answers, and what to do if something is wrong.
    """

    slug: Slug
    title: Text
    summary: Text
    version: Annotated[int, Field(ge=1)] = 1
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})*$")] = "en-GB"
    by: Text
    audience: Audience
    minutes: Annotated[int, Field(ge=1, le=240)]
    large: bool = False
    owner: Text
    reviewed: date
    review_in: Annotated[int, Field(ge=1, le=36)]
    table: Slug | None = None
    fixed: dict[str, Text] = {}
    intro: Paragraphs = ()
    scales: dict[Slug, Anchors] = {}
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=20)]
    closing: Paragraphs = ()
    guide: Guide

    @model_validator(mode="before")
    @classmethod
    def _by_reference(cls, data: Any) -> Any:
        """Fill in what items take from the framework and from the instrument's scales."""
        if not isinstance(data, dict) or not isinstance(data.get("sections"), list | tuple):
            return data
        scales = data.get("scales")
        filled = [
            _filled_section(one, scales if isinstance(scales, dict) else {}) for one in data["sections"]
        ]
        return {**data, "sections": filled}

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items by id, in order."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def notes(self) -> dict[str, Note]:
        """All notes by id, in order."""
        return {note.id: note for item in self.items.values() for note in item.notes}

    def said(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the path and text of everything that is our own voice: what the framework says is not."""
        for name in ("title", "summary", "by"):
            yield (name,), getattr(self, name)
        for name in ("intro", "closing"):
            yield from (((name, place), text) for place, text in enumerate(getattr(self, name)))
        for part in type(self.guide).model_fields:
            texts = getattr(self.guide, part)
            yield from ((("guide", part, place), text) for place, text in enumerate(texts))
        for place, section in enumerate(self.sections):
            path = ("sections", place)
            yield (*path, "title"), section.title
            yield from (((*path, "intro", number), text) for number, text in enumerate(section.intro))
            for number, item in enumerate(section.items):
                yield (*path, "items", number, "text"), item.text
                yield (*path, "items", number, "help"), item.help

    def review_due(self) -> date:
        """Return the day by which it must be reviewed again."""
        return date.fromordinal(self.reviewed.toordinal() + round(self.review_in * DAYS_IN_MONTH))

    def problems(self) -> Iterator[Problem]:
        """Yield the faults that the types cannot show."""
        ids = Counter(one.id for one in self.placed())
        columns = Counter(one.column for one in self.placed() if isinstance(one, Item) and one.column)
        for place, section in enumerate(self.sections):
            for number, item in enumerate(section.items):
                for problem in (*item.problems(), *self._unknown(item), *_twice(item, ids, columns)):
                    path = ("sections", place, "items", number, *problem.path)
                    yield Problem(path, problem.wrong, problem.right)
        if self.audience != "staff" and not self.guide.consent:
            yield Problem(("guide",), "families fill it in and nothing is said of consent", "`consent`")

    def placed(self) -> Iterator[Item | Note]:
        """Yield everything that can be filled in, as it stands on the form."""
        for section in self.sections:
            for item in section.items:
                yield item
                yield from item.notes

    def _unknown(self, item: Item) -> Iterator[Problem]:
        if item.scale is not None and item.scale not in self.scales:
            right = f"one of {', '.join(self.scales) or 'none: there are no scales'}"
            yield Problem(("scale",), f"unknown scale {item.scale!r}", right)
        if item.competency is not None and item.competency not in framework().by_id:
            right = f"one of {', '.join(framework().by_id)}"
            yield Problem(("competency",), f"unknown competency {item.competency!r}", right)


def _twice(item: Item, ids: Counter[str], columns: Counter[str]) -> Iterator[Problem]:
    for name in (item.id, *(note.id for note in item.notes)):
        if ids[name] > 1:
            yield Problem(("id",), f"id {name!r} stands twice", "an id of its own")
    if item.column and columns[item.column] > 1:
        yield Problem(("column",), f"column {item.column!r} is filled twice", "one item each")


def _filled_section(section: Any, scales: dict[Any, Any]) -> Any:
    if not isinstance(section, dict) or not isinstance(section.get("items"), list | tuple):
        return section
    items = [_filled(item, scales) if isinstance(item, dict) else item for item in section["items"]]
    return {**section, "items": items}


def _filled(item: dict[Any, Any], scales: dict[Any, Any]) -> dict[Any, Any]:
    """Return an item with what it names by reference; what it says itself stays."""
    given: dict[str, Any] = {}
    competency = item.get("competency")
    known = framework().by_id.get(competency) if isinstance(competency, str) else None
    if known is not None:
        given = {"text": known.name, "help": known.what, "anchors": dict(known.anchors)}
    scale = item.get("scale")
    if isinstance(scale, str) and scale in scales:
        given["anchors"] = scales[scale]
    return {**given, **{name: value for name, value in item.items() if value not in ("", {})}}
