"""``coding``: label each utterance; agreement with the key, corrected for chance."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from ..base import (
    BLANK,
    Block,
    Context,
    Credit,
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
    clip,
    pick_by,
    twice,
)
from ..reading import only, placed


class Code(Strict):
    """A label, with what it means and an example."""

    id: Slug
    name: Text
    what: Text
    example: str = ""


def _as_it_is(value: Any) -> Any:
    """Leave a label as it is: ids have been filled in by the item."""
    return value


NamedCode = Annotated[Code, BeforeValidator(_as_it_is, json_schema_input_type=Slug | Code)]


class CodingKey(KeyBase):
    """The code of each utterance, and why."""

    codes: dict[Slug, Slug]
    why: dict[Slug, Text] = {}


class CodingItem(ItemBase):
    """Utterances to label.

    Attributes
    ----------
    code_set
        A code set of the framework, from which labels written as ids are filled in.
    codes
        The labels on offer; all of the code set where an author names none.
    lines
        The transcript lines to label.
    near
        Pairs of labels that earn part credit when one is taken for the other.
    """

    kind: Literal["coding"]
    code_set: Slug | None = None
    codes: Annotated[tuple[NamedCode, ...], Field(min_length=3, max_length=14)] = ()
    near: tuple[tuple[Slug, Slug, Credit], ...] = ()
    lines: Annotated[tuple[Slug, ...], Field(min_length=4, max_length=60)]
    key: CodingKey | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: Any, info: ValidationInfo) -> Any:
        framework = (info.context or {}).get("framework")
        if framework is None or not isinstance(data, dict) or not isinstance(data.get("code_set"), str):
            return data
        return {**data, **framework.codes_for(data["code_set"], data.get("codes"))}

    @property
    def secret(self) -> CodingKey | None:
        return self.key

    @property
    def _codes(self) -> list[str]:
        return [code.id for code in self.codes]

    def read(self, raw: Raw) -> Raw:
        only(raw, "codes")
        return {"codes": placed(raw.get("codes"), self.lines, self._codes, "the utterances")}

    def _agreement(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        pair = {one, other}
        return max((credit for first, second, credit in self.near if {first, second} == pair), default=0.0)

    def judge(self, raw: Raw) -> Judgement:
        """Judge by weighted kappa between the trainee and the key.

        Notes
        -----
        Cohen (1968), kappa_w = (p_o - p_e) / (1 - p_e), with agreement weights; an
        utterance left out agrees with nothing. One code for all earns exactly 0.
        """
        assert self.key is not None
        given = raw["codes"]
        if not given:
            return BLANK
        key = self.key.codes
        size = len(self.lines)
        parts = {line: self._agreement(code, key[line]) for line, code in given.items()}
        observed = sum(parts.values()) / size
        mine, theirs = Counter(given.values()), Counter(key[line] for line in self.lines)
        expected = sum(
            mine[one] * theirs[other] * self._agreement(one, other) for one in mine for other in theirs
        ) / (size * size)
        if expected >= 1:
            return BLANK
        return Judgement(clip((observed - expected) / (1 - expected)), parts)

    def full(self) -> Raw:
        assert self.key is not None
        return {"codes": {line: self.key.codes[line] for line in self.lines}}

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        text = {code.id: code.name for code in self.codes}
        return {"codes": {line: pick_by(self._codes, strategy, text, rng) for line in self.lines}}

    def slips(self) -> Iterator[Raw]:
        best = self.full()["codes"]
        for line in self.lines:
            for code in self._codes:
                if code != best[line]:
                    yield {"codes": {**best, line: code}}

    def problems(self, context: Context) -> Iterator[Problem]:
        yield from twice(("codes",), self._codes)
        yield from twice(("lines",), self.lines)
        if self.key is None:
            return
        for line in set(self.lines) - set(self.key.codes):
            yield Problem(("key", "codes"), f"line {line!r} has no code in the key", "a code for each line")
        for field, named in (("codes", self.key.codes), ("why", self.key.why)):
            for line in named:
                if line not in self.lines:
                    yield Problem(
                        ("key", field, line),
                        f"the key names line {line!r}, which is not coded",
                        "one of `lines`",
                    )
        for line, code in self.key.codes.items():
            if code not in self._codes:
                yield Problem(
                    ("key", "codes", line),
                    f"code {code!r} does not exist",
                    f"one of {', '.join(self._codes)}",
                )
        if len(set(self.key.codes.values())) < 2:
            yield Problem(("key", "codes"), "the key uses one code only", "at least two codes")

    def cited(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield from super().cited()
        for index, line in enumerate(self.lines):
            yield ("lines", index), line

    def outline(self) -> list[Block]:
        return [
            Block("codes", tuple(f"{code.name}: {code.what}" for code in self.codes)),
            Block("lines-to-code", tuple(self.lines)),
        ]

    def answer_outline(self) -> list[Block]:
        text = {code.id: code.name for code in self.codes}
        best = self.full()["codes"]
        return [Block("codes-by-line", tuple(f"{line}: {text[code]}" for line, code in best.items()))]

    def in_words(self, raw: Raw) -> list[Given]:
        text = {code.id: code.name for code in self.codes}
        return [
            Given(line, "", text[code], line, self._worth(line, code)) for line, code in raw["codes"].items()
        ]

    def _worth(self, line: str, code: str) -> float | None:
        return None if self.key is None else self._agreement(code, self.key.codes[line])
