"""Words for coefficients: which band a value or an interval falls in, from a YAML file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from ..exercise import Source, read_yaml, validate
from ..exercise.base import Slug, Strict, Text
from .estimate import Estimate


class Band(Strict):
    """A range of values with a word; the lowest begins nowhere."""

    key: Slug
    word: Text
    begins: Annotated[float, Field(alias="from")] = float("-inf")


class Doubt(Strict):
    """What is added where the interval reaches below a limit that the value does not."""

    below: float
    says: Text


class Wording(Strict):
    """How one statistic is said.

    Attributes
    ----------
    judged_on
        ``interval`` gives the bands of both its ends.
    between
        How two bands are said.
    says
        A sentence with fields of the estimate in braces.
    """

    judged_on: Literal["value", "interval", "nothing"]
    source: Text
    bands: tuple[Band, ...] = ()
    between: Text = "{low} to {high}"
    says: Text
    doubt: Doubt | None = None


class Words(Strict):
    """The words of one package: by statistic, and how an interval is said."""

    wordings: dict[str, Wording]
    interval: Text


@cache
def words_in(file: Path) -> Words:
    """Return the words in a YAML file, checked."""
    source = read_yaml(file)
    return shaped(source, source.data)


def shaped(source: Source, data: dict[str, Any]) -> Words:
    """Return words from a file's data: by statistic, beside how an interval is said."""
    wordings = {name: entry for name, entry in data.items() if name != "interval"}
    shape = {"wordings": wordings, "interval": data["interval"]}
    return validate(Words, Source(source.file, shape, source.lines))


def wording_of(estimate: Estimate, words: Words) -> Wording:
    """Return how an estimate is said; one of its forms may have words of its own, after a space."""
    of_form = words.wordings.get(f"{estimate.statistic} {estimate.form}")
    return of_form or words.wordings[estimate.statistic]


def bands_of(estimate: Estimate, words: Words) -> tuple[Band, ...]:
    """Return the bands that an estimate falls in: none, one, or those of its interval's two ends."""
    wording = wording_of(estimate, words)
    if wording.judged_on == "nothing":
        return ()
    if wording.judged_on == "value":
        return (_band(estimate.value, wording),)
    ends = _band(estimate.low, wording), _band(estimate.high, wording)
    return ends[:1] if ends[0] == ends[1] else ends


def sentence(estimate: Estimate, words: Words) -> str:
    """Return an estimate as a sentence."""
    wording = wording_of(estimate, words)
    found = [band.word for band in bands_of(estimate, words)]
    word = wording.between.format(low=found[0], high=found[1]) if len(found) == 2 else "".join(found)
    share = wording.says.find("{percent}") >= 0
    interval = words.interval.format(
        level=percent(estimate.level),
        low=percent(estimate.low) if share else number(estimate.low),
        high=percent(estimate.high) if share else number(estimate.high),
    )
    said = wording.says.format(
        word=word,
        value=number(estimate.value),
        percent=percent(estimate.value),
        interval=interval,
        form=estimate.form,
        n=estimate.n,
        raters=estimate.raters,
        items=estimate.items,
    )
    doubt = wording.doubt
    return f"{said} {doubt.says}" if doubt and estimate.low < doubt.below <= estimate.value else said


def number(value: float) -> str:
    """Return a coefficient with two decimals, as 0.74 or −0.05."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def percent(value: float) -> str:
    """Return a share as a percentage, such as 62%."""
    return f"{100 * value:.0f}%".replace("-0%", "0%").replace("-", "−")


def _band(value: float, wording: Wording) -> Band:
    return next(band for band in reversed(wording.bands) if value >= band.begins)
