"""A page for each candidate, from the sheets alone: their words, and nobody else's."""

from .page import Page, page_of
from .write import write_pages

__all__ = ["Page", "page_of", "write_pages"]
