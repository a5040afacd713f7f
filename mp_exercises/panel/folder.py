"""A campaign's folder: what lies where, and the reading of it with every fault at its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..answers import Record
from ..exercise import read_yaml, validate
from ..exercise.source import SourceError
from ..measures.reading.faults import CellFault, TableError
from .campaign import Campaign
from .sheets import Rows, read_rows, sheet

CAMPAIGN = "campaign.yaml"
RECORDS = "records"
LINKS = "day-links.json"
CHAIR = "day-chair.json"
"""What lets the chair into their room."""


class NoCampaign(LookupError):
    """A folder without a campaign."""


@dataclass(frozen=True)
class Folder:
    """A campaign and its folder.

    Attributes
    ----------
    path
        The folder; nothing is written outside it but where somebody names another.
    """

    path: Path
    campaign: Campaign

    def file(self, name: str) -> Path:
        """Return where one of the small tables lies."""
        return self.path / sheet(name).file

    def rows(self, name: str) -> Rows:
        """Read one of the small tables; a missing file is an empty one.

        Raises
        ------
        TableError
            With every fault, each at its cell.
        """
        file = self.file(name)
        return read_rows(file, name) if file.exists() else Rows(file, (), ())

    def record(self, member: str) -> Record:
        """Return a member's record."""
        return Record(self.path / RECORDS / f"{member}.jsonl")

    @cached_property
    def candidates(self) -> dict[str, str]:
        """Each candidate's state, by number; the numbers in order.

        Raises
        ------
        TableError
            If the list is faulty or empty.
        """
        rows = self.rows("candidates")
        if not rows.rows:
            raise TableError(rows.file, [CellFault(0, 0, "no candidates", "a row for each, by number")])
        return {row["candidate"]: row["state"] for row in sorted(rows, key=lambda row: row["candidate"])}

    @property
    def present(self) -> tuple[str, ...]:
        """The candidates who have not withdrawn, by number."""
        return tuple(number for number, state in self.candidates.items() if state == "in")

    def known(self, name: str) -> Rows:
        """Read a small table whose candidates, stages and criteria must be the campaign's.

        Raises
        ------
        TableError
            Also for a candidate of somebody else's campaign.
        """
        rows = self.rows(name)
        stages = {one.id for one in self.campaign.stages}
        allowed = {
            "candidate": set(self.candidates),
            "stage": stages,
            "criterion": set(self.campaign.criterion),
        }
        faults = [
            rows.fault(place, f"{column} {row[column]!r} is not of this campaign", _some(known))
            for place, row in enumerate(rows)
            for column, known in allowed.items()
            if row.get(column) is not None and row[column] not in known
        ]
        if faults:
            raise TableError(rows.file, faults)
        return rows


def open_folder(path: Path) -> Folder:
    """Open a campaign's folder.

    Raises
    ------
    NoCampaign
        If it has none.
    SourceError
        With each fault of ``campaign.yaml`` at its line.
    """
    file = path / CAMPAIGN
    if not file.is_file():
        raise NoCampaign(f"{path} has no {CAMPAIGN}; make one with: mp panel new {path}")
    source = read_yaml(file)
    campaign = validate(Campaign, source)
    found = sorted(source.fault(p.path, p.wrong, p.right) for p in campaign.problems())
    if found:
        raise SourceError(found)
    return Folder(path, campaign)


def check(path: Path) -> tuple[Folder, list[str]]:
    """Read everything but names and equality data, and return the folder and what was read.

    Raises
    ------
    SourceError, TableError
        With the faults of the first file that has some.
    """
    folder = open_folder(path)
    read = [CAMPAIGN]
    for name in ("candidates", "adjustments", "stages", "outcomes", "probation"):
        if folder.file(name).exists():
            folder.known(name)
            read.append(folder.file(name).name)
    for member in folder.campaign.members:
        record = folder.record(member.id)
        if record.path.exists():
            record.read()
            read.append(f"{RECORDS}/{record.path.name}")
    return folder, read


def strays(folder: Folder) -> list[str]:
    """Return the records that are read by nobody, since no member of the campaign has their name."""
    known = {folder.record(member.id).path.name for member in folder.campaign.members}
    return sorted(
        f"{RECORDS}/{one.name}" for one in (folder.path / RECORDS).glob("*.jsonl") if one.name not in known
    )


def _some(known: set[str]) -> str:
    """Return some of what would be right."""
    first = sorted(known)[:12]
    return f"one of {', '.join(first)}{' …' if len(known) > len(first) else ''}"
