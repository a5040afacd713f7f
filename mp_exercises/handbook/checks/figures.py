"""Study figures that stand bare in the text, where only evidence.yaml may state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...exercise import Fault
from ..evidence import Facts
from ..page import Prose
from .book import Book

SHORTEST_TOKEN = 3

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_COUNTED = (
    "adolescents|authorities|carers|cases|children|clients|councils|families|fathers|households|interviews|"
    "meetings|mothers|observations|papers|parents|participants|practitioners|"
    "recordings|referrals|studies|supervisees|supervisors|supervisions|transcripts|trials|utterances|"
    "workers|young people"
)
_COMPARED = "(?:likely|many|much|often|common|effective|high|good|strong)"
_STUDIED = "(?:social workers|participants|practitioners|interviews|recordings|studies|trials|observations)"
"""What only a study counts by the hundred: a story may have its hundred families."""

_WORD = "one|two|three|four|five|six|seven|eight|nine|ten"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_NUMBER}\s?(?:%|per\s?cent\b)",
        rf"(?<![\w-])(?:p|d|r|n|N|T|κ|α|kappa|alpha|ICC|CI)\s?[=<>≤≥]\s?[−–-]?\.?{_NUMBER}",
        r"(?<![\w-])(?:ICC|CI|kappa|alpha|κ|α)\s(?:of\s)?[−–-]?\d*\.\d+",
        rf"£\s?{_NUMBER}(?:\s?(?:m|bn|k|million|billion|thousand)\b)?",
        r"(?<![\w.,:/])[−–-]?\d*\.\d+(?![\w.:/])(?!\s?(?:am|pm)\b)",
        r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])",
        rf"(?i)\b(?:{_WORD}|\d+)\s(?:in|out\sof)\s(?:{_WORD}|\d+)\s(?:\w+\s){{0,2}}(?:{_COUNTED})\b",
        rf"(?i)\b(?:a|one|two|three)[\s-](?:half|halves|third|thirds|quarter|quarters|fifths?)\sof\s(?:\w+\s){{0,2}}(?:{_COUNTED})\b",
        r"(?i)\b[a-z]+(?:-[a-z]+)?\sper\s?cent\b",
        rf"(?<![\w.]){_NUMBER}\s(?:\w+[\s-]){{0,2}}(?:{_COUNTED})\b",
        rf"(?i)\b(?:twice|half|(?:{_WORD}|\d+)\stimes)\s(?:as|more|less)\s{_COMPARED}\b",
        r"(?i)\b(?:doubled|halved|trebled|tripled|quadrupled)\b",
        rf"(?i)\b(?:(?:a|several|many|{_WORD}|\d+)\s)?(?:hundred|thousand|million)s?\s(?:of\s)?(?:\w+\s)?{_STUDIED}\b",
    )
)

_TOKEN = re.compile(r"[£]?[−–-]?[\w.,:/%]*\d[\w.,:/%]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Found:
    """A bare figure: where in the prose, and the entry that states it, if one does."""

    start: int
    text: str
    fact: str = ""


def check_figures(book: Book, _today: date) -> Iterator[Fault]:
    """Yield each figure outside roles, code, dialogue and exercises."""
    tokens = tokens_of(book.facts) if book.facts else {}
    for page in book.pages:
        for prose in page.prose:
            for found in bare_figures(prose, tokens):
                line = prose.line + prose.text.count("\n", 0, found.start)
                said = " ".join(found.text.split())
                role = f"{{evidence}}`{found.fact}`" if found.fact else "{evidence}`id` for a study's figure"
                yield Fault(
                    page.path,
                    line,
                    f"{said!r} stands bare in the text",
                    f"{role}, or {{plain}}`{said}` if it is none",
                )


def tokens_of(facts: Facts) -> dict[str, str]:
    """Return each distinctive token of the facts' figures, and the id of its fact.

    A year, or anything shorter than three characters, is no one's in particular.
    """
    tokens: dict[str, str] = {}
    for fact in facts.root:
        for token in _tokens(fact.figure):
            tokens.setdefault(token[1], fact.id)
    return tokens


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    for match in _TOKEN.finditer(text):
        token = match[0].rstrip(".,:/")
        if len(token) >= SHORTEST_TOKEN and not _YEAR.fullmatch(token):
            yield match.start(), token


def bare_figures(prose: Prose, tokens: dict[str, str]) -> list[Found]:
    """Return the bare figures of a block of prose, each place once, the longest match first."""
    found = [Found(match.start(), match[0]) for form in _FORMS for match in form.finditer(prose.text)]
    found += [Found(start, token) for start, token in _tokens(prose.text) if token in tokens]
    kept: list[Found] = []
    end = -1
    for entry in sorted(found, key=lambda entry: (entry.start, -len(entry.text))):
        if entry.start >= end:
            fact = next((tokens[token] for _, token in _tokens(entry.text) if token in tokens), "")
            kept.append(Found(entry.start, entry.text, fact))
            end = entry.start + len(entry.text)
    return kept
