"""What became of each file of a run, for a person and as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ...plain import cell
from ..disk import write_whole
from ..receipts.receipt import fingerprint
from .attempts import Attempt
from .found import Aside

Outcome = Literal["placed", "same as before", "kept", "late", "set aside"]
HEADINGS = (
    "file",
    "outcome",
    "trainee",
    "received",
    "time from",
    "matched by",
    "fingerprint",
    "damaged lines",
    "why",
)


@dataclass(frozen=True)
class Row:
    """One file.

    Attributes
    ----------
    outcome
        ``placed``: it is the attempt that counts now. ``kept``: a later attempt counts.
    says
        For what was set aside, what is wrong and what would be right.
    """

    where: str
    outcome: Outcome
    attempt: Attempt | None = None
    says: str = ""


@dataclass
class Summary:
    """A whole run.

    Attributes
    ----------
    notes
        What an assessor should know and need not mend.
    """

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def set_aside(self, found: Aside) -> None:
        """Add what was set aside."""
        self.rows.append(Row(found.where, "set aside", says=found.says))

    @property
    def aside(self) -> list[Row]:
        """What was set aside."""
        return [row for row in self.rows if row.outcome == "set aside"]

    def counts(self) -> Counter[str]:
        """Return how many files have each outcome."""
        return Counter(row.outcome for row in self.rows)

    def write(self, file: Path) -> None:
        """Write a table that a spreadsheet opens, in which no name becomes a formula."""
        text = io.StringIO(newline="")
        table = csv.writer(text)
        table.writerow(HEADINGS)
        table.writerows([cell(value) for value in _values(row)] for row in self.rows)
        write_whole(file, text.getvalue().encode("utf-8-sig", "replace"))


def _values(row: Row) -> Iterable[str]:
    found = row.attempt
    if found is None:
        return (row.where, row.outcome, "", "", "", "", "", "", row.says)
    print_ = fingerprint(found.sha256)
    known = (found.trainee, found.time, found.basis, found.matched, print_, str(found.damaged))
    return (row.where, row.outcome, *known, row.says)
