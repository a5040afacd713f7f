"""What people look at of families' experience: who answered first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...marking.bands import percent
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt
from ..drawing import Axis, Figure, Row, rows_figure
from ..drawing.figure import table as figures
from ..experience import Nonresponse, comments, nonresponse, questions, response
from ..experience.questions import GOOD, NAME, Question
from ..experience.report import HALF, answer_frames, question_lines, response_lines
from ..experience.response import GROUPS, answered, families
from ..reading import Table
from ..shares import clustered_share
from .choosing import Choice
from .panel import Headline, Panel, cautioned, headline
from .pictures import SHOWN, extremes, share_rows, shortened
from .wording import panel_words, value_of


def panels(table: Table, _choice: Choice) -> Iterator[Panel]:
    """Yield who answered, what they said, and their words."""
    yield _response(table)
    if table.questions:
        yield _answers(table)
    yield _comments(table)


def _response(table: Table) -> Panel:
    said, frame = panel_words("response"), table.frame
    found = response(frame, table.questions)
    groups = {
        by: attempt(lambda by=by: nonresponse(frame, by))  # type: ignore[misc]
        for by in GROUPS
        if by in frame
    }
    compared = {by: one for by, one in groups.items() if isinstance(one, Nonresponse)}
    may_not = [said.line("differs", by=by) for by, one in compared.items() if one.differs]
    low = isinstance(found.rate, Estimate) and found.rate.value < HALF
    may_not.insert(0, said.line("half" if low else "silent"))
    chosen = compared.get("who") or next(iter(compared.values()), None)
    return Panel(
        "response",
        headline("response", found.rate),
        cautioned(response_lines(table), found.rate),
        (said.line("answered", answered=f"{found.answered:,}", asked=f"{found.asked:,}"),),
        tuple(may_not),
        None if chosen is None else _groups(chosen),
        {f"answered-by-{by}": one.groups for by, one in compared.items()},
    )


def _groups(found: Nonresponse) -> Figure:
    said, groups = panel_words("response"), found.groups
    rows, cells = [], []
    for _, one in groups.iterrows():
        known = bool(np.isfinite(one["rate"]))
        shown = percent(one["rate"]) if known else said.line("hidden")
        name = str(one["group"])
        rows.append(Row(shortened(name), float(one["rate"]) if known else None, beside=shown))
        cells.append((name, f"{one['asked']:,.0f}", shown))
    known = groups[groups["rate"].notna()].sort_values("rate")
    says = ""
    if len(known):
        first, last = known.iloc[0], known.iloc[-1]
        ends = {"low": percent(first["rate"]), "high": percent(last["rate"])}
        says = said.line("says", low_group=first["group"], high_group=last["group"], **ends)
    heads = (said.line("group"), said.line("asked"), said.line("rate"))
    axis = Axis(said.axis, low=0, high=1, percent=True)
    return rows_figure(said.chart, says, rows, axis=axis, table=figures(heads, cells), sizes=SHOWN)


def _answers(table: Table) -> Panel:
    said = panel_words("answers")
    found = questions(table.frame, table.questions)
    whole = attempt(lambda: _whole(table))
    may, may_not = [], []
    if isinstance(whole, Estimate):
        may.append(said.line("good", percent=percent(whole.value)))
        ends = (float(np.mean([one.lowest for one in found])), float(np.mean([one.highest for one in found])))
        may_not.append(said.line("silence", low=percent(ends[0]), high=percent(ends[1])))
    lines = [line for one in found for line in question_lines(one)]
    return Panel(
        "answers",
        headline("answers", whole),
        cautioned(lines, whole),
        tuple(may),
        tuple(may_not),
        _by_question(found),
        answer_frames(table, found),
    )


def _whole(table: Table) -> Estimate:
    """Return the share of 4 and 5 among all answers; those of one family belong together."""
    rows = answered(table.frame)
    given = table.frame.loc[rows, list(table.questions)].to_numpy(dtype=np.float64)
    people = pd.factorize(families(table.frame)[rows])[0]
    known = ~np.isnan(given)
    who = np.broadcast_to(people[:, None], given.shape)[known]
    return clustered_share(given[known] >= GOOD, who, NAME)


def _by_question(found: tuple[Question, ...]) -> Figure | None:
    said = panel_words("answers")
    shares = {one.name: one.yes for one in found}
    order = extremes(shares)
    if not order:
        return None
    (low_name, low), (high_name, high) = order[0], order[-1]
    ends = {"low": percent(low.value), "high": percent(high.value)}
    return share_rows("answers", said.line("says", low_name=low_name, high_name=high_name, **ends), shares)


def _comments(table: Table) -> Panel:
    said, listed = panel_words("comments"), comments(table.frame)
    count = len(listed)
    if not count:
        return Panel("comments", None, (said.line("none"),))
    return Panel(
        "comments",
        Headline(value_of("comments", count), said.unit),
        (said.line("count", count=f"{count:,}"),),
        (said.line("read"),),
        (said.line("share"),),
        frames={"comments": listed},
    )


__all__ = ["Refused", "panels"]
