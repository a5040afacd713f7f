"""The small tables of a campaign's folder: read within bounds, cell by cell, and written as no formula."""

from .kinds import Sheet, sheet, sheets
from .reading import Rows, read_rows
from .writing import write_rows

__all__ = ["Rows", "Sheet", "read_rows", "sheet", "sheets", "write_rows"]
