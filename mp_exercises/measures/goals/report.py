"""Goals in words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ...marking.refusal import Refused, attempt
from ..wording import line, outcome
from .attainment import RHO, Attainment, attainment
from .ownership import Ownership, ownership
from .progress import Progress, progress


def goal_lines(frame: pd.DataFrame, *, rho: float = RHO) -> Iterator[str]:
    """Yield what a table of goals says: how far, how families see it, and whose they are."""
    reached = attempt(lambda: attainment(frame, rho=rho))
    yield from attainment_lines(reached, rho)
    yield from progress_lines(attempt(lambda: progress(frame)))
    yield from ownership_lines(attempt(lambda: ownership(frame)))


def goal_frames(frame: pd.DataFrame, *, rho: float = RHO) -> dict[str, pd.DataFrame]:
    """Return families with their scores and with their own ratings, by name."""
    made = {}
    reached = attempt(lambda: attainment(frame, rho=rho))
    moved = attempt(lambda: progress(frame))
    if isinstance(reached, Attainment):
        made["attainment"] = reached.families
    if isinstance(moved, Progress):
        made["progress"] = moved.families
    return made


def attainment_lines(found: Attainment | Refused, rho: float = RHO) -> Iterator[str]:
    """Yield how far goals were reached."""
    if isinstance(found, Refused):
        yield f"{found}"
        return
    yield outcome(found.score)
    yield line(
        "goals.levels", rho=f"{rho:.2f}", **{_named(step): count for step, count in found.levels.items()}
    )
    yield outcome(found.change)
    if found.without:
        yield line("goals.without_level", count=found.without)


def progress_lines(found: Progress | Refused) -> Iterator[str]:
    """Yield how families see it."""
    if isinstance(found, Refused):
        yield f"{found}"
        return
    yield outcome(found.change)
    yield line("goals.moved", up=found.up, same=found.same, down=found.down)
    if found.without:
        yield line("goals.without_rating", count=found.without)


def ownership_lines(found: Ownership | Refused) -> Iterator[str]:
    """Yield whose goals they are."""
    if isinstance(found, Refused):
        yield f"{found}"
        return
    yield outcome(found.own)
    yield outcome(found.own_or_agreed)
    yield line("goals.whose", **found.goals)
    if found.only_required:
        yield line("goals.only_required", count=found.only_required)


def _named(step: int) -> str:
    return f"minus{-step}" if step < 0 else f"plus{step}"
