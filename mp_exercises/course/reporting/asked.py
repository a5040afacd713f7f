"""What somebody asks of a report, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .basis import Basis
from .files import Places
from .practice import DEFAULT_ADDRESS
from .printing import Printed


@dataclass(frozen=True)
class Asked:
    """What somebody asked for.

    Attributes
    ----------
    trainees
        Whose pages to write; empty for everybody's and the cohort's report.
    out
        The folder; None for ``reports/ASSESSMENT`` in the course.
    pdf
        Whether to print PDFs too.
    provisional
        Whether to go on where results are held.
    handbook
        The address that links lead to.
    groups
        A CSV file that says which group each trainee is in; None to compare no groups.
    """

    trainees: tuple[str, ...] = ()
    out: Path | None = None
    pdf: bool = True
    provisional: bool = False
    handbook: str = DEFAULT_ADDRESS
    groups: Path | None = None


@dataclass
class Done:
    """What became of the reports.

    Attributes
    ----------
    held
        Why results are held; empty where they are not.
    wanted
        The ids of those whose pages were asked for.
    names
        What everybody's files are called, without the ending.
    written, unchanged
        How many pages.
    others
        What else was written.
    portable
        Whether the pages' links lead to the handbook from wherever somebody opens them.
    """

    places: Places
    basis: Basis
    held: str
    wanted: list[str]
    names: dict[str, str]
    written: int = 0
    unchanged: int = 0
    others: list[Path] = field(default_factory=list)
    printed: Printed | None = None
    portable: bool = True

    def page_of(self, trainee: str) -> Path:
        """Return where a trainee's page stands."""
        return self.places.trainees / f"{self.names[trainee]}.html"

    def pages(self) -> list[Path]:
        """Return every page that there is to print, the cohort's first."""
        cohort = [file for file in self.others if file.suffix == ".html"]
        return [*cohort, *map(self.page_of, self.wanted)]
