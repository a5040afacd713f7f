"""From a panel's ratings of an exercise to its key, with size and agreement, or a refusal."""

from .gathering import Ratings, gather
from .judging import PanelKey, panel_key
from .writing import changed_text, patch

__all__ = ["PanelKey", "Ratings", "changed_text", "gather", "panel_key", "patch"]
