"""A dialogue's text as turns: what was said, what was seen, and the comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

_SPOKEN = re.compile(r"(?P<who>[^\W\d_][^:\n]{0,39}):\s+(?P<says>\S.*)")
_SEEN = re.compile(r"\[(?P<seen>.+)\]")
_COMMENT = re.compile(r">\s?(?P<comment>.*)")


@dataclass
class Turn:
    """One line of a dialogue, or one comment on the line before it."""

    form: Literal["spoken", "seen", "comment"]
    line: int
    text: str
    who: str = ""


@dataclass
class Reading:
    """What a dialogue's text holds, and the lines that fit no form."""

    turns: list[Turn] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)


def read_dialogue(lines: list[str]) -> Reading:
    """Read a dialogue: ``Name: words``, ``[what is seen]``, ``> comment``.

    A comment may run over several lines, each with its ``>``.
    """
    found = Reading()
    for number, line in enumerate(map(str.strip, lines)):
        if not line:
            continue
        turn = _turn(line, number)
        if turn is None:
            found.strays.append(number)
        elif _continues(turn, found.turns):
            found.turns[-1].text += f" {turn.text}"
        else:
            found.turns.append(turn)
    return found


def _turn(line: str, number: int) -> Turn | None:
    if comment := _COMMENT.fullmatch(line):
        return Turn("comment", number, comment["comment"].strip())
    if seen := _SEEN.fullmatch(line):
        return Turn("seen", number, seen["seen"].strip())
    if spoken := _SPOKEN.fullmatch(line):
        return Turn("spoken", number, spoken["says"], spoken["who"].strip())
    return None


def _continues(turn: Turn, turns: list[Turn]) -> bool:
    return turn.form == "comment" and bool(turns) and turns[-1].form == "comment"
