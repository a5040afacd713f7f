"""Which group each trainee is in, from a file that the assessor gives."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ....plain import quoted, shown
from ...folder import CourseError

TRAINEE = "trainee"
MOST_BYTES = 20_000_000
MOST_GROUPS = 12
SMALL = 10
"""A group with fewer people is not named: a count so small can point at a person."""


@dataclass(frozen=True)
class Grouping:
    """One way of grouping trainees.

    Attributes
    ----------
    name
        The column's head.
    groups
        Each trainee's group, in the order asked for; None where the file does not say.
    """

    name: str
    groups: tuple[str | None, ...]

    def sizes(self) -> list[tuple[str, int]]:
        """Return the groups that are large enough to name, the largest first."""
        return [(name, count) for name, count in self._counted() if count >= SMALL]

    @property
    def small(self) -> int:
        """How many groups are too small to name."""
        return sum(count < SMALL for _, count in self._counted())

    @property
    def unknown(self) -> int:
        """How many trainees have no group."""
        return sum(group is None for group in self.groups)

    def _counted(self) -> list[tuple[str, int]]:
        counts = Counter(group for group in self.groups if group is not None)
        return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def read_groups(file: Path, trainees: Iterable[str]) -> tuple[Grouping, ...]:
    """Read a CSV file with a column ``trainee`` and one column for each grouping.

    Raises
    ------
    CourseError
        If it cannot be read, names a trainee twice, or has more groups in a column than can be compared.
    """
    rows, names = _rows(file)
    known = {row[TRAINEE]: row for row in rows}
    if len(known) < len(rows):
        twice = next(name for name, count in Counter(row[TRAINEE] for row in rows).items() if count > 1)
        raise CourseError(f"{file} has the trainee {quoted(twice)} twice; one line for each")
    order = list(trainees)
    if not known.keys() & set(order):
        raise CourseError(f"{file} has none of the trainees who are marked; ids as submitted/ has them")
    made = []
    for name in names:
        groups = tuple(_group(known.get(trainee, {}).get(name)) for trainee in order)
        if len(set(groups) - {None}) > MOST_GROUPS:
            raise CourseError(
                f"{file}: {quoted(name)} has more than {MOST_GROUPS} groups; leave it out, or join some"
            )
        made.append(Grouping(shown(name), groups))
    return tuple(made)


def _group(name: str | None) -> str | None:
    return shown(name) if name else None


def _rows(file: Path) -> tuple[list[dict[str, str]], list[str]]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CourseError(f"{file} has more than {MOST_BYTES:,} bytes; it needs a line for each trainee")
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, restkey="", restval="", strict=True)
            heads = [head.strip() for head in reader.fieldnames or ()]
            reader.fieldnames = heads
            rows = [{key: str(value).strip() for key, value in row.items() if key} for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise CourseError(f"{file} cannot be read: {why}; a CSV file in UTF-8 would be right") from error
    if TRAINEE not in heads or len(heads) < 2 or len(set(heads)) < len(heads):
        raise CourseError(f"{file} needs the heads {TRAINEE!r} and at least one group, such as trainee,team")
    return [row for row in rows if row[TRAINEE]], [head for head in heads if head not in (TRAINEE, "")]
