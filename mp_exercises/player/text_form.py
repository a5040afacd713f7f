"""An exercise as text: what print, a page without JavaScript and a screen-free builder show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from ..exercise import Block, Exercise, ItemBase
from ..exercise.kinds.branching import BranchingItem, Line
from ..place import PACKAGE
from .payload import Mode

LABELS = PACKAGE / "labels.yaml"

_SCENE = re.compile(r"scene (\d+)")
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Entry:
    """One entry of a list, with what hangs on it."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A label and what stands under it: a list, room to write, or both.

    Attributes
    ----------
    form
        The label's own name where it has one, for the look of a worksheet.
    """

    label: str
    entries: tuple[Entry, ...] = ()
    ordered: bool = False
    space: int = 0
    form: str = ""


@dataclass(frozen=True)
class Said:
    """A line of the transcript."""

    number: int
    who: str
    text: str


@dataclass(frozen=True)
class Question:
    """An item: what is asked, and what the key says where it is shown."""

    heading: str
    kind: str
    prompt: tuple[str, ...]
    parts: tuple[Part, ...]
    answer: tuple[Part, ...] = ()
    rationale: tuple[str, ...] = ()
    see: str = ""


@dataclass(frozen=True)
class TextForm:
    """The whole exercise as text."""

    slug: str
    title: str
    summary: str
    minutes: str
    notes: tuple[str, ...]
    case: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    transcript: tuple[Said, ...] = ()
    questions: tuple[Question, ...] = ()
    view: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@cache
def labels() -> dict[str, Any]:
    """Return the words of the text form."""
    loaded: dict[str, Any] = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    return loaded


def text_form(exercise: Exercise, mode: Mode = "practice") -> TextForm:
    """Return an exercise as text, in graded mode without any key."""
    return _Writer(exercise, keyed=mode == "practice" and exercise.keyed).write()


def paragraphs(text: str) -> tuple[str, ...]:
    """Split text at its blank lines."""
    return tuple(part.strip() for part in _PARAGRAPHS.split(text) if part.strip())


class _Writer:
    """Turns one exercise into text; ids become numbers, names and words."""

    def __init__(self, exercise: Exercise, *, keyed: bool) -> None:
        self.exercise = exercise
        self.keyed = keyed
        self.words: dict[str, str] = labels()["text"]
        self.blocks: dict[str, str] = labels()["blocks"]
        self.names = {person.id: person.name for person in exercise.people}
        self.numbers = {line.id: number for number, line in enumerate(exercise.transcript, 1)}

    def write(self) -> TextForm:
        exercise = self.exercise
        panel = exercise.provenance.source == "panel"
        origin = self.words["panel" if panel else "author"].format(by=exercise.provenance.by)
        return TextForm(
            slug=exercise.slug,
            title=exercise.title,
            summary=exercise.summary,
            minutes=self.words["minutes"].format(minutes=exercise.minutes),
            notes=(exercise.invented, *([origin] if self.keyed else [])),
            case=paragraphs(exercise.case),
            people=tuple((person.name, person.note) for person in exercise.people),
            transcript=tuple(
                Said(number, self.names.get(line.who or "", ""), line.says)
                for number, line in enumerate(exercise.transcript, 1)
            ),
            questions=tuple(self._question(number, item) for number, item in enumerate(exercise.items, 1)),
            view=self.words["panel_view" if panel else "view"] if self.keyed else "",
            words=self.words,
        )

    def _question(self, number: int, item: ItemBase) -> Question:
        total = len(self.exercise.items)
        heading = self.words["question" if total > 1 else "question_one"]
        heading = heading.format(number=number, total=total)
        asked = tuple(self._asked(item))
        if not self.keyed or item.secret is None:
            return Question(heading, item.kind, paragraphs(item.prompt), asked)
        cited = [self._line(line) for line in item.secret.cites]
        return Question(
            heading,
            item.kind,
            paragraphs(item.prompt),
            asked,
            answer=(*self._parts(item.answer_outline()), *self._reasons(item)),
            rationale=paragraphs(item.secret.rationale),
            see=f"{self.words['see']} {', '.join(cited)}." if cited else "",
        )

    def _asked(self, item: ItemBase) -> Iterator[Part]:
        if isinstance(item, BranchingItem):
            return self._visit(item)
        return self._parts(item.outline())

    def _parts(self, blocks: Iterable[Block]) -> Iterator[Part]:
        for block in blocks:
            entries = tuple(Entry(self._numbered(text)) for text in block.entries)
            form = block.label if block.label in self.blocks else ""
            yield Part(self._label(block.label), entries, block.ordered, block.space, form)

    def _label(self, label: str) -> str:
        scene = _SCENE.fullmatch(label)
        if scene:
            return self.words["scene"].format(number=scene[1])
        return self.blocks.get(label, label)

    def _line(self, line: str) -> str:
        return self.words["lines"].format(number=self.numbers.get(line, line))

    def _numbered(self, text: str) -> str:
        """Return an entry with a transcript id at its head, or alone, as the line's number."""
        head, colon, rest = text.partition(": ")
        return f"{self._line(head)}{colon}{rest}" if head in self.numbers else text

    def _visit(self, item: BranchingItem) -> Iterator[Part]:
        """Yield a branching visit with its speakers, and what each reply brings about."""
        places = {scene.id: number for number, scene in enumerate(item.scenes, 1)}
        for scene in item.scenes:
            label = self.words["scene"].format(number=places[scene.id])
            yield Part(label, tuple(Entry(self._speech(line)) for line in scene.lines))
            if scene.replies:
                replies = tuple(
                    Entry(
                        reply.text,
                        (
                            *map(self._speech, reply.then),
                            self.words["go_to"].format(number=places[reply.to]),
                        ),
                    )
                    for reply in scene.replies
                )
                yield Part(self.blocks["replies"], replies)

    def _speech(self, line: Line) -> str:
        if line.who is None:
            return self.words["seen"].format(text=line.text)
        return f"{self.names.get(line.who, line.who)}: {line.text}"

    def _reasons(self, item: ItemBase) -> Iterator[Part]:
        """Yield the key's reasons by what they are about; a rating's stand in its outline."""
        why: Mapping[str, str] = getattr(item.secret, "why", {})
        if not why or item.kind == "rating":
            return
        texts = {line: self._line(line) for line in self.numbers} | dict(_texts(item))
        entries = tuple(Entry(texts.get(key, key), (reason,)) for key, reason in why.items())
        yield Part(self.words["why"], entries)


def _texts(item: ItemBase) -> Iterator[tuple[str, str]]:
    """Yield the id and text of everything in an item that can be picked, at any depth."""
    pending: list[Any] = [item.model_dump(exclude={"key", "prompt"})]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if isinstance(value.get("id"), str) and isinstance(value.get("text"), str):
                yield value["id"], value["text"]
            pending.extend(value.values())
        elif isinstance(value, list | tuple):
            pending.extend(value)
