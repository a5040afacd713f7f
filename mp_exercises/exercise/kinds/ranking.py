"""``ranking``: put responses in order; near misses earn near credit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ..base import (
    BLANK,
    AnswerError,
    Block,
    Context,
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
    twice,
)
from ..reading import one_of, only


def _as_group(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Group = Annotated[
    tuple[Slug, ...], BeforeValidator(_as_group, json_schema_input_type=Slug | tuple[Slug, ...])
]


class RankingKey(KeyBase):
    """The panel's order, best first; a list inside the list is a tie."""

    order: Annotated[tuple[Group, ...], Field(min_length=2)]
    why: dict[Slug, Text] = {}


class RankingItem(ItemBase):
    """Responses to put in order."""

    kind: Literal["ranking"]
    options: Annotated[tuple[Option, ...], Field(min_length=4, max_length=8)]
    first: Text = "Best"
    last: Text = "Worst"
    key: RankingKey | None = None

    @property
    def secret(self) -> RankingKey | None:
        return self.key

    @property
    def _ids(self) -> list[str]:
        return [option.id for option in self.options]

    def read(self, raw: Raw) -> Raw:
        only(raw, "order")
        order = raw.get("order")
        if not isinstance(order, list) or len(order) not in (0, len(self._ids)):
            raise AnswerError(f"an order is a list of all {len(self._ids)} responses")
        if len({one_of(entry, self._ids, "a response") for entry in order}) != len(order):
            raise AnswerError("a response stands twice in the order")
        return {"order": list(order)}

    def _spans(self) -> dict[str, tuple[int, int]]:
        """Return the first and last position, from 0, at which each response is right."""
        assert self.key is not None
        spans: dict[str, tuple[int, int]] = {}
        start = 0
        for group in self.key.order:
            spans.update({entry: (start, start + len(group) - 1) for entry in group})
            start += len(group)
        return spans

    def judge(self, raw: Raw) -> Judgement:
        """Judge by squared distance from the key's order, against a random order's.

        Notes
        -----
        Without ties this is Spearman's rank correlation, which expects 0 of a random order.
        """
        order = raw["order"]
        if not order:
            return BLANK
        spans = self._spans()

        def distance(entry: str, position: int) -> int:
            low, high = spans[entry]
            return max(low - position, position - high, 0) ** 2

        found = sum(distance(entry, position) for position, entry in enumerate(order))
        places = range(len(order))
        chance = sum(distance(entry, place) for entry in order for place in places) / len(order)
        return Judgement(clip(1 - found / chance))

    def full(self) -> Raw:
        assert self.key is not None
        return {"order": [entry for group in self.key.order for entry in group]}

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        ids = self._ids
        length = {option.id: len(option.text) for option in self.options}
        if strategy == "random":
            return {"order": rng.sample(ids, len(ids))}
        if strategy in ("longest", "by-length"):
            return {"order": sorted(ids, key=lambda entry: -length[entry])}
        if strategy == "last":
            return {"order": ids[::-1]}
        if strategy == "middle":
            middle = (len(ids) - 1) / 2
            return {"order": sorted(ids, key=lambda entry: abs(ids.index(entry) - middle))}
        return {"order": ids}

    def slips(self) -> Iterator[Raw]:
        best = self.full()["order"]
        spans = self._spans()
        for place in range(len(best) - 1):
            if spans[best[place]] != spans[best[place + 1]]:
                yield {"order": [*best[:place], best[place + 1], best[place], *best[place + 2 :]]}

    def problems(self, context: Context) -> Iterator[Problem]:
        yield from twice(("options",), self._ids)
        if self.key is None:
            return
        ordered = [entry for group in self.key.order for entry in group]
        for entry in {*ordered, *self.key.why} - set(self._ids):
            yield Problem(
                ("key",),
                f"the key names response {entry!r}, which does not exist",
                f"one of {', '.join(self._ids)}",
            )
        if sorted(ordered) != sorted(self._ids):
            yield Problem(
                ("key", "order"),
                "the key's order does not hold each response once",
                f"each of {', '.join(self._ids)} once",
            )

    def outline(self) -> list[Block]:
        return [Block("rank", tuple(option.text for option in self.options))]

    def answer_outline(self) -> list[Block]:
        text = {option.id: option.text for option in self.options}
        return [Block("best-order", tuple(text[entry] for entry in self.full()["order"]), ordered=True)]

    def in_words(self, raw: Raw) -> list[Given]:
        text = {option.id: option.text for option in self.options}
        return [
            Given(entry, text[entry], f"{place + 1}", entry, self._worth(entry, place))
            for place, entry in enumerate(raw["order"])
        ]

    def best_in_words(self) -> list[Given]:
        text = {option.id: option.text for option in self.options}
        return [
            Given(entry, text[entry], f"{low + 1}" if low == high else f"{low + 1}–{high + 1}", entry, 1.0)
            for entry, (low, high) in self._spans().items()
        ]

    def _worth(self, entry: str, place: int) -> float | None:
        if self.key is None:
            return None
        low, high = self._spans()[entry]
        return float(low <= place <= high)
