"""What a trainer takes from a room: a page to print, a spreadsheet, a table; no names unless asked for."""

from __future__ import annotations

from .files import FORMS, File, export

__all__ = ["FORMS", "File", "export"]
