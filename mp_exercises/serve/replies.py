"""What a widget of ours answers when its front end asks: one message a question, with a file or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import anywidget


@dataclass(frozen=True)
class Reply:
    """An answer.

    Attributes
    ----------
    why
        Empty where it was done; else a word that says what kept it from being done.
    say
        The same as a sentence for a person.
    file
        Bytes of a file, where one was asked for.
    """

    data: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    say: str = ""
    file: bytes | None = None

    def message(self) -> dict[str, Any]:
        """Return it as plain JSON, without the file."""
        return {"ok": not self.why, "why": self.why, "say": self.say, "data": self.data}


class Answers(Protocol):
    """What stands behind a widget."""

    def ask(self, asked: dict[str, Any], buffers: Sequence[memoryview] = ()) -> Reply:
        """Answer what the front end asks; whatever goes wrong is a sentence."""
        ...


class Asked(anywidget.AnyWidget):
    """The kernel's side of a front end that asks: messages go to what answers, and its replies come back.

    Parameters
    ----------
    answers
        What stands behind it.
    """

    def __init__(self, answers: Answers, **traits: Any) -> None:
        super().__init__(**traits)
        self._answers = answers
        self.on_msg(self._receive)

    def _receive(self, _widget: object, message: object, buffers: Sequence[memoryview]) -> None:
        if not isinstance(message, dict) or not isinstance(message.get("n"), str):
            return
        reply = self._answers.ask(message, buffers)
        files = None if reply.file is None else [reply.file]
        self.send({**reply.message(), "n": message["n"]}, buffers=files)
