"""``Exercise``: a case, a transcript, items, and where they come from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from .base import Context, ItemBase, KeyBase, Problem, Slug, Strict, Text, twice
from .kinds import Item

DAYS_IN_MONTH = 365.25 / 12

Audience = Literal["practitioner", "supervisor", "trainer", "panel", "leader"]


class Person(Strict):
    """Somebody who speaks or is spoken of; ``note`` says who they are."""

    id: Slug
    name: Text
    role: Literal["worker", "family", "other"]
    note: str = ""


class Utterance(Strict):
    """One turn of a transcript; without a speaker it is something seen."""

    id: Slug
    who: Slug | None = None
    says: Text


class Agreement(Strict):
    """How far a panel agreed, by a named statistic."""

    statistic: Text
    value: float
    interval: tuple[float, float] | None = None


class Provenance(Strict):
    """Whose judgement the keys are."""

    source: Literal["author", "panel"]
    by: Text
    raters: Annotated[int, Field(ge=1)] | None = None
    agreement: Agreement | None = None

    @model_validator(mode="after")
    def _panel_is_described(self) -> Provenance:
        if self.source == "panel" and (self.raters is None or self.agreement is None):
            raise ValueError("a panel without its size and agreement; `raters` and `agreement`")
        return self


class Exercise(Strict):
    """An exercise, with its keys or without.

    Attributes
    ----------
    invented
        Says that the people and words are invented.
    reviewed, review_in
        When it was last reviewed, and after how many months it must be again.
    """

    schema_version: Annotated[Literal[1], Field(alias="schema")]
    slug: Slug
    title: Text
    summary: Text
    minutes: Annotated[int, Field(ge=1, le=240)]
    audience: Annotated[tuple[Audience, ...], Field(min_length=1)]
    competencies: Annotated[tuple[Slug, ...], Field(min_length=1)]
    owner: Text
    reviewed: date
    review_in: Annotated[int, Field(ge=1, le=36)]
    provenance: Provenance
    invented: Text
    case: str = ""
    people: tuple[Person, ...] = ()
    transcript: tuple[Utterance, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="before")
    @classmethod
    def _lines_for_ratings(cls, data: Any) -> Any:
        """Let a rating cite any line of the transcript, unless it names its own."""
        if not isinstance(data, dict) or not isinstance(data.get("items"), list | tuple):
            return data
        transcript = data.get("transcript")
        said = transcript if isinstance(transcript, list | tuple) else ()
        lines = [line["id"] for line in said if isinstance(line, dict) and "id" in line]
        items = [
            {**item, "lines": lines}
            if isinstance(item, dict) and item.get("kind") == "rating" and "lines" not in item
            else item
            for item in data["items"]
        ]
        return {**data, "items": items}

    def item(self, item_id: str) -> ItemBase:
        """Return an item by its id.

        Raises
        ------
        KeyError
            If there is none.
        """
        return {item.id: item for item in self.items}[item_id]

    @property
    def keyed(self) -> bool:
        """Whether every item carries its key."""
        return all(item.secret is not None for item in self.items)

    def without_keys(self) -> Exercise:
        """Return a copy that gives nothing away."""
        return self.model_copy(
            update={"items": tuple(i.model_copy(update={"key": None}) for i in self.items)}
        )

    def with_keys(self, keys: Mapping[str, KeyBase]) -> Exercise:
        """Return a copy with keys by item id.

        Raises
        ------
        KeyError
            If an item has no key in ``keys``.
        """
        return self.model_copy(
            update={"items": tuple(i.model_copy(update={"key": keys[i.id]}) for i in self.items)}
        )

    def data(self) -> dict[str, Any]:
        """Return the exercise as plain JSON, without empty fields."""
        dumped: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return dumped

    @property
    def revision(self) -> str:
        """Twelve hexadecimal digits that change whenever what the trainee sees changes."""
        canonical = json.dumps(self.without_keys().data(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def review_due(self) -> date:
        """Return the day by which the exercise must be reviewed again."""
        return date.fromordinal(self.reviewed.toordinal() + round(self.review_in * DAYS_IN_MONTH))

    def problems(self, context: Context) -> Iterator[Problem]:
        """Yield the faults that the types cannot show, of the exercise and of each item."""
        lines = [line.id for line in self.transcript]
        yield from twice(("items",), [item.id for item in self.items])
        yield from twice(("transcript",), lines)
        yield from twice(("people",), [person.id for person in self.people])
        yield from self._unknown_speakers()
        for index, competency in enumerate(self.competencies):
            if competency not in context.competencies:
                yield _unknown_competency(("competencies", index), competency, context)
        for place, item in enumerate(self.items):
            for problem in item.problems(context):
                yield Problem(("items", place, *problem.path), problem.wrong, problem.right)
            for path, line in item.cited():
                if line not in lines:
                    yield Problem(
                        ("items", place, *path),
                        f"transcript line {line!r} is cited and does not exist",
                        "the id of a line of the transcript",
                    )
            for index, competency in enumerate(item.competencies):
                if competency not in context.competencies:
                    yield _unknown_competency(("items", place, "competencies", index), competency, context)

    def _unknown_speakers(self) -> Iterator[Problem]:
        people = {person.id for person in self.people}
        spoken: list[tuple[tuple[str | int, ...], str | None]] = [
            (("transcript", index, "who"), line.who) for index, line in enumerate(self.transcript)
        ]
        for place, item in enumerate(self.items):
            if item.kind != "branching":
                continue
            for index, scene in enumerate(item.scenes):
                here: tuple[str | int, ...] = ("items", place, "scenes", index)
                spoken += [((*here, "lines", n, "who"), line.who) for n, line in enumerate(scene.lines)]
                for number, reply in enumerate(scene.replies):
                    path = (*here, "replies", number, "then")
                    spoken += [((*path, n, "who"), line.who) for n, line in enumerate(reply.then)]
        for path, who in spoken:
            if who is not None and who not in people:
                yield Problem(path, f"{who!r} is not among the people", f"one of {', '.join(sorted(people))}")


def _unknown_competency(path: tuple[str | int, ...], competency: str, context: Context) -> Problem:
    known = ", ".join(sorted(context.competencies))
    return Problem(path, f"unknown competency {competency!r}", f"one of {known}")
