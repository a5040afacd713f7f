"""Where sentences end, in running prose with speech in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .page import GAP
from .style import Style

OPENING, CLOSING = ("“", '"'), ("”", '"')

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")
_ENDS = re.compile(rf"(?<=[.!?])(?P<close>[”\"’)\]]*)\s+(?=[“\"‘(\[]*[A-ZÀ-ÖØ-Þ0-9{GAP}])")
_LAST_WORD = re.compile(r"[\w.]+$")
_SPEAKER = re.compile(r"\w+ (?P<verb>\w+)")


def blank_quotes(text: str) -> str:
    """Return the text with what is quoted made blank, except its marks, its end and its line breaks.

    Nothing moves: each character stays at its place.
    """
    return _QUOTED.sub(lambda match: _blank(match[0]), text)


def _blank(quoted: str) -> str:
    inside, last = quoted[1:-2], quoted[-2:-1] if len(quoted) > 2 else ""
    kept = "".join("\n" if char == "\n" else "x" for char in inside)
    return f"{quoted[0]}{kept}{last}{quoted[-1]}"


def ends(text: str, style: Style) -> Iterator[int]:
    """Yield where a further sentence begins."""
    for match in _ENDS.finditer(text):
        after = text[match.end() :]
        if not _goes_on(text[: match.start()], match["close"], after, style):
            yield match.end()


def _goes_on(before: str, close: str, after: str, style: Style) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    spoken = close.endswith(CLOSING)
    speaker = _SPEAKER.match(after)
    if spoken and speaker and speaker["verb"] in style.speaking:
        return True
    if close or not before.endswith("."):
        return False
    if before.endswith(".."):
        return True
    found = _LAST_WORD.search(before)
    word = found[0].removesuffix(".") if found else ""
    if after[0].isdigit() and word in style.before_numbers:
        return True
    return word in style.abbreviations or (len(word) == 1 and word.isupper() and word != "I")


def split(text: str, style: Style) -> Iterator[tuple[int, str]]:
    """Yield where each sentence begins, and the sentence; those inside quotation marks each by itself."""
    starts = [0, *ends(text, style), len(text)]
    for start, end in pairwise(starts):
        yield start, text[start:end].strip()


def more_than_one(text: str, style: Style) -> Iterator[int]:
    """Yield where a further sentence of ours begins; what somebody says within one does not count.

    Two speeches beside each other are examples, and may share a line.
    """
    bare = blank_quotes(text)
    for start in ends(bare, style):
        if not (bare[:start].rstrip().endswith(CLOSING) and bare[start] in OPENING):
            yield start
