"""``goal``: build a goal with a family, from what was said in the visit."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from ..base import (
    BLANK,
    AnswerError,
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
    Strict,
    Text,
    above_chance,
    pick_by,
    twice,
)
from ..reading import one_of, only, text_of

STEPS = ("goal", "owner", "baseline", "weight", "review")
LEVELS = ("-2", "-1", "0", "1", "2")
NEXT_LEVEL_CREDIT = 0.5
MOST_CHARACTERS = 4_000


class Step(Strict):
    """A choice on the way: what to ask, and the cards to choose from."""

    prompt: Text
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=8)]


class LevelStep(Strict):
    """The five levels; more cards than levels, so that some stay in the hand."""

    prompt: Text
    options: Annotated[tuple[Option, ...], Field(min_length=6, max_length=10)]


class Hint(Strict):
    """A remark on free wording: a pattern that it answers to, and what it says."""

    pattern: Text
    says: Text

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern


class Wording(Strict):
    """Free wording of the goal, for a person to read."""

    prompt: Text
    hints: tuple[Hint, ...] = ()


class GoalKey(KeyBase):
    """Credit for each option of each step, the right level of each card, and why.

    Attributes
    ----------
    credit
        For each step, credit by option.
    levels
        The level of each card that has one; the other cards belong nowhere.
    """

    credit: dict[Literal["goal", "owner", "baseline", "weight", "review"], dict[Slug, Credit]]
    levels: dict[Slug, Annotated[int, Field(ge=-2, le=2)]]
    why: dict[Slug, Text] = {}


class GoalItem(ItemBase):
    """A goal to build, step by step."""

    kind: Literal["goal"]
    goal: Step
    owner: Step
    baseline: Step
    levels: LevelStep
    weight: Step
    review: Step
    wording: Wording | None = None
    key: GoalKey | None = None

    @property
    def secret(self) -> GoalKey | None:
        return self.key

    def _options(self, step: str) -> tuple[Option, ...]:
        options: tuple[Option, ...] = getattr(self, step).options
        return options

    def _ids(self, step: str) -> list[str]:
        return [option.id for option in self._options(step)]

    def read(self, raw: Raw) -> Raw:
        fields = (*STEPS, "levels", *(("wording",) if self.wording else ()))
        only(raw, *fields)
        answer: dict[str, Any] = {
            step: one_of(raw[step], self._ids(step), f"a card for {step}")
            for step in STEPS
            if raw.get(step) is not None
        }
        if raw.get("levels"):
            answer["levels"] = self._read_levels(raw["levels"])
        if self.wording and raw.get("wording") is not None:
            answer["wording"] = text_of(raw["wording"], MOST_CHARACTERS, "a goal in free words").strip()
        return answer

    def _read_levels(self, given: Any) -> dict[str, str]:
        if not isinstance(given, dict) or not set(given) <= set(LEVELS):
            raise AnswerError(f"levels are an object of {', '.join(LEVELS)}")
        levels = {
            level: one_of(given[level], self._ids("levels"), "a card for a level")
            for level in LEVELS
            if given.get(level) is not None
        }
        if len(set(levels.values())) != len(levels):
            raise AnswerError("one card stands on two levels")
        return levels

    def _level_credit(self, card: str, level: str) -> float:
        assert self.key is not None
        right = self.key.levels.get(card)
        if right is None:
            return 0.0
        return {0: 1.0, 1: NEXT_LEVEL_CREDIT}.get(abs(right - int(level)), 0.0)

    def judge(self, raw: Raw) -> Judgement:
        """Judge each step by itself, corrected for chance, and take their mean."""
        assert self.key is not None
        parts: dict[str, float] = {}
        for step in STEPS:
            if step in raw:
                credit = self.key.credit[step]  # type: ignore[index]
                chance = sum(credit.values()) / len(self._options(step))
                parts[step] = above_chance(credit.get(raw[step], 0.0), chance)
        if raw.get("levels"):
            parts["levels"] = self._judge_levels(raw["levels"])
        if not parts:
            return BLANK
        return Judgement(sum(parts.values()) / (len(STEPS) + 1), parts)

    def _judge_levels(self, levels: dict[str, str]) -> float:
        """Judge the cards placed against a card drawn at random for each level."""
        cards = self._ids("levels")
        chance = sum(self._level_credit(card, level) for card in cards for level in LEVELS)
        chance /= len(cards) * len(LEVELS)
        gained = sum(self._level_credit(card, level) - chance for level, card in levels.items())
        return gained / (len(LEVELS) * (1 - chance))

    def full(self) -> Raw:
        assert self.key is not None
        credit = self.key.credit
        answer: dict[str, Any] = {
            step: max(self._ids(step), key=lambda card: credit[step].get(card, 0.0))  # type: ignore[index]
            for step in STEPS
        }
        by_level = {str(level): card for card, level in self.key.levels.items()}
        return {**answer, "levels": {level: by_level[level] for level in LEVELS}}

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        def pick(step: str) -> str:
            text = {option.id: option.text for option in self._options(step)}
            return pick_by(self._ids(step), strategy, text, rng)

        return {**{step: pick(step) for step in STEPS}, "levels": self._guess_levels(strategy, rng)}

    def _guess_levels(self, strategy: Strategy, rng: random.Random) -> dict[str, str]:
        cards = self._ids("levels")
        length = {option.id: len(option.text) for option in self._options("levels")}
        if strategy == "random":
            cards = rng.sample(cards, len(cards))
        elif strategy == "last":
            cards = cards[::-1]
        elif strategy in ("longest", "by-length"):
            cards = sorted(cards, key=lambda card: length[card])
        return dict(zip(LEVELS, cards, strict=False))

    def slips(self) -> Iterator[Raw]:
        assert self.key is not None
        best = self.full()
        for step in STEPS:
            for card in self._ids(step):
                if self.key.credit[step].get(card, 0.0) < 1:  # type: ignore[index]
                    yield {**best, step: card}
        for low, high in pairwise(LEVELS):
            swapped = {**best["levels"], low: best["levels"][high], high: best["levels"][low]}
            yield {**best, "levels": swapped}
        for spare in set(self._ids("levels")) - set(self.key.levels):
            for level in LEVELS:
                yield {**best, "levels": {**best["levels"], level: spare}}

    def problems(self, context: Context) -> Iterator[Problem]:
        for step in (*STEPS, "levels"):
            yield from twice((step, "options"), self._ids(step))
        if self.key is None:
            return
        for step in STEPS:
            credit = self.key.credit.get(step)  # type: ignore[call-overload]
            if credit is None:
                yield Problem(
                    ("key", "credit"), f"step {step!r} has no credit", f"credit for {', '.join(STEPS)}"
                )
                continue
            for card in set(credit) - set(self._ids(step)):
                yield Problem(
                    ("key", "credit", step, card),
                    f"the key names card {card!r}, which does not exist",
                    f"one of {', '.join(self._ids(step))}",
                )
            if sum(value == 1 for value in credit.values()) != 1:
                yield Problem(("key", "credit", step), "not exactly one card has credit 1", "exactly one")
        for card in set(self.key.levels) - set(self._ids("levels")):
            yield Problem(
                ("key", "levels", card),
                f"the key names card {card!r}, which does not exist",
                f"one of {', '.join(self._ids('levels'))}",
            )
        if sorted(self.key.levels.values()) != [-2, -1, 0, 1, 2]:
            yield Problem(("key", "levels"), "the five levels do not each have one card", "one card a level")

    def outline(self) -> list[Block]:
        steps = ("goal", "owner", "baseline", "levels", "weight", "review")
        blocks = [
            Block(getattr(self, step).prompt, tuple(option.text for option in self._options(step)))
            for step in steps
        ]
        return [*blocks, *([Block(self.wording.prompt, space=4)] if self.wording else [])]

    def answer_outline(self) -> list[Block]:
        best = self.full()
        text = {option.id: option.text for step in (*STEPS, "levels") for option in self._options(step)}
        chosen = tuple(text[best[step]] for step in STEPS)
        levels = tuple(f"{level}: {text[card]}" for level, card in best["levels"].items())
        return [Block("best", chosen), Block("levels", levels)]

    def in_words(self, raw: Raw) -> list[Given]:
        given = [
            entry
            for step in ("goal", "owner", "baseline", "levels", "weight", "review")
            for entry in (self._levels_in_words(raw) if step == "levels" else self._step_in_words(step, raw))
        ]
        if self.wording and raw.get("wording"):
            given.append(Given("wording", self.wording.prompt, raw["wording"]))
        return given

    def _step_in_words(self, step: str, raw: Raw) -> Iterator[Given]:
        text = {option.id: option.text for option in self._options(step)}
        if step in raw:
            worth = None if self.key is None else self.key.credit[step].get(raw[step], 0.0)  # type: ignore[index]
            yield Given(step, getattr(self, step).prompt, text[raw[step]], raw[step], worth)

    def _levels_in_words(self, raw: Raw) -> Iterator[Given]:
        text = {option.id: option.text for option in self._options("levels")}
        for level, card in raw.get("levels", {}).items():
            worth = None if self.key is None else self._level_credit(card, level)
            yield Given(f"level {level}", f"level {level}", text[card], card, worth)
