"""A page's running prose as its reader meets it: roles replaced by the words that they print."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .evidence import Facts
from .page import GAP, Page, Prose, Role, target_of, title_of
from .spoken import read_dialogue

READ = ("paragraph", "list")
"""Where running prose stands; headings, tables and defined terms are not sentences."""


def running(page: Page, facts: Facts | None) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each block of running prose.

    Blocks of a glossary count as others do. Dialogue, code and tables are left out.
    """
    for prose in page.prose:
        if prose.where in READ:
            yield prose.line, with_words(prose, lambda role: words_of(role, facts))


def with_words(prose: Prose, words: Callable[[Role], str]) -> str:
    """Return a block's text with each role replaced by its words."""
    pieces = prose.text.split(GAP)
    said = [words(role) if role else "" for role in prose.gaps]
    said += [""] * (len(pieces) - 1 - len(said))
    return pieces[0] + "".join(word + piece for word, piece in zip(said, pieces[1:], strict=False))


def words_of(role: Role, facts: Facts | None) -> str:
    """Return what a role prints in the text.

    Notes
    -----
    ``{evidence-means}`` prints a sentence of evidence.yaml, which is judged there; a citation in
    brackets is not read as part of its sentence.
    """
    if role.name == "evidence":
        fact = facts.by_id.get(role.content.strip()) if facts else None
        return fact.figure if fact else ""
    if role.name == "evidence-means" or role.name in ("cite", "cite:p"):
        return ""
    if role.name.startswith("cite"):
        return "Author"
    if role.name == "exercise-ref":
        return title_of(role.content) or target_of(role.content).replace("-", " ")
    return title_of(role.content) or target_of(role.content)


def spoken(page: Page) -> Iterator[str]:
    """Yield the lines of a page's dialogues, comments included."""
    for directive in page.directives:
        if directive.name == "dialogue":
            for turn in read_dialogue(directive.body.split("\n")).turns:
                yield turn.text
