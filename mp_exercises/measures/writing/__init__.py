"""Writing: templates, and exports that carry codes instead of ids where that is asked for."""

from .export import Exported, Prepared, export_tables, heads_of, prepared
from .page import write_page
from .pseudonyms import Pseudonyms
from .rows import as_people_keep
from .sheet import sheet_bytes, write_sheet
from .template import write_template

__all__ = [
    "Exported",
    "Prepared",
    "Pseudonyms",
    "as_people_keep",
    "export_tables",
    "heads_of",
    "prepared",
    "sheet_bytes",
    "write_page",
    "write_sheet",
    "write_template",
]
