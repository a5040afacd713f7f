"""Facts as data: each figure that the book prints, with its limits and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, RootModel

from ..exercise import Fault, Source, SourceError, read_yaml, validate
from ..exercise.base import Slug, Strict, Text

Checked = Literal["V", "V2", "C"]
Topic = Literal[
    "programme", "skills", "training", "goals", "supervision", "selection", "measures", "conditions"
]

TOPICS: tuple[Topic, ...] = get_args(Topic)


class Fact(Strict):
    """One figure.

    Attributes
    ----------
    figure
        What stands in the running text.
    means, limits
        What it says, and what it does not show, each in a sentence.
    sources
        Keys of the bibliography.
    checked
        ``V`` read at the source, ``V2`` in a secondary page, ``C`` computed by us.
    """

    id: Slug
    figure: Text
    means: Text
    limits: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    checked: Checked
    topic: Topic


class Facts(RootModel[tuple[Fact, ...]]):
    """The whole file."""

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.root}

    def of(self, topic: Topic) -> list[Fact]:
        """Return the facts of a topic, in the file's order."""
        return [fact for fact in self.root if fact.topic == topic]


def read_facts(file: Path) -> tuple[Source, Facts]:
    """Read the facts and where each stands in the file.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    source = read_yaml(file)
    facts = validate(Facts, source)
    faults = list(_duplicates(source, facts))
    if faults:
        raise SourceError(faults)
    return source, facts


def _duplicates(source: Source, facts: Facts) -> Iterator[Fault]:
    seen: dict[str, Any] = {}
    for place, fact in enumerate(facts.root):
        if fact.id in seen:
            yield source.fault((place, "id"), f"id {fact.id!r} stands twice", "an id of its own")
        seen[fact.id] = place
