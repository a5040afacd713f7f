"""Writing: templates, and exports that carry codes instead of ids where that is asked for."""

from .export import Exported, export_tables
from .pseudonyms import Pseudonyms
from .sheet import write_sheet
from .template import write_template

__all__ = ["Exported", "Pseudonyms", "export_tables", "write_sheet", "write_template"]
