"""Selection scores and probation scores of the same people, over one campaign or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..deciding.collecting import cells_of
from ..folder import Folder
from ..records import read_book


@dataclass
class Pairs:
    """One quality.

    Attributes
    ----------
    selection, probation
        Of those who were followed, person by person: means.
    everybody
        The selection means of all candidates.
    """

    selection: list[float] = field(default_factory=list)
    probation: list[float] = field(default_factory=list)
    everybody: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Followed:
    """All qualities, by id, and how many rows were left out since whoever scored was not blind."""

    criteria: dict[str, Pairs]
    people: int
    not_blind: int


def followed(folders: Sequence[Folder]) -> Followed:
    """Return what selection and probation say of the same people.

    Raises
    ------
    FileNotFoundError
        If a campaign has no ``probation.csv``.
    TableError
        If a row is of somebody who was not a candidate, or scores more than the scale has.
    """
    made: dict[str, Pairs] = {}
    people: set[tuple[int, str]] = set()
    not_blind = 0
    for place, folder in enumerate(folders):
        file = folder.file("probation")
        if not file.exists():
            raise FileNotFoundError(f"{file} is not there; mp panel new writes an empty one")
        rows = folder.known("probation")
        scores: dict[tuple[str, str], list[float]] = {}
        for row in rows:
            if row["blind"] != "yes":
                not_blind += 1
                continue
            scores.setdefault((row["candidate"], row["criterion"]), []).append(row["score"])
            people.add((place, row["candidate"]))
        _pair(folder, scores, made)
    return Followed(made, len(people), not_blind)


def _pair(folder: Folder, scores: dict[tuple[str, str], list[float]], made: dict[str, Pairs]) -> None:
    cells = cells_of(folder, read_book(folder))
    for criterion in folder.campaign.criterion:
        pairs = made.setdefault(criterion, Pairs())
        for number in cells.candidates:
            at = cells.at(number, criterion)
            if not at:
                continue
            mean = float(np.mean([np.mean(points) for points in at.values()]))
            pairs.everybody.append(mean)
            later = scores.get((number, criterion))
            if later:
                pairs.selection.append(mean)
                pairs.probation.append(float(np.mean(later)))
