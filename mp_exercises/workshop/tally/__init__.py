"""What a room's answers come to: how they are spread, how far they agree, and what to talk about first.

Pure functions of an exercise and its answers. Importing this package imports neither NumPy nor SciPy:
coefficients are in ``coefficients``, which brings them when it is asked for the first.
"""

from .bands import Standing
from .counting import Answer, Part, Tally, Value, tally
from .discuss import Asked, Point, worth_discussing
from .tables import Table, by_table
from .told import is_matrix, told
from .words import in_words, judge_of

__all__ = [
    "Answer",
    "Asked",
    "Part",
    "Point",
    "Standing",
    "Table",
    "Tally",
    "Value",
    "by_table",
    "in_words",
    "is_matrix",
    "judge_of",
    "tally",
    "told",
    "worth_discussing",
]
