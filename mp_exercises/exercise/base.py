"""What every kind of item shares: strict models, judgements, and the five things a kind must do."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
"""Lower-case letters, digits and hyphens: the form of every id."""

Text = Annotated[str, Field(min_length=1, max_length=6000)]
Credit = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

Raw = Mapping[str, Any]
"""An answer as it stands in a record: plain JSON."""

Strategy = Literal["random", "first", "middle", "last", "longest", "by-length"]
"""How a test-wise guesser answers without reading."""

STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)

LOWEST_MARK = -1.0
"""One careless item may cost as much as one perfect item earns, and no more."""


class Strict(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class AnswerError(ValueError):
    """An answer that cannot be one to this item; the message says what would be."""


@dataclass(frozen=True)
class Problem:
    """A fault inside a definition that the types alone cannot show.

    Attributes
    ----------
    path
        Keys and indexes from the item down to the faulty value.
    wrong, right
        What is wrong, and what would be right.
    """

    path: tuple[str | int, ...]
    wrong: str
    right: str


@dataclass(frozen=True)
class Context:
    """What an item may refer to outside itself."""

    lines: frozenset[str]
    competencies: frozenset[str]
    code_sets: Mapping[str, Sequence[str]]
    near: Mapping[str, Mapping[tuple[str, str], float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """What one answer earns.

    Attributes
    ----------
    value
        Credit above chance: 1 for the key, 0 for a blank or for what guessing earns on
        average, down to -1. ``None`` where a person must mark.
    parts
        The same for each part of the answer that is judged by itself.
    skills
        The same for each competency, where the kind can tell them apart.
    """

    value: float | None
    parts: Mapping[str, float] = field(default_factory=dict)
    skills: Mapping[str, float] = field(default_factory=dict)


BLANK = Judgement(0.0)


@dataclass(frozen=True)
class Block:
    """One paragraph, list or table row group of an item's text form."""

    label: str
    entries: tuple[str, ...] = ()
    ordered: bool = False
    space: int = 0


@dataclass(frozen=True)
class Given:
    """One part of an answer in words.

    Attributes
    ----------
    part
        The id of what it answers: a line, a card, a skill, a step; else of what was picked.
    about
        That in words, or its name in ``labels.yaml``; nothing for a line of the transcript, and where
        the answer says all.
    says
        The answer in words.
    why
        The id under which the key has its reason.
    worth
        What the key gives for it, 0 to 1; None without a key, and where no part is judged by itself.
    lines
        Lines of the transcript that were given as evidence.
    """

    part: str
    about: str
    says: str
    why: str = ""
    worth: float | None = None
    lines: tuple[str, ...] = ()


class Option(Strict):
    """Something to pick, order or place."""

    id: Slug
    text: Text


class KeyBase(Strict):
    """The right answer, why it is right, and the transcript lines that show it."""

    rationale: Text
    cites: tuple[Slug, ...] = ()


class ItemBase(Strict, ABC):
    """One question of an exercise.

    A kind is a subclass with its fields, its key, and these methods; ``read`` and ``judge``
    are pure functions of the definition and the answer.
    """

    id: Slug
    kind: str
    prompt: Text
    points: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] = 1.0
    competencies: tuple[Slug, ...] = ()

    @property
    @abstractmethod
    def secret(self) -> KeyBase | None:
        """The key, where this copy of the definition carries one."""

    @abstractmethod
    def read(self, raw: Raw) -> Raw:
        """Return the answer in its one canonical form.

        Raises
        ------
        AnswerError
            If ``raw`` cannot be an answer to this item.
        """

    @abstractmethod
    def judge(self, raw: Raw) -> Judgement:
        """Judge an answer that ``read`` has accepted; needs the key."""

    @abstractmethod
    def full(self) -> Raw | None:
        """Return the answer that the key calls best; None where a person marks."""

    @abstractmethod
    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        """Return what a guesser answers; None where the strategy has no meaning here."""

    def slips(self) -> Iterator[Raw]:
        """Yield every answer that is one wrong judgement away from the key."""
        yield from ()

    def problems(self, context: Context) -> Iterator[Problem]:
        """Yield the faults that only the whole exercise shows."""
        yield from ()

    def cited(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the path and id of each transcript line that this item names."""
        if self.secret is not None:
            for index, line in enumerate(self.secret.cites):
                yield ("key", "cites", index), line

    @abstractmethod
    def outline(self) -> list[Block]:
        """Return the question as text, for print and for a page without JavaScript."""

    def answer_outline(self) -> list[Block]:
        """Return the key as text."""
        return []

    @abstractmethod
    def in_words(self, raw: Raw) -> list[Given]:
        """Return an answer that ``read`` has accepted in words, part by part; nothing for a blank."""

    def best_in_words(self) -> list[Given]:
        """Return the key in the same form; nothing where a person marks."""
        best = self.full()
        return [] if best is None else self.in_words(best)


def twice(path: tuple[str | int, ...], ids: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem at each id that stood before, of the things listed at ``path``."""
    for index, entry in enumerate(ids):
        if entry in ids[:index]:
            yield Problem((*path, index), f"id {entry!r} stands twice", "an id of its own for each")


def clip(value: float) -> float:
    """Keep a signed mark within its range."""
    return max(LOWEST_MARK, min(1.0, value))


def above_chance(credit: float, chance: float) -> float:
    """Rescale credit so that ``chance`` earns 0 and full credit earns 1.

    Parameters
    ----------
    credit, chance
        Both 0 to 1; ``chance`` below 1.

    Notes
    -----
    The correction for guessing, (credit - chance) / (1 - chance), as in Cohen's kappa.
    """
    return clip((credit - chance) / (1 - chance))


def pick_by(things: Sequence[str], strategy: Strategy, text: Mapping[str, str], rng: random.Random) -> str:
    """Pick one of ``things`` as a test-wise guesser would."""
    if strategy == "random":
        return rng.choice(things)
    if strategy == "middle":
        return things[len(things) // 2]
    if strategy == "last":
        return things[-1]
    if strategy in ("longest", "by-length"):
        return max(things, key=lambda thing: len(text[thing]))
    return things[0]
