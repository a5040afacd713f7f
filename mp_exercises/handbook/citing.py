"""How sources are cited in the text and listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from pybtex.plugin import find_plugin as find_format  # type: ignore[import-untyped]
from pybtex.plugin import register_plugin as register_format
from pybtex.richtext import Text  # type: ignore[import-untyped]
from pybtex.style.formatting.unsrt import Style  # type: ignore[import-untyped]
from pybtex.style.template import node  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from .nodes import box

OTHERS = "others"
MOST_NAMES = 2


class HandbookSources(Style):  # type: ignore[misc]
    """Sources by author's last name, then year."""

    default_name_style = "lastfirst"
    default_sorting_style = "author_year_title"


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


@node  # type: ignore[untyped-decorator]
def _last_names(_children: Any, data: dict[str, Any], full: bool) -> Text:
    """Return "A", "A and B" or "A et al.", also where BibTeX says "and others"."""
    entry, person = data["entry"], data["style"].person
    people = entry.persons.get("author") or entry.persons.get("editor")
    if not people:
        return Text(entry.fields.get("title", "").strip("{}"))
    named = [each for each in people if str(each) != OTHERS]
    names = [person.style_plugin.format(each, person.abbreviate).format() for each in named]
    if len(named) < len(people) or (len(names) > MOST_NAMES and not full):
        return Text(names[0], " et al.")
    return Text(" and ").join([Text(", ").join(names[:-1]), names[-1]] if names[1:] else names)


@dataclass
class HandbookPeople(PersonStyle):
    """Up to two names, otherwise the first."""

    def author_or_editor_or_title(self, full: bool) -> Any:
        """Return the template for whoever an entry is by."""
        return _last_names(full=full)


@dataclass
class HandbookReferences(AuthorYearReferenceStyle):
    """Author and year in round brackets."""

    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)
    person: PersonStyle = field(default_factory=HandbookPeople)


class ListBibliography(SphinxPostTransform):
    """Make the bibliography a plain list.

    docutils writes it as a list of ``doc-biblioentry`` roles with other elements between,
    which WCAG 1.3.1 rules out; and a label adds nothing to an author and a year.
    """

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Replace each run of citations by a list."""
        for holder in list(self.document.findall(nodes.container)):
            entries = [child for child in holder.children if isinstance(child, nodes.citation)]
            if entries and len(entries) == len(holder.children):
                holder.replace_self(box("ul", *map(self._entry, entries), classes=("mp-sources",)))

    @staticmethod
    def _entry(citation: nodes.citation) -> nodes.Node:
        content = [child for child in citation.children if not isinstance(child, nodes.label)]
        entry = box("li", *content)
        entry["ids"] = list(citation["ids"])
        return entry


def setup_citing(app: Sphinx) -> None:
    """Register what this module brings."""
    register_plugin("sphinxcontrib.bibtex.style.referencing", "handbook", HandbookReferences, force=True)
    register_format("pybtex.style.formatting", "handbook", HandbookSources, force=True)
    # For each reference this is asked for anew, and looked for among all that is installed.
    register_format("pybtex.backends", "plaintext", find_format("pybtex.backends", "plaintext"), force=True)
    app.add_post_transform(ListBibliography)
