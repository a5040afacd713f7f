"""Whose goals they are: the families' own, agreed, or what the service requires."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..shares import share

NAME = "goal-ownership"

OWN, AGREED, REQUIRED = "own", "agreed", "required"


@dataclass(frozen=True)
class Ownership:
    """Whose goals they are.

    Attributes
    ----------
    own
        The share of families with at least one goal of their own.
    own_or_agreed
        The share with at least one of their own or agreed with them.
    goals
        How many goals are whose.
    only_required
        How many families have nothing but bottom lines: progress on these is compliance.
    without
        Goals of which nobody said whose they are, left out.
    """

    own: Estimate | Refused
    own_or_agreed: Estimate | Refused
    goals: dict[str, int]
    only_required: int
    without: int


def ownership(frame: pd.DataFrame, *, level: float = LEVEL) -> Ownership:
    """Return what share of families own their goals.

    Parameters
    ----------
    frame
        A table of the kind ``goals``, with ``owner``.

    Raises
    ------
    Refused
        If nobody said whose the goals are.
    """
    if "owner" not in frame or not frame["owner"].notna().any():
        raise Refused(NAME, "nobody said whose the goals are")
    known = frame[frame["owner"].notna()]
    mine = (known["owner"] == OWN).groupby(known["family"]).any()
    shared = known["owner"].isin([OWN, AGREED]).groupby(known["family"]).any()
    families = len(mine)
    return Ownership(
        attempt(lambda: share(int(mine.sum()), families, NAME, level=level, form=OWN)),
        attempt(lambda: share(int(shared.sum()), families, NAME, level=level, form=AGREED)),
        {owner: int((known["owner"] == owner).sum()) for owner in (OWN, AGREED, REQUIRED)},
        int((~shared).sum()),
        len(frame) - len(known),
    )
