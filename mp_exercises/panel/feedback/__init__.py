"""A page for each candidate, from the sheets alone: their words, and nobody else's."""

from .page import Page, page_of
from .write import feedback_by, write_pages

__all__ = ["Page", "feedback_by", "page_of", "write_pages"]
