"""Codes instead of ids, drawn by chance and kept nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

import pandas as pd


class Pseudonyms:
    """Gives each child, family, worker and so on one code through all tables of an export.

    Notes
    -----
    The order of the codes is drawn anew each time, so that two exports cannot be laid side by side, and
    no list of codes and ids is written. Whoever has the source can still recognise a rare row by its
    dates and figures: what comes out is pseudonymous, not anonymous.
    """

    def __init__(self) -> None:
        self._codes: dict[str, dict[str, str]] = {}

    def learn(self, role: str, ids: Iterable[str]) -> None:
        """Draw codes for the ids of a role, such as ``child``, that have none yet."""
        codes = self._codes.setdefault(role, {})
        new = sorted({one for one in ids if one is not None} - set(codes))
        secrets.SystemRandom().shuffle(new)
        codes.update({one: f"{role}-{place:05d}" for place, one in enumerate(new, len(codes) + 1)})

    def coded(self, column: pd.Series, role: str) -> pd.Series:
        """Return a column of ids as codes; gaps stay."""
        self.learn(role, column.dropna().unique())
        codes = self._codes[role]
        return column.map(lambda one: codes[one], na_action="ignore")
