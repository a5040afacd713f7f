"""Invented cohorts whose true values are known."""

import numpy as np

POINTS = np.array([1, 2, 1, 3, 1, 2, 4, 1, 2, 1, 2, 2, 1, 1, 3, 1, 2, 2, 1, 1], dtype=float)

ACT = [
    0, 23, 98, 384, 986, 2161, 3722, 5623, 7533, 8817, 9597, 9809, 9674, 8971,
    8033, 7384, 6758, 6004, 5463, 4896, 4367, 4083, 3651, 3333, 3191, 2899, 2644, 2597,
    2287, 2197, 1967, 1874, 1710, 1581, 1503, 1349, 1181, 994, 827, 585, 294,
]  # fmt: skip
"""How many people had each score from 0 to 40: the ACT form that comes with BB-CLASS and BBClassify."""


def cohort(people, seed, points=POINTS, spread=0.2, noise=0.3):
    """Return marks, people by items, of people of differing ability."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(0.6, spread, (people, 1))
    return np.clip(ability + rng.normal(0, noise, (people, len(points))), -1, 1)


def right_and_wrong(people, items, seed, shape=(4, 3)):
    """Return marks of 1 and 0 on equally hard items, and each person's true share."""
    rng = np.random.default_rng(seed)
    true = rng.beta(*shape, people)
    return (rng.random((people, items)) < true[:, None]).astype(float), true
