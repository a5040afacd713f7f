"""What a statistic of reliability is called in words."""

from __future__ import annotations

from pathlib import Path

from ..bands import sentence, words_in
from ..estimate import Estimate

WORDS = Path(__file__).with_name("words.yaml")


def said(estimate: Estimate) -> str:
    """Return an estimate as a sentence for a reader."""
    return sentence(estimate, words_in(WORDS))
