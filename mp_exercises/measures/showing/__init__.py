"""What people look at: each measure as a panel, with its figure, its chart, and what may be said of it.

The dashboard and the one page for the head of service are made of the same panels.
"""

from .choosing import NONE, Choice, Filter, filters, narrowed
from .looking import panels
from .panel import Headline, Panel

__all__ = ["NONE", "Choice", "Filter", "Headline", "Panel", "filters", "narrowed", "panels"]
