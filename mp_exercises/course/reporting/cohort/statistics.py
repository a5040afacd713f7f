"""Every statistic of a report as a line of its table: its interval, or why it is not given."""

from __future__ import annotations

from collections.abc import Iterator

from ....marking.estimate import Estimate
from ....marking.refusal import Refused
from ....marking.reliability import GroupDifferences, ItemDifference
from ....marking.standard import Standard
from ...moderating.agreement import Agreement
from .rows import Row
from .told import Told

CUT = "cut-score"
LENIENCY = "judge-difference"


def statistic_rows(told: Told) -> Iterator[Row]:
    """Yield a line for each statistic."""
    yield from _of_scores(told)
    for compared in told.analysis.comparisons:
        between = f"{compared.grouping}: {compared.focal}, {compared.reference}"
        yield from _differences(told, between, compared.found)
    for one in told.moderation.agreement:
        yield from _markers(told.item((one.section, one.item)), one)
    if told.basis.standard is not None:
        yield from _standard(told.basis.standard)


def _of_scores(told: Told) -> Iterator[Row]:
    found = told.analysis
    conditional, consistency = found.conditional, found.consistency
    yield _row("cronbach-alpha", "", found.alpha)
    yield _row("standard-error-of-measurement", "", found.error)
    yield _row(
        "conditional-standard-error",
        "",
        conditional if isinstance(conditional, Refused) else conditional.estimate,
    )
    if isinstance(consistency, Refused):
        yield _row("decision-consistency", "", consistency)
    else:
        for one in (consistency.consistency, consistency.kappa, consistency.accuracy):
            yield _row("decision-consistency", "", one)
    if isinstance(found.items, Refused):
        yield _row("item-difficulty", "", found.items)
    else:
        for item in found.items.items:
            yield _row("item-correlation", item.name, item.correlation)


def _differences(told: Told, between: str, found: GroupDifferences | Refused) -> Iterator[Row]:
    if isinstance(found, Refused):
        yield _row("mantel-haenszel", between, found)
        return
    for (section, name), item in zip(told.cohort.items, found.items, strict=True):
        delta = item.delta if isinstance(item, ItemDifference) else item
        yield _row("mantel-haenszel", f"{between}; {section}/{name}", delta)


def _markers(item: str, found: Agreement) -> Iterator[Row]:
    yield _row("icc", item, found.reliability)
    yield _row("percent-agreement", item, found.within)
    for who, figure in found.harsher.items():
        yield _row("mean-difference", f"{item}; {who}", figure)
    for criterion, figure in found.levels.items():
        yield _row("cohen-kappa", f"{item}; {criterion}", figure)


def _standard(found: Standard) -> Iterator[Row]:
    """Yield the cut, the panel's agreement, and each judge beside the panel: shares of all points."""
    rest = (found.level, found.panel, None, found.method, "", "", "")
    yield CUT, "", found.value, found.low, found.high, *rest
    if found.agreement is not None:
        agreed = found.agreement
        numbers = agreed.value, agreed.low, agreed.high, agreed.level
        yield agreed.statistic, found.method, *numbers, found.panel, None, agreed.form, "", "", ""
    for number, judge in enumerate(found.leniency or (), 1):
        yield LENIENCY, str(number), judge.difference, judge.low, judge.high, *rest


def _row(name: str, of: str, found: Estimate | Refused) -> Row:
    if isinstance(found, Refused):
        return name, of, None, None, None, None, None, None, "", "", found.why, ""
    return (
        name,
        of,
        found.value,
        found.low,
        found.high,
        found.level,
        found.n,
        found.items or None,
        found.form,
        found.interval,
        "",
        "; ".join(found.cautions),
    )
