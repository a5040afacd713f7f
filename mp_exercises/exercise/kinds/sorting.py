"""``sorting``: put cards into bins; credit for each card."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..base import (
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
    clip,
    pick_by,
    twice,
)
from ..reading import only, placed


class SortingKey(KeyBase):
    """The right bin of each card, and part credit for a defensible other one."""

    bins: dict[Slug, Slug]
    part: dict[Slug, dict[Slug, Credit]] = {}
    why: dict[Slug, Text] = {}


class SortingItem(ItemBase):
    """Cards to put into bins."""

    kind: Literal["sorting"]
    bins: Annotated[tuple[Option, ...], Field(min_length=2, max_length=6)]
    cards: Annotated[tuple[Option, ...], Field(min_length=4, max_length=16)]
    key: SortingKey | None = None

    @property
    def secret(self) -> SortingKey | None:
        return self.key

    @property
    def _bins(self) -> list[str]:
        return [entry.id for entry in self.bins]

    @property
    def _cards(self) -> list[str]:
        return [card.id for card in self.cards]

    def read(self, raw: Raw) -> Raw:
        only(raw, "bins")
        return {"bins": placed(raw.get("bins"), self._cards, self._bins, "the cards")}

    def _credit(self, card: str, place: str) -> float:
        assert self.key is not None
        if self.key.bins.get(card) == place:
            return 1.0
        return self.key.part.get(card, {}).get(place, 0.0)

    def _chance(self) -> float:
        """Return the mean credit of the luckiest single bin for all cards."""
        return max(sum(self._credit(card, place) for card in self._cards) for place in self._bins) / len(
            self.cards
        )

    def judge(self, raw: Raw) -> Judgement:
        """Judge each card against what putting all cards into one bin would earn at best."""
        chance = self._chance()
        parts = {
            card: (self._credit(card, place) - chance) / (1 - chance) for card, place in raw["bins"].items()
        }
        return Judgement(clip(sum(parts.values()) / len(self.cards)), parts)

    def full(self) -> Raw:
        assert self.key is not None
        return {"bins": {card: self.key.bins[card] for card in self._cards}}

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        text = {entry.id: entry.text for entry in self.bins}
        if strategy == "by-length":
            length = {card.id: len(card.text) for card in self.cards}
            ordered = sorted(self._cards, key=lambda card: -length[card])
            share = len(ordered) / len(self.bins)
            return {"bins": {card: self._bins[int(place / share)] for place, card in enumerate(ordered)}}
        return {"bins": {card: pick_by(self._bins, strategy, text, rng) for card in self._cards}}

    def slips(self) -> Iterator[Raw]:
        best = self.full()["bins"]
        for card in self._cards:
            for place in self._bins:
                if self._credit(card, place) < 1:
                    yield {"bins": {**best, card: place}}

    def problems(self, context: Context) -> Iterator[Problem]:
        yield from twice(("bins",), self._bins)
        yield from twice(("cards",), self._cards)
        if self.key is None:
            return
        for card in set(self._cards) - set(self.key.bins):
            yield Problem(("key", "bins"), f"card {card!r} has no bin in the key", "a bin for each card")
        for field, named in (("bins", self.key.bins), ("part", self.key.part), ("why", self.key.why)):
            for card in named:
                if card not in self._cards:
                    yield Problem(
                        ("key", field, card),
                        f"the key names card {card!r}, which does not exist",
                        f"one of {', '.join(self._cards)}",
                    )
        places = [(("key", "bins", card), place) for card, place in self.key.bins.items()]
        places += [(("key", "part", card), place) for card, part in self.key.part.items() for place in part]
        for path, place in places:
            if place not in self._bins:
                yield Problem(path, f"bin {place!r} does not exist", f"one of {', '.join(self._bins)}")
        if len(set(self.key.bins.values())) < 2:
            yield Problem(("key", "bins"), "all cards belong into one bin", "cards for at least two bins")

    def outline(self) -> list[Block]:
        return [
            Block("bins", tuple(entry.text for entry in self.bins)),
            Block("cards", tuple(card.text for card in self.cards)),
        ]

    def answer_outline(self) -> list[Block]:
        best = self.full()["bins"]
        return [
            Block(entry.text, tuple(card.text for card in self.cards if best[card.id] == entry.id))
            for entry in self.bins
        ]

    def in_words(self, raw: Raw) -> list[Given]:
        bins = {entry.id: entry.text for entry in self.bins}
        cards = {card.id: card.text for card in self.cards}
        return [
            Given(
                card, cards[card], bins[place], card, None if self.key is None else self._credit(card, place)
            )
            for card, place in raw["bins"].items()
        ]
