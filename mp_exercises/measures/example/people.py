"""Invented goals, and what invented families say of their experience."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .settings import settings


def goals(rng: np.random.Generator) -> pd.DataFrame:
    """Return goals of the kind ``goals``: families get further with their own than with what is required."""
    made, rules = settings(), settings()["goals"]
    first, last = pd.Timestamp(made["first"]), pd.Timestamp(made["last"])
    owners, shares = list(rules["owner"]), list(rules["owner"].values())
    rows = []
    for family in range(rules["families"]):
        day = first + pd.Timedelta(days=int(rng.integers(0, (last - first).days - 200)))
        review = day + pd.Timedelta(days=int(rng.integers(90, 200)))
        team = rng.choice(made["teams"])
        reviewed = rng.random() >= rules["not_reviewed"]
        own = rng.normal(0, 0.6)
        for number in range(1, 1 + int(rng.choice([1, 2, 3], p=rules["number"]))):
            owner = str(rng.choice(owners, p=shares))
            reached = rng.normal(rules["levels"][owner] + own, 0.9)
            level = float(np.clip(round(reached), -2, 2))
            start = float(rng.choice([-2, -1], p=[0.3, 0.7]))
            rating = int(rng.integers(1, 6))
            now = int(np.clip(rating + round(1.6 + 1.2 * reached + rng.normal(0, 1)), 0, 10))
            end = (review, start, level, rating, now) if reviewed else (pd.NaT, start, np.nan, rating, np.nan)
            rows.append((f"F{family:05d}", str(number), team, owner, day, float(rng.integers(1, 4)), *end))
    heads = ["family", "goal", "team", "owner", "set_on", "weight"]
    heads += ["reviewed_on", "level_start", "level", "rating_start", "rating"]
    return pd.DataFrame(rows, columns=heads)


def experience(rng: np.random.Generator) -> pd.DataFrame:
    """Return answers of the kind ``experience``: fathers, young people and one team answer less."""
    made, rules = settings(), settings()["experience"]
    count = rules["asked"]
    first, last = pd.Timestamp(made["first"]), pd.Timestamp(made["last"])
    who = rng.choice(list(rules["who"]), count, p=list(rules["who"].values()))
    team = rng.choice(made["teams"], count)
    chance = np.array(
        [rules["answers"][w] + rules["team_answers"][t] for w, t in zip(who, team, strict=True)]
    )
    answered = rng.random(count) < chance
    warm = rng.normal(0, 0.7, (count, 1))
    drawn = np.array(rules["means"]) + warm + rng.normal(0, rules["spread"], (count, rules["questions"]))
    answers = np.where(answered[:, None], np.clip(np.round(drawn), 1, 5), np.nan)
    wrote = answered & (rng.random(count) < rules["commented"])
    frame = pd.DataFrame(
        {
            "person": [f"A{number:04d}" for number in range(1, count + 1)],
            "family": [f"F{number:05d}" for number in rng.integers(0, round(count * 0.7), count)],
            "team": team,
            "who": who,
            "asked_on": first + pd.to_timedelta(rng.integers(0, (last - first).days, count), unit="D"),
            "answered": np.where(answered, "yes", "no"),
            **{f"q{place + 1}": answers[:, place] for place in range(rules["questions"])},
        }
    )
    return frame.assign(comment=np.where(wrote, rng.choice(rules["comments"], count), None))
