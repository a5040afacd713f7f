"""Selection ratios with exact tests and intervals; the only part of the panel that reads equality data."""

from .exact import Fisher, difference, fisher, ratio
from .ratios import Comparison, Stage, compared

__all__ = ["Comparison", "Fisher", "Stage", "compared", "difference", "fisher", "ratio"]
