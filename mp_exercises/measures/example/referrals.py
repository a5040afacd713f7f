"""Invented referrals: families of unequal need, siblings, moves, and a change of recording."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .settings import settings

YEAR = 365.25


def referrals(rng: np.random.Generator, families: int) -> pd.DataFrame:
    """Return a list of referrals of the kind ``referrals``, by day."""
    made, rules = settings(), settings()["referrals"]
    first, last = pd.Timestamp(made["first"]), pd.Timestamp(made["last"])
    length = (last - first).days
    shape = rules["need"]
    need = rng.gamma(shape, 1 / shape, families)
    children = rng.choice(np.arange(1, 5), families, p=rules["children"])
    teams = rng.choice(made["teams"], families)
    away = np.minimum(rng.exponential(YEAR / rules["moved_a_year"], families), 1e6)
    cut = (pd.Timestamp(rules["recording_system"]) - first).days
    rows: list[tuple[int, int, int]] = []
    for family in range(families):
        day = rng.exponential(rules["first_wait"]) * 2 / (1 + need[family])
        again = False
        while day <= min(length, away[family]):
            # Since the new system, a contact while the case is open joins it.
            if not (again and day >= cut and rng.random() < rules["merged"]):
                there = rng.random(children[family]) < rules["together"]
                there[rng.integers(children[family])] = True
                rows += [(int(day), family, int(child)) for child in np.flatnonzero(there)]
            again = True
            day += 1 + rng.exponential(rules["return_wait"] / max(need[family], 0.05))
    return _table(rng, sorted(rows), teams, away, first, length)


def _table(
    rng: np.random.Generator,
    rows: list[tuple[int, int, int]],
    teams: np.ndarray,
    away: np.ndarray,
    first: pd.Timestamp,
    length: int,
) -> pd.DataFrame:
    day, family, child = (np.array(column) for column in zip(*rows, strict=True))
    frame = pd.DataFrame(
        {
            "referral": [f"R{number:06d}" for number in range(1, len(rows) + 1)],
            "child": [f"C{f:05d}{c + 1}" for f, c in zip(family, child, strict=True)],
            "family": [f"F{number:05d}" for number in family],
            "referred_on": first + pd.to_timedelta(day, unit="D"),
            "team": teams[family],
        }
    )
    moved = away[family]
    gone, why = _other_ends(rng, frame, day, length)
    leaves = (moved <= length) & (moved < gone)
    gone, why = np.where(leaves, np.maximum(moved, day), gone), np.where(leaves, "moved", why)
    known = gone <= length
    days = np.where(known, gone, 0.0).astype(np.int64)
    frame["gone_on"] = pd.Series(first + pd.to_timedelta(days, unit="D")).where(known)
    frame["gone_because"] = pd.Series(why).where(known, None)
    return frame


def _other_ends(
    rng: np.random.Generator, frame: pd.DataFrame, day: np.ndarray, length: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return a day after each child's last referral on which some turn 18 or die, the same in all rows."""
    rules = settings()["referrals"]
    place, names = pd.factorize(frame["child"])
    latest = np.zeros(len(names))
    np.maximum.at(latest, place, day)
    drawn = rng.random(len(names))
    ends = drawn < rules["eighteen"] + rules["died"]
    when = np.where(ends, latest + rng.uniform(1, length, len(names)), np.inf)
    why = np.where(drawn < rules["died"], "died", "eighteen")
    return when[place], why[place]


def monthly(listed: pd.DataFrame) -> pd.DataFrame:
    """Return re-referrals within twelve months by month, from the second year on, of the kind ``series``."""
    made = settings()
    ordered = listed.sort_values(["child", "referred_on"])
    before = ordered.groupby("child")["referred_on"].shift()
    again = ordered["referred_on"] <= before + pd.DateOffset(months=12)
    month = ordered["referred_on"].dt.to_period("M").dt.to_timestamp()
    counts = again.groupby(month).agg(["sum", "size"]).reset_index()
    counts.columns = pd.Index(["period", "count", "of"])
    counts = counts[counts["period"] >= pd.Timestamp(made["first"]) + pd.DateOffset(years=1)]
    changed = counts["period"] == pd.Timestamp(made["referrals"]["recording_system"])
    note = changed.map({True: made["referrals"]["note"], False: None})
    return counts.assign(value=np.nan, note=note).reset_index(drop=True)
