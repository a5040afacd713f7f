"""Re-referrals: counted properly, followed over time, and compared with others."""

from .competing import aalen_johansen
from .counting import TwelveMonths, looking_back, looking_forward
from .curve import Curve
from .follow import CAUSES, Followed, follow
from .funnel import Funnel, funnel, funnel_of_published
from .referred import UNITS, Referred, Unit, referred
from .survival import kaplan_meier

__all__ = [
    "CAUSES",
    "UNITS",
    "Curve",
    "Followed",
    "Funnel",
    "Referred",
    "TwelveMonths",
    "Unit",
    "aalen_johansen",
    "follow",
    "funnel",
    "funnel_of_published",
    "kaplan_meier",
    "looking_back",
    "looking_forward",
    "referred",
]
