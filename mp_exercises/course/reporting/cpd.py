"""An entry for a trainee's own record of continuing professional development."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..receipts.receipt import fingerprint
from ..results import Result
from .basis import Basis
from .practice import Suggestion
from .standing import ORDER, Standing
from .wording import Wording


@dataclass(frozen=True)
class Entry:
    """An entry as lines, each with its label; an empty one is for its owner to write."""

    lines: tuple[tuple[str, str], ...]


def entry_of(
    result: Result, basis: Basis, found: Sequence[Standing], to_do: Sequence[Suggestion], say: Wording
) -> Entry:
    """Return the entry of one result."""
    sections = basis.loaded.keyed
    day = result.submitted.date() if result.submitted else date.fromisoformat(result.at[:10])
    values = {
        "day": say.day(day),
        "assessment": basis.loaded.assessment.title,
        "length": say(
            "head.length",
            questions=say.counted("head.questions", sum(len(section.items) for section in sections)),
            sections=say.counted("head.sections", len(sections)),
        ),
        "kind": say(f"cpd.kinds.{'practice' if basis.practice else 'panel'}"),
        "duration": say.duration(basis.loaded.assessment.minutes),
        "skills": say.joined(sorted(one.name for one in found)),
        "showed": " ".join(_showed(found, say)) or say("cpd.nothing"),
        "practise": "; ".join(_practise(to_do)) or say("cpd.no_practice"),
        "fingerprint": fingerprint(result.record),
    }
    return Entry(tuple((label, text.format(**values)) for label, text in say.get("cpd.entry")))


def _showed(found: Sequence[Standing], say: Wording) -> Iterator[str]:
    for band in ORDER:
        names = [one.name for one in found if one.decision.band == band]
        if names:
            yield say("cpd.showed", band=say(f"bands.{band}"), skills=say.joined(names))


def _practise(to_do: Sequence[Suggestion]) -> Iterator[str]:
    for one in to_do:
        exercise = f", “{one.exercise.title}”" if one.exercise else ""
        yield f"{one.standing.name} (“{one.chapter.title}”{exercise})"
