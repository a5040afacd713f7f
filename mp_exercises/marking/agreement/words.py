"""What a coefficient of agreement is called in words."""

from __future__ import annotations

from pathlib import Path

from ..bands import bands_of, sentence, words_in
from ..estimate import Estimate

WORDS = Path(__file__).with_name("words.yaml")


def band(estimate: Estimate) -> tuple[str, ...]:
    """Return the keys of the bands that an estimate falls in.

    Returns
    -------
    tuple of str
        Nothing where the coefficient has no agreed bands; one key; or the keys of the two ends of an
        interval that reaches over more than one band, as Koo and Li (2016) judge the intraclass
        correlation.
    """
    return tuple(found.key for found in bands_of(estimate, words_in(WORDS)))


def said(estimate: Estimate) -> str:
    """Return an estimate as a sentence for a reader."""
    return sentence(estimate, words_in(WORDS))
