"""Writing: templates, and exports that carry codes instead of ids where that is asked for."""

from .export import Exported, Prepared, export_tables, free_columns, heads_of, identifying_columns, prepared
from .page import write_page
from .pseudonyms import Pseudonyms
from .rows import as_people_keep
from .sheet import entry_of, sheet_bytes, write_sheet
from .template import write_template

__all__ = [
    "Exported",
    "Prepared",
    "Pseudonyms",
    "as_people_keep",
    "entry_of",
    "export_tables",
    "free_columns",
    "heads_of",
    "identifying_columns",
    "prepared",
    "sheet_bytes",
    "write_page",
    "write_sheet",
    "write_template",
]
