"""How often each option of each question was picked, with its text and what it earns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....exercise.kinds.choice import ChoiceItem
from ....marking.refusal import Refused
from ....marking.reliability import ItemAnalysis, OptionUse
from ..basis import Basis
from .gather import Place


@dataclass(frozen=True)
class OptionRow:
    """One option.

    Attributes
    ----------
    option
        Its id; empty for a blank.
    credit
        What picking it earns of the item's points; None for what is no option of this version.
    best
        Whether the key has it.
    upper, lower
        The shares of the two groups that picked it.
    """

    option: str
    text: str
    credit: float | None
    best: bool
    use: OptionUse
    share: float
    upper: float
    lower: float


@dataclass(frozen=True)
class OptionTable:
    """The options of one question, or why their frequencies are not given."""

    place: Place
    number: int
    several: bool
    rows: tuple[OptionRow, ...]
    refused: Refused | None


def option_tables(basis: Basis, found: ItemAnalysis) -> Iterator[OptionTable]:
    """Yield a table for each item with options, in the assessment's order."""
    for number, (place, statistics) in enumerate(zip(basis.items, found.items, strict=True), 1):
        item = basis.items[place]
        if not isinstance(item, ChoiceItem):
            continue
        several = item.select == "many"
        if isinstance(statistics.options, Refused):
            yield OptionTable(place, number, several, (), statistics.options)
            continue
        rows = _rows(item, {use.option: use for use in statistics.options}, found)
        yield OptionTable(place, number, several, tuple(rows), None)


def _rows(item: ChoiceItem, uses: dict[str, OptionUse], found: ItemAnalysis) -> Iterator[OptionRow]:
    """Yield the options in the question's order, those that nobody picked too; blanks and strays last."""
    best = set(item.full()["picked"])
    credit = item.key.credit if item.key else {}
    texts = {option.id: option.text for option in item.options}
    for name in [*texts, *(name for name in uses if name not in texts)]:
        use = uses.get(name) or OptionUse(name, 0, 0, 0, found.in_upper, found.in_lower)
        yield OptionRow(
            option=name,
            text=texts.get(name, ""),
            credit=credit.get(name, 0.0) if name in texts else None,
            best=name in best,
            use=use,
            share=use.chosen / found.n if found.n else 0.0,
            upper=use.upper / use.in_upper if use.in_upper else 0.0,
            lower=use.lower / use.in_lower if use.in_lower else 0.0,
        )
