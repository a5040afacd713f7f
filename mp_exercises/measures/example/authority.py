"""The invented authority: a table of each kind, from one seed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .people import experience, goals
from .practice import observations, supervision, training
from .referrals import monthly, referrals
from .settings import settings


def authority(seed: int | None = None, *, families: int | None = None) -> dict[str, pd.DataFrame]:
    """Return the invented tables, by kind.

    Parameters
    ----------
    seed
        The same seed gives the same tables.
    families
        How many families could be referred; a fifth or so never is.
    """
    made = settings()
    rng = np.random.default_rng(made["seed"] if seed is None else seed)
    listed = referrals(rng, made["families"] if families is None else families)
    return {
        "referrals": listed,
        "series": monthly(listed),
        "observations": observations(rng),
        "training": training(rng),
        "goals": goals(rng),
        "experience": experience(rng),
        "supervision": supervision(rng),
    }
