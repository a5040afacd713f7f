"""Invented observations, some of them rated twice, supervision, and skill before and after a training."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .settings import settings

YEAR, MONTH = 365.25, 365.25 / 12


def observations(rng: np.random.Generator) -> pd.DataFrame:
    """Return observations of the kind ``observations``: one rater is lenient and one drifts."""
    made, rules = settings(), settings()["observations"]
    first, last = pd.Timestamp(made["first"]), pd.Timestamp(made["last"])
    workers, length = rules["workers"], (last - first).days
    skills = list(rules["means"])
    ability = rng.normal(0, rules["between_workers"], (workers, 1)) + np.array(list(rules["means"].values()))
    teams = rng.choice(made["teams"], workers)
    count = round(workers * rules["a_worker_a_year"] * length / YEAR)
    days = np.sort(rng.integers(0, length, count))
    rows = []
    for number, day in enumerate(days, 1):
        worker = int(rng.integers(workers))
        truth = ability[worker] + rng.normal(0, rules["within"], len(skills))
        raters = rng.permutation(rules["raters"])[: 1 + (rng.random() < rules["double"])]
        for rater in raters:
            own = truth + rng.normal(0, rules["rater_error"], len(skills))
            own += rules["leniency"][rater] + rules["drift_a_year"][rater] * day / YEAR
            ratings = np.clip(np.round(own), 1, 5)
            ratings[rng.random(len(skills)) < rules["no_chance"]] = np.nan
            rows.append((f"O{number:04d}", first + pd.Timedelta(days=int(day)), worker, rater, *ratings))
    frame = pd.DataFrame(rows, columns=["observation", "observed_on", "worker", "rater", *skills])
    frame.insert(3, "team", teams[frame["worker"]])
    return frame.assign(worker=[f"W{number:02d}" for number in frame["worker"]])


def supervision(rng: np.random.Generator) -> pd.DataFrame:
    """Return sheets of sessions of the kind ``supervision``: rehearsal is seldom heard."""
    made, rules = settings(), settings()["supervision"]
    first, last = pd.Timestamp(made["first"]), pd.Timestamp(made["last"])
    ability = rng.normal(0, rules["between"], rules["supervisors"])
    teams = rng.choice(made["teams"], rules["supervisors"])
    names, chances = list(rules["ingredients"]), np.array(list(rules["ingredients"].values()))
    rows = []
    days = np.sort(rng.integers(0, (last - first).days, rules["sessions"]))
    for number, day in enumerate(days, 1):
        who = int(rng.integers(rules["supervisors"]))
        good = ability[who] + rng.normal(0, rules["within"])
        drawn = rng.random(len(names)) - 0.12 * good
        heard = np.select(
            [drawn < chances[:, 0], drawn < chances.sum(axis=1)], ["heard", "double"], "neither"
        )
        minutes = float(rng.integers(*rules["minutes"]))
        for rater in rng.permutation(rules["raters"])[: 1 + (rng.random() < rules["double"])]:
            rating = float(np.clip(np.round(rules["mean"] + good + rng.normal(0, 0.4)), 1, 5))
            when = first + pd.Timedelta(days=int(day))
            rows.append((f"S{number:03d}", when, f"V{who:02d}", teams[who], rater, minutes, *heard, rating))
    heads = ["session", "held_on", "supervisor", "team", "rater", "minutes", *names, "rating"]
    return pd.DataFrame(rows, columns=heads)


def training(rng: np.random.Generator) -> pd.DataFrame:
    """Return scores before and after a training of the kind ``training``: half the workers are coached."""
    made, rules = settings(), settings()["training"]
    day = pd.Timestamp(rules["trained_on"])
    rows = []
    for worker in range(settings()["observations"]["workers"]):
        own = rng.normal(2.7, rules["between"])
        coached = rng.random() < rules["coached"]
        team = rng.choice(made["teams"])
        for months in [-(place + 1) for place in range(rules["before"])] + rules["months"]:
            if rng.random() > rules["seen"]:
                continue
            sessions = int(rng.binomial(months, rules["sessions_a_month"])) if coached and months > 0 else 0
            later = rules["gain"] + rules["month"] * months + rules["session"] * sessions
            score = own + (months > 0) * later + rng.normal(0, rules["within"])
            when = day + pd.Timedelta(days=round(MONTH * months) + int(rng.integers(-5, 6)))
            rows.append((f"W{worker:02d}", team, day, when, float(sessions), round(float(score), 2)))
    frame = pd.DataFrame(rows, columns=["worker", "team", "trained_on", "observed_on", "coaching", "score"])
    frame["score"] = frame["score"].clip(1, 5)
    # Sessions never go down from one observation to the next.
    frame = frame.sort_values(["worker", "observed_on"]).reset_index(drop=True)
    frame["coaching"] = frame.groupby("worker")["coaching"].cummax()
    return frame
