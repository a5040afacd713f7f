"""How an assessment was marked, in words that whoever sat it can check."""

from __future__ import annotations

from collections.abc import Iterator
from math import erf, sqrt

from ...exercise import Provenance
from ...marking.decision import rules
from ...marking.standard import Standard
from .basis import Basis
from .scale import Scale
from .wording import Wording, sentence_case


def marked_parts(basis: Basis, say: Wording) -> tuple[tuple[str, str], ...]:
    """Return the parts of the account, each with its heading; the same for the whole cohort."""
    return tuple(_parts(basis, say))


def _parts(basis: Basis, say: Wording) -> Iterator[tuple[str, str]]:
    yield from map(tuple, say.get("marked.parts"))
    yield say("marked.key.name"), " ".join(dict.fromkeys(_keys(basis, say)))
    yield say("marked.cut.name"), cut_said(basis, say)
    yield say("marked.margin.name"), _margin(basis, say)
    yield say("marked.look.name"), say("marked.look.text")


def _keys(basis: Basis, say: Wording) -> Iterator[str]:
    for section in basis.loaded.keyed:
        yield key_said(section.provenance, say)


def key_said(provenance: Provenance, say: Wording) -> str:
    """Return whose judgement a key is, and how far they agreed."""
    if provenance.source == "author" or provenance.agreement is None:
        return say("marked.key.author", by=provenance.by)
    agreement = provenance.agreement
    low, high = agreement.interval or (None, None)
    interval = "" if low is None else say("marked.key.interval", low=f"{low:.2f}", high=f"{high:.2f}")
    return say(
        "marked.key.panel",
        n=sentence_case(say.number(provenance.raters or 0)),
        by=provenance.by,
        statistic=agreement.statistic,
        value=f"{agreement.value:.2f}",
        interval=interval,
    )


def cut_said(basis: Basis, say: Wording) -> str:
    """Return where the cut comes from."""
    cut = Scale(basis.judge.cut.value).say(basis.judge.cut.value)
    if basis.standard is None:
        return say("marked.cut.author", cut=cut)
    standard = basis.standard
    return say(
        f"marked.cut.{'panel' if standard.method == 'angoff' else 'graded'}",
        cut=cut,
        panel=say.number(standard.panel),
        day=say.day(standard.day),
        method=say("marked.cut.methods.angoff"),
        rounds=_rounds(standard, say),
        error=f"{100 * standard.se:.1f}",
    )


def _rounds(standard: Standard, say: Wording) -> str:
    return say.counted("marked.cut.rounds", standard.rounds)


def _margin(basis: Basis, say: Wording) -> str:
    known = rules()
    source = "assumed" if basis.judge.assumed else "cohort"
    width = "one" if known.width == 1 else "other"
    return say(
        "marked.margin.text",
        source=say(f"marked.margin.{source}", n=basis.trainees, least=known.least_trainees),
        width=say(f"marked.margin.widths.{width}", n=f"{known.width:g}"),
        often=round(100 * erf(known.width / sqrt(2))),
    )
