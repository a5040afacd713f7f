"""Change of skill in words."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

import pandas as pd

from ...marking.refusal import Refused, attempt
from ..wording import line, outcome
from .decay import ENOUGH, Decay, decay
from .mixed import Effects, effects
from .paired import Paired, paired
from .power import USUAL, detectable, needed, power


def change_lines(frame: pd.DataFrame) -> Iterator[str]:
    """Yield how skill moved with training and coaching, how it holds, and what the team could see at all."""
    yield from paired_lines(paired(frame))
    yield from model_lines(attempt(lambda: effects(frame)))
    yield from decay_lines(attempt(lambda: decay(frame)))
    yield line("change.not_drawn")


def paired_lines(found: Paired) -> Iterator[str]:
    """Yield how workers moved from before to after, and what so many could show."""
    yield line("change.pairs", count=len(found.pairs), before=found.only_before, after=found.only_after)
    yield outcome(found.change)
    yield from _could_see(found)


def model_lines(model: Effects | Refused) -> Iterator[str]:
    """Yield what training, months and sessions of coaching go with."""
    if isinstance(model, Refused):
        yield f"{model}"
        return
    yield line("change.model", workers=model.workers, observations=model.observations)
    yield from (outcome(term) for term in model.terms.values())


def decay_lines(held: Decay | Refused) -> Iterator[str]:
    """Yield how skill holds over months, with coaching and without."""
    if isinstance(held, Refused):
        yield f"{held}"
        return
    yield line("change.coached", sessions=ENOUGH, coached=held.workers_coached, rest=held.workers_without)
    yield from (outcome(one) for one in (held.without, held.coached, held.difference))


def change_frames(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return each worker before and after, by name."""
    return {"pairs": paired(frame).pairs}


def power_lines(workers: int, spread: float, effect: float | None = None) -> Iterator[str]:
    """Yield what a team of its size can see, before it starts.

    Parameters
    ----------
    spread
        The standard deviation of the changes, in points.
    effect
        A true change to look for, in points.
    """
    least, usual = detectable(workers, spread), f"{USUAL:.0%}"
    yield line("power.least", workers=workers, spread=f"{spread:g}", least=f"{least:.2f}", power=usual)
    if effect is not None:
        chance = power(workers, effect, spread)
        yield line("power.chance", effect=f"{effect:g}", chance=f"{chance:.0%}", missed=f"{1 - chance:.0%}")
        enough = needed(effect, spread)
        yield line("power.needed", effect=f"{effect:g}", needed=f"{enough:,}", power=usual)
    yield line("power.no_result")


def _could_see(found: Paired) -> Iterator[str]:
    if len(found.pairs) >= 2 and isfinite(found.spread) and found.spread > 0:
        least = detectable(len(found.pairs), found.spread)
        yield line("change.could_see", count=len(found.pairs), least=f"{least:.2f}")
