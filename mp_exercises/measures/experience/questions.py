"""What those who answered said, and what silence could hide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...marking.estimate import LEVEL, Estimate
from ...marking.refusal import Refused, attempt
from ..shares import clustered_share
from .response import answered, families
from .suppress import hidden

NAME = "experience-answer"

GOOD = 4
"""From which answer, of 1 to 5, people say yes to a question."""


@dataclass(frozen=True)
class Question:
    """The answers to one question.

    Attributes
    ----------
    name
        Its column, such as ``q1``.
    yes
        The share of 4 and 5 among those who answered it.
    counts
        How many gave each answer from 1 to 5; nothing where the estimate is refused.
    lowest, highest
        The share of all who were asked, had everybody who is silent said no, or yes. Nothing about those
        who did not answer makes the true share lie nearer to either end.
    """

    name: str
    yes: Estimate | Refused
    counts: dict[int, int]
    lowest: float
    highest: float


def questions(frame: pd.DataFrame, names: tuple[str, ...], *, level: float = LEVEL) -> tuple[Question, ...]:
    """Return the answers to each question.

    Parameters
    ----------
    frame
        A table of the kind ``experience``.
    names
        Its columns of answers.

    References
    ----------
    Manski, C. F. (1989). Anatomy of the selection problem. Journal of Human Resources, 24, 343-360, for
    the lowest and the highest share.
    """
    rows = answered(frame)
    # As numbers, once: to compare words again for each question takes most of the time.
    who = pd.factorize(families(frame))[0]
    return tuple(_question(frame, name, rows, who, level) for name in names)


def by_group(frame: pd.DataFrame, names: tuple[str, ...], by: str) -> pd.DataFrame:
    """Return each question's share by group, with small groups hidden.

    Returns
    -------
    pandas.DataFrame
        ``group``, ``question``, ``answers``, ``yes``; NaN where they are hidden.
    """
    rows = frame[answered(frame)]
    rows = rows[rows[by].notna()]
    made = []
    for name in names:
        given = rows[rows[name].notna()]
        good = (given[name] >= GOOD).groupby(given[by]).agg(["size", "mean"])
        small = hidden({str(group): int(count) for group, count in good["size"].items()})
        for group, (size, share) in good.iterrows():
            shown = str(group) not in small
            made.append((str(group), name, size if shown else np.nan, share if shown else np.nan))
    return pd.DataFrame(made, columns=["group", "question", "answers", "yes"])


def _question(frame: pd.DataFrame, name: str, rows: np.ndarray, who: np.ndarray, level: float) -> Question:
    given = frame[name].notna().to_numpy() & rows
    good = (frame[name] >= GOOD).to_numpy() & given
    asked, said, yes = len(frame), int(given.sum()), int(good.sum())
    found = attempt(lambda: clustered_share(good[given], who[given], NAME, level=level, form=name))
    shown = isinstance(found, Estimate)
    counts = {step: int((frame[name][given] == step).sum()) for step in range(1, 6)} if shown else {}
    return Question(name, found, counts, yes / asked, (yes + asked - said) / asked)
