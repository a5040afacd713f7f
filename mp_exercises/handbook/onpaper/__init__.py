"""The handbook on paper: one document of its built pages, with contents, worksheets and their answers."""

from __future__ import annotations

from .toc import Part, parts_of
from .write import write_pdfs

__all__ = ["Part", "parts_of", "write_pdfs"]
