"""What each page of the handbook says of itself, gathered while pages are read, for the reading paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..exercise import SourceError
from ..player.directive import ExerciseNode
from .frontmatter import front_matter_source, read_front_matter

WORDS_A_MINUTE = 220
"""An adult's usual pace on plain prose, rounded down: what a page costs, roughly."""


@dataclass(frozen=True)
class Entry:
    """One page, as a reading path lists it.

    Attributes
    ----------
    audience, first_for
        Whose paths it is on, and whose should begin with it.
    minutes
        Of reading, exercises apart.
    exercises
        How many stand on the page.
    exercise_minutes
        What those exercises take, by their authors' word.
    """

    description: str
    audience: tuple[str, ...]
    first_for: tuple[str, ...]
    minutes: int
    exercises: int
    exercise_minutes: int


def entries(env: BuildEnvironment) -> dict[str, Entry]:
    """Return the entry of each page that has the front matter of a chapter, by its name."""
    if not hasattr(env, "mp_entries"):
        env.mp_entries = {}  # type: ignore[attr-defined]
    found: dict[str, Entry] = env.mp_entries  # type: ignore[attr-defined]
    return found


def note_entry(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the page says of itself; faulty front matter is reported elsewhere."""
    docname = app.env.docname
    file = Path(app.env.doc2path(docname))
    try:
        source = front_matter_source(file.read_text(encoding="utf-8"), file)
        matter = read_front_matter(source) if source else None
    except SourceError:
        return
    if matter is None:
        return
    played = [node["minutes"] for node in doctree.findall(ExerciseNode)]
    entries(app.env)[docname] = Entry(
        matter.description,
        matter.audience,
        matter.first_for,
        max(1, ceil(sum(_words(doctree)) / WORDS_A_MINUTE)),
        len(played),
        sum(played),
    )


def _words(node: nodes.Node) -> Iterator[int]:
    """Yield the words of each text below a node, those of exercises left out."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield len(child.split())
        elif not isinstance(child, ExerciseNode):
            yield from _words(child)


def _purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    entries(env).pop(docname, None)


def _merge(_app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    entries(env).update({name: entry for name, entry in entries(other).items() if name in docnames})


def setup_entries(app: Sphinx) -> None:
    """Register what this module brings."""
    app.connect("doctree-read", note_entry)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
