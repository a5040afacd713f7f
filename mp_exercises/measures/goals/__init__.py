"""Goals: how far they were reached, how far families feel they have come, and whose they are."""

from .attainment import RHO, Attainment, attainment, t_score, t_scores
from .ownership import Ownership, ownership
from .progress import Progress, progress

__all__ = [
    "RHO",
    "Attainment",
    "Ownership",
    "Progress",
    "attainment",
    "ownership",
    "progress",
    "t_score",
    "t_scores",
]
