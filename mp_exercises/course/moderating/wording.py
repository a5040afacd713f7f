"""A trainee's words as a second marker may see them: without name, and without what no page can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ...plain import UNSEEN

HIDDEN = "[name]"
LOST = "\N{REPLACEMENT CHARACTER}"

SHORT = 3
"""Shorter parts of a name are too often ordinary words to be looked for."""

_KEPT = "\n\t\u00ad\u200c\u200d"


@dataclass(frozen=True)
class Known:
    """What a trainee is called in the gradebook."""

    trainee: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    def whole(self) -> Iterator[str]:
        """Yield what names nobody else: the id, the address, and first and last name together."""
        yield self.trainee
        yield self.email.strip()
        if self.first_name.strip() and self.last_name.strip():
            yield f"{self.first_name} {self.last_name}"
            yield f"{self.last_name}, {self.first_name}"

    def parts(self) -> set[str]:
        """Return the single names, each of which may also be an ordinary word."""
        words = re.findall(r"[^\W\d_]+", f"{self.first_name} {self.last_name}")
        return {word for word in words if len(word) >= SHORT}


def cleaned(text: str) -> str:
    """Return text with one kind of line end, and a sign in place of what cannot be seen or written."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(LOST if _unseen(sign) else sign for sign in lines)


def without_name(text: str, known: Known) -> str:
    """Return text in which what names its writer is taken out."""
    for name in known.whole():
        if len(name) >= SHORT:
            loose = r"\s+".join(map(re.escape, name.split()))
            text = re.sub(rf"(?<!\w){loose}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text


def names_left(text: str, known: Known) -> list[str]:
    """Return the single names of the writer that a text still holds, for a person to look at."""
    return sorted(name for name in known.parts() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words: spreadsheets change spaces and line ends."""
    return one.split() == other.split()


def _unseen(sign: str) -> bool:
    return sign not in _KEPT and unicodedata.category(sign) in UNSEEN
