"""Lists of referrals for tests."""

from datetime import date, timedelta

import numpy as np
import pandas as pd


def listed(rows, gone=()):
    """Return a table of referrals from child, family and day, as the reader makes it."""
    days = np.array([row[2] for row in rows], dtype="datetime64[s]")
    frame = pd.DataFrame({"child": [r[0] for r in rows], "family": [r[1] for r in rows], "referred_on": days})
    frame = frame.astype({"child": object, "family": object})
    if gone:
        left = dict(gone)
        frame["gone_on"] = np.array([left.get(row[0]) for row in rows], dtype="datetime64[s]")
        frame["gone_because"] = ["moved" if row[0] in left else None for row in rows]
    return frame


def many(count, seed=0, *, start=date(2022, 1, 1), days=1400):
    """Return an invented list: some children come once, some often, siblings mostly together."""
    rng = np.random.default_rng(seed)
    rows = []
    for family in range(count):
        children = rng.integers(1, 4)
        day = int(rng.integers(0, days))
        while day < days:
            for child in range(children):
                if rng.random() < 0.8:
                    rows.append((f"C{family}-{child}", f"F{family}", start + timedelta(days=day)))
            day += int(rng.exponential(500)) + 1
    return rows
