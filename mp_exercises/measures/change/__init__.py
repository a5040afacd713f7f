"""Change: skill before and after training, with coaching, over months; and what a team could ever see."""

from .decay import Decay, decay
from .mixed import Effects, effects, random_intercept
from .paired import Paired, paired
from .power import detectable, needed, power

__all__ = [
    "Decay",
    "Effects",
    "Paired",
    "decay",
    "detectable",
    "effects",
    "needed",
    "paired",
    "power",
    "random_intercept",
]
