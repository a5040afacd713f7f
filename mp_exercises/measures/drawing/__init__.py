"""Charts of measures as inline drawings: two widths, a text alternative, and the figures as a table."""

from .figure import Figure, Table, table
from .ready import curves_figure, intervals_figure, run_figure, series_figure
from .rows import Reference, Row, rows_figure
from .said import Said
from .scene import CARD, NARROW, SIZES, WIDE, Scene, Size
from .xy import Axis, Band, Dots, Line, Note, xy_figure

__all__ = [
    "CARD",
    "NARROW",
    "SIZES",
    "WIDE",
    "Axis",
    "Band",
    "Dots",
    "Figure",
    "Line",
    "Note",
    "Reference",
    "Row",
    "Said",
    "Scene",
    "Size",
    "Table",
    "curves_figure",
    "intervals_figure",
    "rows_figure",
    "run_figure",
    "series_figure",
    "table",
    "xy_figure",
]
