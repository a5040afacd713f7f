"""How invented people who were appointed did on probation: near what selection said, and no nearer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..deciding.collecting import cells_of
from ..folder import Folder
from ..records import read_book

APPOINTED = "appointed"
LEAST, MOST = 1, 5


def draw_probation(
    folder: Folder, settings: Mapping[str, Any], rng: np.random.Generator
) -> list[dict[str, object]]:
    """Return the rows of ``probation.csv``, a quality a week for each person who was appointed.

    Parameters
    ----------
    settings
        The mean of probation scores, how far they go with selection, and what else moves them, in points.
    """
    cells = cells_of(folder, read_book(folder))
    appointed = [row["candidate"] for row in folder.known("outcomes") if row["outcome"] == APPOINTED]
    means = {
        (number, name): float(np.mean([np.mean(points) for points in at.values()]))
        for number in appointed
        for name in folder.campaign.criterion
        if (at := cells.at(number, name))
    }
    middle = float(np.mean(list(means.values()))) if means else 0.0
    rows: list[dict[str, object]] = []
    for number in appointed:
        person = float(rng.normal(0, settings["person"]))
        blind = "no" if rng.random() < settings["not_blind"] else "yes"
        for name in folder.campaign.criterion:
            if (number, name) not in means:
                continue
            level = settings["mean"] + settings["slope"] * (means[number, name] - middle) + person
            for week in settings["weeks"]:
                score = int(np.clip(round(level + float(rng.normal(0, settings["rest"]))), LEAST, MOST))
                row = {"candidate": number, "criterion": name, "week": week, "score": score, "blind": blind}
                rows.append(row)
    return rows
