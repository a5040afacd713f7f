"""``choice``: one or several of the options; wrong picks cost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..base import (
    BLANK,
    Block,
    Context,
    Credit,
    Given,
    ItemBase,
    Judgement,
    KeyBase,
    Option,
    Problem,
    Raw,
    Slug,
    Strategy,
    Text,
    above_chance,
    pick_by,
    twice,
)
from ..reading import only, several_of


class ChoiceKey(KeyBase):
    """Credit for each option, 0 where none is given, and why."""

    credit: Annotated[dict[Slug, Credit], Field(min_length=1)]
    why: dict[Slug, Text] = {}


class ChoiceItem(ItemBase):
    """A question with options."""

    kind: Literal["choice"]
    select: Literal["one", "many"] = "one"
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=10)]
    key: ChoiceKey | None = None

    @property
    def secret(self) -> ChoiceKey | None:
        return self.key

    @property
    def _ids(self) -> list[str]:
        return [option.id for option in self.options]

    def read(self, raw: Raw) -> Raw:
        only(raw, "picked")
        most = 1 if self.select == "one" else None
        return {"picked": several_of(raw.get("picked"), self._ids, "the options", most)}

    def judge(self, raw: Raw) -> Judgement:
        assert self.key is not None
        picked = raw["picked"]
        if not picked:
            return BLANK
        credit = {option: self.key.credit.get(option, 0.0) for option in self._ids}
        if self.select == "one":
            chance = sum(credit.values()) / len(credit)
            return Judgement(above_chance(credit[picked[0]], chance))
        return Judgement(self._several(credit, picked))

    @staticmethod
    def _several(credit: dict[str, float], picked: list[str]) -> float:
        """Right picks earn their share, wrong ones cost theirs: a random set expects 0."""
        right = sum(credit.values())
        wrong = sum(value == 0 for value in credit.values())
        cost = sum(credit[option] == 0 for option in picked) / wrong
        return sum(credit[option] for option in picked) / right - cost

    def full(self) -> Raw:
        assert self.key is not None
        credit = self.key.credit
        if self.select == "many":
            return {"picked": [option for option in self._ids if credit.get(option, 0) > 0]}
        return {"picked": [max(self._ids, key=lambda option: credit.get(option, 0))]}

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        text = {option.id: option.text for option in self.options}
        if self.select == "one":
            return {"picked": [pick_by(self._ids, strategy, text, rng)]}
        if strategy == "random":
            return {"picked": [option for option in self._ids if rng.random() < 0.5]}
        if strategy == "by-length":
            half = sorted(self._ids, key=lambda option: -len(text[option]))[: len(text) // 2]
            return {"picked": [option for option in self._ids if option in half]}
        return {"picked": [pick_by(self._ids, strategy, text, rng)]}

    def slips(self) -> Iterator[Raw]:
        best = self.full()["picked"]
        for option in self._ids:
            if self.select == "one":
                if option not in best:
                    yield {"picked": [option]}
            else:
                yield {"picked": [entry for entry in self._ids if (entry in best) != (entry == option)]}

    def problems(self, context: Context) -> Iterator[Problem]:
        yield from twice(("options",), self._ids)
        if self.key is None:
            return
        for field, named in (("credit", self.key.credit), ("why", self.key.why)):
            for option in named:
                if option not in self._ids:
                    yield Problem(
                        ("key", field, option),
                        f"the key names option {option!r}, which does not exist",
                        f"one of {', '.join(self._ids)}",
                    )
        best = [option for option, value in self.key.credit.items() if value == 1]
        if self.select == "one" and len(best) != 1:
            yield Problem(("key", "credit"), f"{len(best)} options have credit 1", "exactly one of them")
        if self.select == "many":
            right = [option for option, value in self.key.credit.items() if value > 0]
            if not right or len(right) >= len(self.options):
                yield Problem(
                    ("key", "credit"),
                    "all options are right, or none is",
                    "at least one option with credit and one without",
                )

    def outline(self) -> list[Block]:
        label = "choose-one" if self.select == "one" else "choose-many"
        return [Block(label, tuple(option.text for option in self.options))]

    def answer_outline(self) -> list[Block]:
        assert self.key is not None
        text = {option.id: option.text for option in self.options}
        return [Block("best", tuple(text[option] for option in self.full()["picked"]))]

    def in_words(self, raw: Raw) -> list[Given]:
        text = {option.id: option.text for option in self.options}
        return [Given(option, "", text[option], option, self._worth(option)) for option in raw["picked"]]

    def _worth(self, option: str) -> float | None:
        return None if self.key is None else self.key.credit.get(option, 0.0)
