"""Sphinx's own index of words, which no page of this book asks for, left empty."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage


class Unindexed(SearchLanguage):
    """A language in which no text has a word: the handbook's search has an index of its own."""

    lang = "unindexed"
    language_name = "None"

    def split(self, _text: str) -> list[str]:
        return []


def setup_unindexed(app: Sphinx) -> None:
    """Register what this module brings."""
    app.add_search_language(Unindexed)
