"""Families' experience in words: the response rate first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from ...marking.bands import percent
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt
from ..reading import Table
from ..wording import line, outcome
from .comments import comments
from .questions import Question, by_group, questions
from .response import GROUPS, Nonresponse, nonresponse, response
from .suppress import LEAST

HALF = 0.5


def experience_lines(table: Table) -> Iterator[str]:
    """Yield who answered, whose voice may be missing, and then what was said."""
    yield from response_lines(table)
    for question in questions(table.frame, table.questions):
        yield from question_lines(question)
    said = comments(table.frame)
    yield line("experience.comments", count=len(said)) if len(said) else line("experience.no_comments")
    yield line("experience.hidden", least=LEAST)


def response_lines(table: Table) -> Iterator[str]:
    """Yield who answered, and whose voice may be missing."""
    frame = table.frame
    found = response(frame, table.questions)
    yield line("experience.response", answered=f"{found.answered:,}", asked=f"{found.asked:,}")
    yield outcome(found.rate)
    if isinstance(found.rate, Estimate) and found.rate.value < HALF:
        yield line("experience.under_half")
    if found.said_no_but_answered:
        yield line("experience.contradicts", count=found.said_no_but_answered)
    for by in GROUPS:
        if by in frame:
            compared = attempt(lambda by=by: nonresponse(frame, by))  # type: ignore[misc]
            yield from [f"{compared}"] if isinstance(compared, Refused) else _groups(compared)


def experience_frames(table: Table) -> dict[str, pd.DataFrame]:
    """Return questions, groups with small ones hidden, and comments, by name."""
    frame, names = table.frame, table.questions
    made = answer_frames(table, questions(frame, names))
    made["comments"] = comments(frame)
    return made


def answer_frames(table: Table, found: Sequence[Question]) -> dict[str, pd.DataFrame]:
    """Return questions, and groups with small ones hidden, by name."""
    frame, names = table.frame, table.questions
    made = {"questions": pd.DataFrame([_row(one) for one in found])}
    for by in GROUPS:
        if by in frame and frame[by].notna().any():
            made[f"by-{by}"] = by_group(frame, names, by)
    return made


def _groups(found: Nonresponse) -> Iterator[str]:
    name = "experience.differs" if found.differs else "experience.alike"
    p = "< .001" if found.p < 0.001 else f"{found.p:.3f}"
    yield line(name, by=found.by, chi2=f"{found.chi2:.1f}", df=found.df, p=p)
    for _, row in found.groups.iterrows():
        if pd.isna(row["rate"]):
            yield line("experience.group_hidden", group=row["group"])
        else:
            counts = {"answered": f"{row['answered']:.0f}", "asked": f"{row['asked']:.0f}"}
            yield line("experience.group", group=row["group"], rate=percent(row["rate"]), **counts)


def question_lines(found: Question) -> Iterator[str]:
    """Yield what was said to one question, and what silence could hide."""
    if isinstance(found.yes, Refused):
        yield line("experience.question", question=found.name, words=f"{found.yes}")
        return
    yield line("experience.question", question=found.name, words=outcome(found.yes))
    yield line("experience.silent", low=percent(found.lowest), high=percent(found.highest))


def _row(found: Question) -> dict[str, object]:
    known = found.yes if isinstance(found.yes, Estimate) else None
    made: dict[str, object] = {"question": found.name, "answers": known.n if known else None}
    made |= {part: getattr(known, part) if known else None for part in ("value", "low", "high")}
    made |= {f"answer_{step}": count for step, count in found.counts.items()}
    return made | {"lowest": found.lowest if known else None, "highest": found.highest if known else None}
