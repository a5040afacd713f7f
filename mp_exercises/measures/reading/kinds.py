"""The kinds of data that measures read, from ``kinds.yaml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from ...exercise import read_yaml, validate
from ...exercise.base import Strict, Text

KINDS = Path(__file__).with_name("kinds.yaml")

Type = Literal["id", "name", "number", "whole", "date", "choice", "text"]


class Column(Strict):
    """One column: how it is headed and what its cells may hold. ``kinds.yaml`` says what each field means."""

    type: Type
    heads: tuple[Text, ...] = Field(min_length=1)
    required: bool = False
    unique: bool = False
    identifies: bool = False
    free: bool = False
    skill: bool = False
    percent: bool = False
    periods: bool = False
    least: float | None = None
    most: float | None = None
    not_before: str | None = None
    like: str | None = None
    options: dict[str, tuple[Text, ...]] = {}
    right: Text | None = None
    example: tuple[Any, ...] = ()

    @property
    def head(self) -> str:
        """The head that templates have."""
        return self.heads[0]

    @property
    def expected(self) -> str:
        """What a cell of it may hold, in words."""
        if self.right:
            return self.right
        words = "yes or no" if set(self.options) == {"yes", "no"} else ""
        listed = words or ", ".join(names[0] for names in self.options.values())
        return f"{_file().types[self.type].format(options=listed)}{self._bounds()}"

    def _bounds(self) -> str:
        if self.least is not None and self.most is not None:
            return f", from {self.least:g} to {self.most:g}"
        return f", at least {self.least:g}" if self.least is not None else ""

    def answers_to(self, head: str) -> bool:
        """Whether the column may be headed so."""
        plain = plain_head(head)
        if self.like is not None:
            return bool(re.fullmatch(self.like, plain))
        return plain in {plain_head(one) for one in self.heads}


class Kind(Strict):
    """One kind of data: its columns, and what makes a row unique."""

    title: Text
    row: Text
    guide: tuple[Text, ...]
    together: tuple[str, ...] = ()
    columns: dict[str, Column]

    @model_validator(mode="after")
    def _names_are_columns(self) -> Kind:
        named = [*self.together, *(c.not_before for c in self.columns.values() if c.not_before)]
        for name in named:
            if name not in self.columns:
                raise ValueError(f"{name} is no column; right would be one of {', '.join(self.columns)}")
        return self

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that a file must have."""
        return tuple(name for name, column in self.columns.items() if column.required)

    @property
    def identifying(self) -> tuple[str, ...]:
        """The columns that name somebody."""
        return tuple(name for name, column in self.columns.items() if column.identifies)


class Symbols(Strict):
    """What people write where they have nothing."""

    missing: tuple[Text, ...]
    suppressed: tuple[Text, ...]


class _File(Strict):
    symbols: Symbols
    types: dict[str, Text]
    kinds: dict[str, Kind]


def plain_head(head: str) -> str:
    """Return a head without case, signs and double spaces, for comparing."""
    return " ".join(re.sub(r"[^\w?%]+", " ", head.replace("_", " ")).split()).casefold()


def kinds() -> dict[str, Kind]:
    """Return all kinds by name."""
    return _file().kinds


def kind(name: str) -> Kind:
    """Return one kind.

    Raises
    ------
    LookupError
        If there is none of this name.
    """
    found = kinds().get(name)
    if found is None:
        raise LookupError(f"no kind of data is called '{name}'; right would be one of {', '.join(kinds())}")
    return found


@cache
def missing_words() -> frozenset[str]:
    """Return the words for missing, in lower case."""
    return frozenset(word.casefold() for word in _file().symbols.missing)


@cache
def suppressed_letters() -> frozenset[str]:
    """Return the letters for suppressed figures."""
    return frozenset(_file().symbols.suppressed)


@cache
def _file() -> _File:
    return validate(_File, read_yaml(KINDS))
