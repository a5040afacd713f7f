"""Reading: spreadsheets as people keep them become tables, and every fault is named at its cell."""

from .dfe import Published, is_table_c1, read_table_c1
from .faults import MOST_FAULTS, CellFault, TableError
from .grid import Grid, read_grid
from .kinds import Column, Kind, kind, kinds
from .table import Table, gap_heads, read_file, read_table

__all__ = [
    "MOST_FAULTS",
    "CellFault",
    "Column",
    "Grid",
    "Kind",
    "Published",
    "Table",
    "TableError",
    "gap_heads",
    "is_table_c1",
    "kind",
    "kinds",
    "read_file",
    "read_grid",
    "read_table",
    "read_table_c1",
]
