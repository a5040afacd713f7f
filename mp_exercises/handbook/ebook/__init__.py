"""The handbook as an EPUB: built pages as chapters, exercises as worksheets, their answers in an annex."""

from __future__ import annotations

from .write import write_epub

__all__ = ["write_epub"]
