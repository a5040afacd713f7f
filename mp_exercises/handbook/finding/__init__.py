"""What the handbook's search looks through: the built pages, section by section, in one file beside them."""

from __future__ import annotations

from .index import NAME, write_index

__all__ = ["NAME", "write_index"]
