"""An exercise's text form as document nodes, for builders that do not write HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from docutils.nodes import Node

from .text_form import Entry, Part, Question, TextForm


def text_nodes(form: TextForm) -> Iterator[Node]:
    """Yield the exercise's nodes; the search index reads them too."""
    yield _label(f"{form.words['exercise']}: {form.title}")
    yield nodes.paragraph("", f"{form.summary} {form.minutes}.")
    if form.case:
        yield _label(form.words["case"])
        yield from _paragraphs(form.case)
    if form.people:
        yield _label(form.words["people"])
        yield _list(Entry(f"{name}, {note}" if note else name) for name, note in form.people)
    if form.transcript:
        yield _label(form.words["transcript"])
        lines = [f"{said.who}: {said.text}" if said.who else said.text for said in form.transcript]
        yield _list(map(Entry, lines), ordered=True)
    for question in form.questions:
        yield _label(question.heading)
        yield from _paragraphs(question.prompt)
        yield from _parts(question.parts)
    if form.view:
        yield _label(form.view)
        for question in form.questions:
            yield from _answer(question)
    yield from _paragraphs(form.notes)


def _answer(question: Question) -> Iterator[Node]:
    yield _label(question.heading)
    yield from _parts(question.answer)
    yield from _paragraphs((*question.rationale, *([question.see] if question.see else ())))


def _parts(parts: Iterable[Part]) -> Iterator[Node]:
    for part in parts:
        yield nodes.paragraph("", "", nodes.emphasis("", part.label))
        if part.entries:
            yield _list(part.entries, ordered=part.ordered)


def _label(text: str) -> Node:
    return nodes.paragraph("", "", nodes.strong("", text))


def _paragraphs(texts: Iterable[str]) -> Iterator[Node]:
    for text in texts:
        yield nodes.paragraph("", text)


def _list(entries: Iterable[Entry], *, ordered: bool = False) -> Node:
    items = [
        nodes.list_item("", nodes.paragraph("", entry.text), *_paragraphs(entry.notes)) for entry in entries
    ]
    if not ordered:
        return nodes.bullet_list("", *items, bullet="*")
    return nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")
