"""Reading: spreadsheets as people keep them become tables, and every fault is named at its cell."""

from .dfe import Published, is_table_c1, published_of, read_table_c1
from .faults import MOST_FAULTS, CellFault, TableError, whole
from .grid import ENDINGS, MOST_BYTES, Grid, check_size, grid_of, read_grid
from .heads import fitting
from .kinds import Column, Kind, kind, kinds
from .table import Table, gap_heads, read_file, read_table, table_of

__all__ = [
    "ENDINGS",
    "MOST_BYTES",
    "MOST_FAULTS",
    "CellFault",
    "Column",
    "Grid",
    "Kind",
    "Published",
    "Table",
    "TableError",
    "check_size",
    "fitting",
    "gap_heads",
    "grid_of",
    "is_table_c1",
    "kind",
    "kinds",
    "published_of",
    "read_file",
    "read_grid",
    "read_table",
    "read_table_c1",
    "table_of",
    "whole",
]
