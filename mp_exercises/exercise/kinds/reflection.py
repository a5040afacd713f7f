"""``reflection``: written; a person marks it with the rubric."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..base import (
    BLANK,
    Block,
    Context,
    Given,
    ItemBase,
    Judgement,
    KeyBase,
    Problem,
    Raw,
    Slug,
    Strategy,
    Strict,
    Text,
    twice,
)
from ..reading import only, text_of

MOST_CHARACTERS = 20_000


class Criterion(Strict):
    """One thing that a marker looks for, with its levels from 0 upwards."""

    id: Slug
    name: Text
    levels: Annotated[tuple[Text, ...], Field(min_length=2, max_length=6)]


class ReflectionKey(KeyBase):
    """What a strong answer may notice."""

    notices: Annotated[tuple[Text, ...], Field(min_length=1)]


class ReflectionItem(ItemBase):
    """A question to answer in writing.

    Attributes
    ----------
    least, most
        Words that are suggested, not enforced.
    """

    kind: Literal["reflection"]
    least: Annotated[int, Field(ge=0, le=2000)] = 50
    most: Annotated[int, Field(ge=10, le=3000)] = 300
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=8)]
    key: ReflectionKey | None = None

    @property
    def secret(self) -> ReflectionKey | None:
        return self.key

    def read(self, raw: Raw) -> Raw:
        only(raw, "text")
        return {"text": text_of(raw.get("text"), MOST_CHARACTERS, "a reflection").strip()}

    def judge(self, raw: Raw) -> Judgement:
        return Judgement(None) if raw["text"] else BLANK

    def full(self) -> Raw | None:
        return None

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        return None

    def problems(self, context: Context) -> Iterator[Problem]:
        yield from twice(("rubric",), [criterion.id for criterion in self.rubric])
        if self.least >= self.most:
            yield Problem(
                ("least",), f"at least {self.least} and at most {self.most} words", "least below most"
            )

    def outline(self) -> list[Block]:
        return [
            Block("write", (f"{self.least}-{self.most}",), space=8),
            *(Block(criterion.name, criterion.levels, ordered=True) for criterion in self.rubric),
        ]

    def answer_outline(self) -> list[Block]:
        assert self.key is not None
        return [Block("notices", self.key.notices)]

    def in_words(self, raw: Raw) -> list[Given]:
        return [Given("text", "", raw["text"])] if raw["text"] else []
